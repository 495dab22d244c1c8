"""Regions: divisions, townships, villages, development zones and named areas."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.extract.agencies import PlaceName
from kg.extract.zones import COMMON_LETTERS, Zone
from kg.model import Level, Method, Span
from kg.scan import Around
from kg.spans import SpanSet
from kg.vocabulary.gazetteer import Gazetteer


class RegionMention(NamedTuple):
    """A place found; `above` is the place name that stands directly before a village or zone, if any."""

    span: Span
    name: str
    level: Level | None
    above: str
    method: Method
    score: float


# What goes on behind 村 in other words: 村庄, 村容, 村级, 村民, 村镇银行, 村规民约.
_VILLAGE_ENDS = "(?![民居级干委组务集支道庄容镇规企医幼排卫振超落寨史晚财改社口酒B])"
_VILLAGE = Around(
    re.compile(rf"(?<=[、,。;:(“ 在到入成])([\u4e00-\u9fff]{{2,3}}(?:村|嘎查)){_VILLAGE_ENDS}"),
    "村|嘎查",
    before=4,
    behind=2,
)
_COMMUNITY = Around(
    re.compile(
        r"(?<=、)([\u4e00-\u9fff]{2,4}社区)(?![居卫养服治干组工建的])|"
        r"(?<=[,。;:(“ \n在到])((?![在到与和对向从由为各])[\u4e00-\u9fff]{2,5}社区)(?=[、,。;“”()等创打试推建成探设开首率获召入荣被])"
    ),
    "社区",
    before=7,
    behind=1,
)
_VILLAGE_BEHIND = re.compile(rf"([\u4e00-\u9fff]{{1,4}}(?:村|社区|嘎查)){_VILLAGE_ENDS}")
_VILLAGE_WORD = re.compile("村|社区|嘎查")
_VILLAGE_NEAR = re.compile(rf"([\u4e00-\u9fff]{{2,3}}村){_VILLAGE_ENDS}")
_NO_VILLAGE = re.compile(
    r"^(?:.*[乡农山渔各全每村个查强弱镇县万千百]村$|村|.+[进入到驻帮联带兴促治整富惠建强]村$|[各全每本该乡农新山渔进美一两三个旧古多]|行政|自然|示范|贫困|城中|美丽|和美|试点|重点|所有|数字|幸福|"
    r"智慧|精品|村[、和]|先进|法治|平安|文明|深入|走进|完整|街道|城市|农村|未来|绿色|城乡|居家|零碳|友好|国际|科普|文化|招募|和谐|标准|民族|运营|发展|互嵌|融入|老旧|"
    r"大型|安置|网格|物业|下沉|包联|共建|乡镇|镇街|街镇|支持|建设|服务|推动|推进|改建|提升|深化|优化|强化|完善|做好|用好|运用|覆盖|探索|薄弱|宜居|力争|加强|开展|实施|"
    r"实现|带动|帮扶|走访|结对|整治|改造|培育|打造|引导|鼓励|促进|加快|组织|壮大|经济|集体|空心|脱贫|移民|搬迁|选派|入选|传统|四季|发挥|邀请|快递|法律|提高|草原|"
    r"[省市县区镇](?:村|社区)|.*[对向为厅局]社区$|.*[性型式化批]社区$|.*[^街路]道社区$)"
)
_WATER = re.compile("流域|水系|干流|沿岸|水质|水环境|水域|源头|两岸")
_BEYOND = frozenset("港澳台")
_BORDER = re.compile("边(?:区域|地区)")
_LEARNT_FROM = re.compile("(?:借鉴|学习|对标|考察|赴|学)$")
_LEVEL_WORDS = frozenset("省市县区盟旗镇乡道")
_WATERS = frozenset("江河湖海")
# What makes a short name before it part of an organisation's or a street's name: 韶山管理局, 泰安道5号.
_ORGANISATION = re.compile(
    r"(?:[\u4e00-\u9fff]{0,2}(?:管理局|大学(?!生)|医院|集团|日报|电视台)|时代(?!的)|[路街道]\d)"
)
_ABBREVIATIONS_BEHIND = re.compile(
    r"^(?: ?[\d一二三四五六七八九十两]+ ?)?(?:省|地|边|交界|毗邻|两|三|四|五|联|跨|区域|协作|等|合作|对口|携手|一体|共建|非|琼|先进|\d)"
)


def find_regions(
    folded: str,
    start: int,
    end: int,
    gazetteer: Gazetteer,
    places: list[PlaceName],
    outside: SpanSet,
    zones: Iterable[Zone] = (),
) -> list[RegionMention]:
    """Return the places named in `folded[start:end]` that do not stand inside the spans `outside`, in order.

    `outside` are the names of bodies, titles of regulations and the like, inside of which a place does not count.
    `zones` are the zones of the text; of a place inside one's name only the provinces count that it joins
    (湘琼共建产业园).
    """
    found = [RegionMention(z.span, z.name, Level.ZONE, "", Method.PATTERN, 0.7) for z in zones]
    taken = SpanSet(len(folded), (zone.span for zone in found))
    joined = [m for zone in found for m in _joined(zone, gazetteer)]
    rows = _rows(folded, start, end, gazetteer, places)
    for mention in (*_borders(folded, start, end, gazetteer), *rows):
        if not outside.touches(mention.span) and not taken.touches(mention.span):
            found.append(mention)
    for mention in found:
        taken.add(mention.span)
    named = _named(folded, start, end, places, gazetteer)
    villages = _villages(folded, start, end, places)
    found += [m for m in named if not outside.touches(m.span) and not taken.touches(m.span)]
    found += [m for m in villages if not outside.touches(m.span)]
    return sorted([*found, *joined], key=lambda m: m.span)


def _named(
    folded: str, start: int, end: int, places: list[PlaceName], gazetteer: Gazetteer
) -> Iterator[RegionMention]:
    """Each division of a joined name, the lowest under the whole name: 成都市武侯区 names both."""
    for place in places:
        if not (start <= place.start and place.end <= end) or place.text in gazetteer.special.no_place:
            continue
        if _another_word(folded, place, gazetteer):
            continue
        begin = place.start
        for stop in place.parts:
            name = folded[place.start : stop]
            yield RegionMention(Span(place.start, stop), name, None, "", Method.VOCABULARY, 0.95)
            if begin != place.start:
                yield RegionMention(Span(begin, stop), name, None, "", Method.VOCABULARY, 0.95)
            begin = stop


def _another_word(folded: str, place: PlaceName, gazetteer: Gazetteer) -> bool:
    """Whether a place's name is part of an organisation's or other word, or a river's."""
    last = place.text[-1]
    if last in _LEVEL_WORDS:
        return last == "市" and folded.startswith("场", place.end)  # 北京 and its 市场
    if _ORGANISATION.match(folded, place.end):
        return True
    return last in _WATERS and _is_river(folded, place, gazetteer)


