"""Where a sentence says that something is done: a lower place that is its subject, else the report's own place."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.places import PlaceName
from kg.model import Level, Place, Report, Span
from kg.text import clause_around, sentence_around
from kg.vocabulary.gazetteer import Gazetteer

_JOINS = ("、", "和", "及", "与")
_SO_ON = ("等", "各")
# What a place does in front of the name of what it does.
_DOES = re.compile(
    r"(?:等地?|[两三四五]地|\d+个[县市区镇乡]{1,3})?(?:先行|率先|分别|积极|全面|探索|继续|同步)*(?:试点|开展|推行|实行|实施|设立|建设|启动|探索|建立|打造|试行|推广|推进|创建|成立)"
)
_VILLAGE = re.compile(
    r"((?![各全本我该在向为由等指推依老智示城农基文和一二三四五六七八九十两多个与及对把将])[\u4e00-\u9fff]{2,5}(?:社区|村|嘎查))(?:率先|先后|积极|创新性)?"
    r"(?=试点|建立|打造|成立|创出|创新|设立|推行|探索|推出|开展|实行|组建)"
)
_LEADS = re.compile(r"[\s一二三四五六七八九十是(),、]*(?:其中|如|在|指导|支持)?")


class Subjects:
    """The places of a report as subjects of its sentences; what a name means is found out once."""

    def __init__(self, report: Report, folded: str, places: list[PlaceName], gazetteer: Gazetteer) -> None:
        """`places` are the place names of the report's `folded` text, in order."""
        self._folded, self._places, self._gazetteer = folded, places, gazetteer
        self._own, self._year = report.metadata.place, report.metadata.year
        self._spelled: dict[str, Place | None] = {}

    def places(self, span: Span) -> list[Place]:
        """Where the sentence of what stands at `span` says that it is done."""
        own, names = self._own, self._places
        if own is None:
            return []
        left, _ = sentence_around(self._folded, span.start, span.end)
        first = bisect_left(names, (left,))  # a name that starts there comes behind the bare offset
        last = bisect_left(names, (span.start,), lo=first)
        for index in range(last - 1, first - 1, -1):
            touches = self._folded[names[index].end : span.start] in ("", "“")  # 葫芦岛市“海岛议事亭”
            if not (touches or self._acts(left, index)) or self._folded.startswith(_SO_ON, names[index].end):
                continue
            row = names[index : self._last_of_row(index) + 1]
            found = (self._spell(each.text) for each in row if each.end <= span.start)
            lower = [
                place for place in found if place is not None and place.chain.startswith(own.chain + "/")
            ]
            if lower:
                end = row[-1].end
                return [self._village(end, span.start, place) or place for place in dict.fromkeys(lower)]
        return [self._village_of(span, own) or own] if own.level is Level.TOWNSHIP else [own]

    def place(self, span: Span) -> Place | None:
        """The one place that a number or fact at `span` is about."""
        found = self.places(span)
        return found[0] if found and found[0].level is not Level.VILLAGE else self._own

    def _village(self, start: int, end: int, place: Place) -> Place | None:
        """The village of a township that acts, named at `start`: 图克镇|梅林庙嘎查建立."""
        named = _VILLAGE.match(self._folded, start, end) if place.level is Level.TOWNSHIP else None
        return Place(f"{place.chain}/{named.group(1)}", Level.VILLAGE) if named else None

    def _village_of(self, span: Span, own: Place) -> Place | None:
        """The village of the report's township that acts in the clause, or in which it acts: 在芙蓉街社区试点."""
        clause, _ = clause_around(self._folded, span.start, span.end)
        at = self._folded.find("在", clause, span.start)
        inside = self._village(at + 1, span.start, own) if at >= 0 else None
        return self._village(clause, span.start, own) or inside

    def _spell(self, name: str) -> Place | None:
        if name not in self._spelled:
            self._spelled[name] = self._gazetteer.spell_out(name, self._own, self._year)
        return self._spelled[name]

    def _acts(self, left: int, index: int) -> bool:
        """Whether a place is the one that acts in the sentence that begins at `left`, as its subject or by 在."""
        folded, begin = self._folded, self._places[index].start
        if _is_subject(folded[left:begin]):
            return True
        if not folded.endswith("在", left, begin):
            return False
        return _DOES.match(folded, self._places[self._last_of_row(index)].end) is not None

    def _last_of_row(self, index: int) -> int:
        """The last place of the row that the place at `index` begins: 大连市、丹东市."""
        places = self._places
        while index + 1 < len(places) and self._folded[places[index].end : places[index + 1].start] in _JOINS:
            index += 1
        return index


def _is_subject(lead: str) -> bool:
    """Whether what stands between the beginning of a sentence and a place lets the place be the one that acts."""
    if not lead.strip():
        return True
    near = lead[-8:] if "," not in lead else lead.rsplit(",", 1)[1]
    return _LEADS.fullmatch(near) is not None
