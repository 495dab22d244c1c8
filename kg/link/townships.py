"""Townships that act as bodies: in a row with agencies, or as the subject of a verb of government."""

from __future__ import annotations

import re

from kg.extract.agencies import AgencyMention, Qualifier
from kg.extract.regions import RegionMention
from kg.model import Method, Span

_TOWN = re.compile(r"(?:街道|镇|乡|苏木)$")
_ACTS = re.compile(
    r"(?:依法|积极|认真|定期|严格|坚持|不断|进一步|持续|扎实|充分|全面|主动|在[^,。;]{1,12}领导下|党委|率先|探索)?"
    r"(?:召开|开展|组织|制定|实行|采取|推行|报告|建立|履行|落实|成立|印发|创新|打造|贯彻|设立|整合|组建|推出|推行|搭建|聘请|选派|试行|探索|首创|党政主要负责人|主要负责人)"
)
_COUNTED = re.compile(r"等?\d+[个家]单位|等(?:单位|部门)")


def acting_townships(folded: str, named: list[RegionMention], bodies: list[Span]) -> list[AgencyMention]:
    """Return the townships among the places `named` that act as a government or office."""
    towns = [m for m in named if _TOWN.search(m.name)]
    ends = {span.end for span in bodies}
    found: list[AgencyMention] = []
    for town in towns:
        in_row = folded[town.span.start - 1 : town.span.start] in ("、", "和") and town.span.start - 1 in ends
        behind = folded[town.span.end : town.span.end + 20]
        there = folded[town.span.start - 1 : town.span.start] in ("在", "到", "赴", "于", "向", "对", "从")
        if in_row or (_ACTS.match(behind) and not there) or _COUNTED.match(behind):
            ends.add(town.span.end)
            found.append(_office(town))
            row = town
            for other in reversed(towns):  # 与仙桃街道、回兴街道建立: those in a row with it too
                if other.span.end == row.span.start - 1 and folded[row.span.start - 1] in "、和":
                    row = other
                    if other.span.end not in ends:
                        ends.add(other.span.end)
                        found.append(_office(other))
    return found


def _office(town: RegionMention) -> AgencyMention:
    stem = "街道办事处" if town.name.endswith("街道") else "人民政府"
    return AgencyMention(town.span, Qualifier.PLACE, town.name, stem, None, Method.PATTERN, 0.6)
