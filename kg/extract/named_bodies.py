"""Bodies that go by a whole name: firms, schools, newspapers, outposts of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.body_mentions import AgencyMention, Qualifier
from kg.model import Method, Span
from kg.scan import Around
from kg.vocabulary.body_words import BodyWords

# Firms and schools are known by their endings alone; what stands before is cut behind a word that takes a body.
_FIRM_END = r"(?:律师事务所|有限责任公司|股份有限公司|有限公司|会计师事务所|职业技术学院|(?:师范|科技|理工|财经|政法|农业|医科)大学|师范学院)"
_FIRM = Around(
    re.compile(rf"((?:[\u4e00-\u9fff]{{2,14}}?){_FIRM_END})"),
    re.compile("事务所|公司|学院|大学"),
    before=20,
    behind=0,
)

# Outposts of a place, and committees of its communities: 泉城路司法所, 县西巷社区人民调解委员会.
_OUTPOST = "(?:司法所|派出所|人民法庭|税务所|市场监管所)"
_COMMUNITY_COMMITTEE = "(?:人民调解委员会|村民委员会|居民委员会)"
_STATION = Around(
    re.compile(
        rf"(?<=[、,。;:(“\n 和与及为由在对])([\u4e00-\u9fff]{{2,4}}{_OUTPOST}|[\u4e00-\u9fff]{{2,5}}(?:社区|村){_COMMUNITY_COMMITTEE})(?!等)"
    ),
    re.compile("司法所|派出所|人民法庭|税务所|市场监管所|委员会"),
    before=11,
    behind=1,
)
_PAPER = re.compile(r"《([\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|法治报|法制报|商报|晨报))》")


def named_bodies(folded: str, start: int, end: int, words: BodyWords) -> Iterator[AgencyMention]:
    """Outposts, newspapers in 《》, firms and schools, in any order."""
    for match in _STATION.finditer(folded, start, end):
        if not words.no_outpost.match(match.group(1)):
            yield AgencyMention(
                Span(match.start(1), match.end(1)),
                Qualifier.NONE,
                "",
                match.group(1),
                None,
                Method.PATTERN,
                0.6,
            )
    for match in _PAPER.finditer(folded, start, end):
        yield AgencyMention(
            Span(match.start(1), match.end(1)),
            Qualifier.NAMED,
            "",
            f"{match.group(1)}社",
            None,
            Method.PATTERN,
            0.6,
        )
    for match in _FIRM.finditer(folded, start, end):
        name = match.group(1)
        lead = words.up_to_firm.match(name[:-4])
        begin = match.start(1) + (lead.end() if lead else 0)
        name = folded[begin : match.end(1)]
        if len(name) >= 6 and not words.no_firm.match(name) and not name[0].isdecimal():
            yield AgencyMention(
                Span(begin, match.end(1)), Qualifier.NAMED, "", name, None, Method.PATTERN, 0.65
            )