def _is_river(folded: str, place: PlaceName, gazetteer: Gazetteer) -> bool:
    """Whether a county's short name more likely means the river or lake that it has its name from: 护航柳江.

    In a row of places it is the county.
    """
    if _WATER.match(folded, place.end):
        return True
    beside = folded[place.start - 1 : place.start] + folded[place.end : place.end + 1]
    return (
        len(place.text) == 2
        and not set(beside) & set("、和与")
        and all(division.level is Level.COUNTY for division in gazetteer.named(place.text))
    )


def _villages(folded: str, start: int, end: int, places: list[PlaceName]) -> Iterator[RegionMention]:
    """Villages and communities, behind the name of the place that they lie in or by themselves."""
    behind: set[int] = set()
    for place in places:
        if not start <= place.start < end or not _VILLAGE_WORD.search(folded, place.end, place.end + 6):
            continue
        township = place.text.endswith(("镇", "乡", "街道", "苏木"))
        match = (_VILLAGE_BEHIND if township else _VILLAGE_NEAR).match(folded, place.end)
        double = match is not None and township and match.group(1).endswith("村村")  # 渔村村
        if match and (double or not _NO_VILLAGE.match(match.group(1))):
            behind.add(match.start(1))
            span, name = Span(place.start, match.end(1)), match.group(1)
            yield RegionMention(span, name, Level.VILLAGE, place.text, Method.PATTERN, 0.8)
    for pattern in (_VILLAGE, _COMMUNITY):
        for match in pattern.finditer(folded, start, end):
            span, name = Span(*match.span(match.lastindex or 1)), match.group(match.lastindex or 1)
            if span.start not in behind and not _NO_VILLAGE.match(name):
                yield RegionMention(span, name, Level.VILLAGE, "", Method.PATTERN, 0.5)


