"""Regions: divisions, townships, villages, development zones and named areas."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.agencies import PlaceName
from kg.model import Level, Method, Span
from kg.scan import Around
from kg.spans import SpanSet
from kg.vocabulary.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class RegionMention:
    """A place found; `above` is the place name that stands directly before a village or zone, if any."""

    span: Span
    name: str
    level: Level | None
    above: str
    method: Method
    score: float


_VILLAGE = Around(
    re.compile(
        r"((?<=[、,。;:(“ 在到入成])[\u4e00-\u9fff]{2,3}(?:村|嘎查)|(?<=、)[\u4e00-\u9fff]{2,4}社区)(?![民居级干委组务集支道])"
    ),
    re.compile("村|嘎查|社区"),
    before=4,
    behind=2,
)
_VILLAGE_BEHIND = re.compile(r"([\u4e00-\u9fff]{1,4}(?:村|社区|嘎查))(?![民居级干委组务集支道])")
_NOT_VILLAGE = re.compile(
    r"^(?:.*[乡农山渔各全每]村$|[各全每本该乡农新山渔进美一两三个旧古]|行政|自然|示范|贫困|城中|美丽|和美|试点|重点|所有|数字|幸福|智慧|精品|村[、和]|先进|法治|平安|文明|深入|走进|完整|街道|城市|农村|未来|绿色)"
)
_ZONE_END = (
    r"(?:高新技术产业开发区|经济技术开发区|高新技术开发区|经济开发区|高新区|经开区|开发区|临空经济区|港新区|新区|自贸试验区|自由贸易试验区|自贸区|综合保税区|保税区|合作区|"
    r"工业园区|产业园区|工业园|产业园|科技园|示范区|都市圈|城市群|经济带|经济区|科学城|生态城)"
)
_ZONE = Around(
    re.compile(rf"((?:[\u4e00-\u9fff]{{2,9}}?){_ZONE_END})(?!域|建设|试点|创建)"),
    re.compile(_ZONE_END),
    before=9,
    behind=12,
)
_NEEDS_PLACE = re.compile(r"(?:新区|示范区|园区?|合作区|科学城|生态城|城市群)$")
_ZONE_START = re.compile(
    r".*(?:[在到对与和及为由从将向以把]|支持|入驻|助力|推动|推进|加快|建设|打造|依托|指导|联合|进入|纳入|全省|全市|各|是|等|的)"
)
_NOT_ZONE = re.compile(
    r"^(?:入驻|助力|服务|重点|国家级?|省级|市级|各级?|全国|重点|先行|综合|建设|一批|创新|特色|现代|示范|法治|农业|产业|绿色|数字|高质量发展|跨境|工业|经济|科技|高新|经济技术|新|自由)*(?:高新区|经开区|开发区|新区|自贸区|保税区|合作区|园区|工业园区?|产业园区?|示范区|经济区|都市圈|城市群|科技园|自贸试验区|综合保税区)$|示范区$|[一二三四五六七八九十0-9]个"
)
_ABBREVIATIONS_BEHIND = re.compile(
    r"^(?: ?[\d一二三四五六七八九十两]+ ?)?(?:省|地|边|交界|毗邻|两|三|四|五|联|跨|区域|协作|等|合作|一体|共建|非|琼|先进|\d)"
)


def find_regions(
    folded: str, start: int, end: int, gazetteer: Gazetteer, places: list[PlaceName], outside: SpanSet
) -> list[RegionMention]:
    """Return the places named in `folded[start:end]` that do not stand inside the spans `outside`, in order.

    `outside` are the names of bodies, titles of regulations and the like, inside of which a place does not count.
    """
    villages = [v for v in _villages(folded, start, end, places) if not outside.touches(v.span)]
    found: list[RegionMention] = []
    taken = SpanSet(len(folded))
    for mention in (
        *_zones(folded, start, end, gazetteer, places),
        *_abbreviated(folded, start, end, gazetteer),
    ):
        if not outside.touches(mention.span) and not taken.touches(mention.span):
            found.append(mention)
            taken.add(mention.span)
    named = [
        m
        for m in _named(folded, start, end, places)
        if not outside.touches(m.span) and not taken.touches(m.span)
    ]
    return sorted([*found, *named, *villages], key=lambda m: m.span)


def _named(folded: str, start: int, end: int, places: list[PlaceName]) -> Iterator[RegionMention]:
    """Each division of a joined name, the lowest under the whole name: 成都市武侯区 names both."""
    for place in places:
        if not (start <= place.start and place.end <= end):
            continue
        begin = place.start
        for stop in place.parts:
            name = folded[place.start : stop]
            yield RegionMention(Span(place.start, stop), name, None, "", Method.VOCABULARY, 0.95)
            if begin != place.start:
                yield RegionMention(Span(begin, stop), name, None, "", Method.VOCABULARY, 0.95)
            begin = stop


def _zones(
    folded: str, start: int, end: int, gazetteer: Gazetteer, places: list[PlaceName]
) -> Iterator[RegionMention]:
    starts = [place.start for place in places]
    for match in _ZONE.finditer(folded, start, end):
        text, begin = match.group(1), match.start(1)
        cut = _ZONE_START.match(text[:-3])
        if cut:
            begin += cut.end()
            text = text[cut.end() :]
        # A place name inside the match is where the zone's name begins.
        first = bisect_left(starts, begin)
        if first < len(starts) and starts[first] < match.end(1):
            if places[first].end >= match.end(1):
                continue
            text, begin = folded[starts[first] : match.end(1)], starts[first]
        elif _NEEDS_PLACE.search(text) or not re.search(
            r"(?:^|[、,。;:(“ 在到对与和及\n指导])$", folded[max(0, begin - 2) : begin]
        ):
            continue
        if len(text) < 4 or _NOT_ZONE.search(text):
            continue
        yield RegionMention(Span(begin, match.end(1)), text, Level.ZONE, "", Method.PATTERN, 0.7)


def _villages(folded: str, start: int, end: int, places: list[PlaceName]) -> Iterator[RegionMention]:
    behind: set[int] = set()
    for place in places:
        if not place.text.endswith(("镇", "乡", "街道", "苏木")) or not start <= place.start < end:
            continue
        match = _VILLAGE_BEHIND.match(folded, place.end)
        if match and not _NOT_VILLAGE.match(match.group(1)):
            behind.add(match.start(1))
            yield RegionMention(
                Span(place.start, match.end(1)),
                match.group(1),
                Level.VILLAGE,
                place.text,
                Method.PATTERN,
                0.8,
            )
    for match in _VILLAGE.finditer(folded, start, end):
        if match.start(1) not in behind and not _NOT_VILLAGE.match(match.group(1)):
            yield RegionMention(
                Span(match.start(1), match.end(1)), match.group(1), Level.VILLAGE, "", Method.PATTERN, 0.5
            )


def _abbreviated(folded: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[RegionMention]:
    """Provinces by their one-character names, only in rows of two or more: 湘鄂赣粤4省."""
    letters = "".join(gazetteer.abbreviations)
    for match in re.finditer(rf"[{letters}]{{2,8}}", folded[:end]):
        if match.start() < start or len(set(match.group())) != len(match.group()):
            continue
        if (
            not _ABBREVIATIONS_BEHIND.match(folded[match.end() : match.end() + 4])
            or match.group() in gazetteer.areas
        ):
            continue
        for offset, char in enumerate(match.group()):
            at = match.start() + offset
            yield RegionMention(Span(at, at + 1), char, Level.PROVINCE, "", Method.PATTERN, 0.7)
