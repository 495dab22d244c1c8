"""Development zones, new areas, metropolitan areas and the like: by how their names end and what they begin with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.agencies import PlaceName
from kg.model import Span
from kg.vocabulary.gazetteer import Gazetteer

# Ends of names. Behind a place all of them make a zone; a name of its own (柳东新区) needs one of the first kind.
_PROPER = (
    r"(?:高新技术产业|经济技术|高新技术|经济|工业|临空经济|航空港经济)?开发区|高新区|经开区|临空经济区|港新区|新区|综合保税区|综保区|保税港区|保税区|"
    r"经济合作区|特别合作区|深度合作区|合作区|都市圈|城市圈|经济圈|城市群|生态经济区|经济区|科学城|科技城|生态城|文化产业带"
)
_BEHIND_PLACE = (
    r"(?:中国)?(?:自由贸易试验区|自贸试验区|自贸区)|开发开放试验区|合作试验区|协作试验区|(?:自主创新|产业转移|一体化(?:高质量)?发展|一体化|合作)示范区|"
    r"经济带|产业带|都市区|集聚区|核心区|片区|(?:工业|产业)园区?|科技园区?"
)
_END = re.compile(rf"(?:(?P<proper>{_PROPER})|{_BEHIND_PLACE})$")
# The last characters of all ends, quick to look for, and what goes on in other words.
_LAST = re.compile("[新发开济税保港作贸验范聚心片园市学技态业](?:[区圈群城带]|园(?!区))(?!域)")
_LONGEST_END = 12
_REACH = 18

_FREE_TRADE = re.compile(r"中国\([\u4e00-\u9fff]{2,6}\)$")
_STOP = re.compile(r"[。;!?\n,:、《》()“”]")
_NOT_INSIDE = re.compile(
    r"的|与|和(?!平)|及|在|对(?!外)|将|把|为|等|各|全(?!球)|首|[一二两三四五六七八九十\d]+[大个家]|融入|设立|签署|签订|(?<!共)建设|打造|推动|推进|推广|加快|提升|深化|完善|创建|成为|"
    r"获|纳入|支持|实施|开展|落户|入选|升级|依托|助力|培育|形成|争创|申建|布局|引领|优化|强化|做强|做大|扩容|构建|视察|考察|调研|[省市县区]级|[百千万]亿级?|获批"
)
# What a name of its own follows: the words that act on a zone, or a stop.
_WORDS_THAT_ACT = (
    r"落实|贯彻|融入|对接|支持|入驻|助力|推动|推进|加快|加强|建设|打造|依托|指导|联合|进入|纳入|全省|全市|全县|全区|提升|深化|优化|完善|健全|强化|促进|激发|"
    r"发挥|引领|增强|做强|做优|做大|壮大|创建|争创|设立|签署|实施|开展|完成|新增|力争|服务|走进|落户|扩容提质|辖区|参与|驻|构建|培育|获批|升级|布局|形成|打响|迈向|成为|带动"
)
_ACTS = re.compile(rf".*(?:[在对为由从将向以把是的等各]|{_WORDS_THAT_ACT})")
_ACTS_OR_JOINS = re.compile(rf".*(?:[到与和及在对为由从将向以把是的等各]|{_WORDS_THAT_ACT})")
_PLANNED = re.compile("建设|试点|创建")
_KIND_WORDS = re.compile(
    r"(?:国家级?|省级|市级|县级|区级|高新技术|经济技术|产业|经济|工业|农业|科技|生态|文化|旅游|综合|现代化?|跨境|边境|特别|特色|先进|重点|化工|制造业?|服务业|物流|"
    r"航空|临空|临港|渔港|空港|国际|创新|绿色|数字|智能|一体化|示范|试点|开放|自由贸易|保税|出口加工|高质量|协同|未来|生命|畜牧|大学|医学|中部|东部|西部|南部|北部|沿海|沿江|沿边|沿黄)+$"
)
_NO_STEM = re.compile(
    r"^[各每本该新老旧两三几多其一]|[一二三四五六七八九十\d][大个家]|[类型]$|^(?:所有|全部|有关|相关|部分|省内|市内|国内|城市|城乡|园区|城区|老城|县域|区域|周边|其他|传统|大型|一批|省际|全国|全球|先行|先导|主要|优势|中欧|班列|不同|海外|境外|目前|现阶段|当前|今年|同时|现有|园内)"
)


# One-character names of places that are as often other words.
COMMON_LETTERS = frozenset("新台云青港贵黑藏广汉澳")


class Zone(NamedTuple):
    """A zone found in text."""

    span: Span
    name: str


def find_zones(
    folded: str, start: int, end: int, gazetteer: Gazetteer, places: list[PlaceName]
) -> Iterator[Zone]:
    """Yield the zones named in `folded[start:end]`, in order of place.

    Two one-character names of provinces and cities, or one with a direction, begin a zone's name as a place does
    (甬舟海洋经济核心区, 湘南湘西承接产业转移示范区).
    """
    starts = [place.start for place in places]
    letters = "".join(sorted({*gazetteer.abbreviations, *gazetteer.special.cities} - COMMON_LETTERS))
    short = re.compile(rf"(?:[{letters}]{{2,4}}边?|(?:大?[{letters}][东南西北中])+)")
    reached = start
    for last in _LAST.finditer(folded, start, end):
        tail = _END.search(folded, max(reached, last.end() - _LONGEST_END), last.end())
        zone = tail and _zone(folded, reached, tail, places, starts, short)
        if zone and zone.name not in gazetteer.areas:
            reached = zone.span.end
            yield zone


def _zone(
    folded: str,
    start: int,
    tail: re.Match[str],
    places: list[PlaceName],
    starts: list[int],
    short: re.Pattern[str],
) -> Zone | None:
    stop = tail.end()
    if (free := _FREE_TRADE.search(folded, max(start, tail.start() - _REACH), tail.start())) is not None:
        return Zone(Span(free.start(), stop), folded[free.start() : stop])
    left = _left_end(folded, max(start, tail.start() - _REACH), tail.start())
    first = bisect_left(starts, left)
    begins = []
    for place in places[first:]:
        if place.start >= stop:
            break
        if place.end >= stop:
            return None  # the place's own name ends like this: 浦东新区
        begins.append((place.start, place.end))
    begins += [found.span() for found in short.finditer(folded, left, tail.start())]
    begins.sort()
    for begin, behind in begins:
        if behind > tail.start() or _NOT_INSIDE.search(folded, behind, tail.start()):
            continue
        # 福建共建闽赣合作示范区: who builds it stands before its name.
        if begin == begins[-1][0] or "共建" not in folded[behind : begins[-1][0]]:
            return Zone(Span(begin, stop), folded[begin:stop])
    if begins or not tail.group("proper"):
        return None
    return _named_alone(folded, left, tail)


def _left_end(folded: str, earliest: int, at: int) -> int:
    stops = [stop.end() for stop in _STOP.finditer(folded, earliest, at)]
    return stops[-1] if stops else earliest


def _named_alone(folded: str, left: int, tail: re.Match[str]) -> Zone | None:
    """A zone whose name begins with no place: 柳东新区, 阳和工业新区."""
    words, kind = folded[left : tail.start()], tail.group()
    for acts in (_ACTS_OR_JOINS, _ACTS):
        cut = acts.match(words)
        name = words[cut.end() :] if cut else words
        stem = _KIND_WORDS.sub("", name)
        proper = 2 <= len(stem) <= 4 and len(name) <= 8 and stem.isalpha() and not _NO_STEM.search(stem)
        if proper or (not name and kind == "临空经济区"):
            break
    else:
        return None
    if not cut and _PLANNED.match(folded, tail.end()):
        return None
    begin = tail.start() - len(name)
    return Zone(Span(begin, tail.end()), folded[begin : tail.end()])
