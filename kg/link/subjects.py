"""Where a sentence says that something is done: a lower place that is its subject, else the report's own place."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.places import PlaceName
from kg.model import Level, Place, Report, Span
from kg.text import sentence_around
from kg.vocabulary.gazetteer import Gazetteer

_JOINS = ("、", "和", "及", "与")
_SO_ON = ("等", "各")
# What a place does in front of the name of what it does.
_DOES = re.compile(
    r"(?:等地?|[两三四五]地|\d+个[县市区镇乡]{1,3})?(?:先行|率先|分别|积极|全面|探索|继续|同步)*(?:试点|开展|推行|实行|实施|设立|建设|启动|探索|建立|打造|试行|推广|推进|创建|成立)"
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
            if not self._acts(left, index) or self._folded.startswith(_SO_ON, names[index].end):
                continue
            row = names[index : self._last_of_row(index) + 1]
            found = (self._spell(each.text) for each in row if each.end <= span.start)
            lower = [
                place for place in found if place is not None and place.chain.startswith(own.chain + "/")
            ]
            if lower:
                return list(dict.fromkeys(lower))
        return [own]

    def place(self, span: Span) -> Place | None:
        """The one place that a number or fact at `span` is about."""
        found = self.places(span)
        return found[0] if found and found[0].level is not Level.VILLAGE else self._own

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