def _letters(span: Span, text: str, gazetteer: Gazetteer) -> Iterator[RegionMention]:
    """Each character of a row as the place it stands for."""
    for offset, char in enumerate(text):
        level = Level.PROVINCE if char in gazetteer.abbreviations else Level.PREFECTURE
        at = Span(span.start + offset, span.start + offset + 1)
        yield RegionMention(at, char, level, "", Method.PATTERN, 0.7)


def _joined(zone: RegionMention, gazetteer: Gazetteer) -> Iterator[RegionMention]:
    """The provinces by one character that a zone's name begins with, if there are two."""
    first = zone.name[:2]
    provinces = all(char in gazetteer.abbreviations and char not in COMMON_LETTERS for char in first)
    if provinces and first not in gazetteer.areas:
        yield from _letters(zone.span, first, gazetteer)


def _borders(folded: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[RegionMention]:
    """Regions along the border of provinces, and the provinces: 湘赣边区域."""
    letters = "".join(gazetteer.abbreviations)
    for word in _BORDER.finditer(folded, start, end):
        row = re.compile(rf"[{letters}]{{2,4}}$").search(folded, max(start, word.start() - 4), word.start())
        if row:
            span = Span(row.start(), word.end())
            yield RegionMention(span, folded[row.start() : word.end()], Level.ZONE, "", Method.PATTERN, 0.7)
            yield from _letters(span, row.group(), gazetteer)


def _is_row(row: str) -> bool:
    """Whether each character can stand for a place: no two alike, and none that is more often another word."""
    words = COMMON_LETTERS & set(row[:-1] if row[-1] in _BEYOND else row)
    return (
        len(set(row)) == len(row)
        and row[0] not in "新台"
        and (len(row) > 2 or not words or set(row) <= _BEYOND)
    )


def _rows(
    folded: str, start: int, end: int, gazetteer: Gazetteer, places: list[PlaceName]
) -> Iterator[RegionMention]:
    """Provinces and cities by their one-character names, only in rows of two or more: 湘鄂赣粤4省."""
    cities = "".join(gazetteer.special.cities)
    letters = "".join(gazetteer.abbreviations)
    starts = [place.start for place in places]
    for match in re.finditer(rf"[{letters}{cities}]{{2,8}}", folded[:end]):
        row = match.group()
        if match.start() < start or not _is_row(row) or row in gazetteer.areas:
            continue
        first = bisect_right(starts, match.start()) - 1
        if first >= 0 and places[first].end > match.start():
            continue  # 辽宁 in 辽宁省
        behind = folded[match.end() : match.end() + 4]
        learnt = _LEARNT_FROM.search(folded, max(start, match.start() - 4), match.start())
        if (len(row) > 2 and learnt) or (
            _ABBREVIATIONS_BEHIND.match(behind) and not set(row) & set(gazetteer.special.cities)
        ):
            yield from _letters(Span(*match.span()), row, gazetteer)
