"""Bodies that go by a whole name: firms, schools, laboratories, museums, newspapers, outposts of a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from kg.extract.body_mentions import SCHOOL_BEHIND, AgencyMention, Qualifier
from kg.extract.places import PlaceName
from kg.model import Method, Span
from kg.scan import Around
from kg.vocabulary.body_words import BodyWords

# Firms and schools are known by their endings alone; what stands before is cut behind a word that takes a body.
_FIRM_END = r"(?:律师事务所|有限责任公司|股份有限公司|有限公司|会计师事务所|职业技术学院|(?:师范|科技|理工|财经|政法|农业|医科)大学|师范学院)"
_FIRM = Around(
    re.compile(rf"((?:[\u4e00-\u9fff]{{2,14}}?){_FIRM_END})"),
    "事务所|公司|学院|大学",
    before=20,
    behind=0,
)
_INSTITUTE_END = "实验室|研究院|研究所|创新院|量子院|博物馆|博物院|纪念馆|美术馆|科技馆|军事馆"
_INSTITUTE = Around(
    re.compile(
        rf"((?:“[\u4e00-\u9fff—·]{{2,10}}”|[\u4e00-\u9fff])[\u4e00-\u9fff]{{1,17}}?(?:{_INSTITUTE_END}))"
        r"(?![院所]|等[级次]|体系|集群|联盟|化|员|群)"
    ),
    _INSTITUTE_END,
    before=33,
    behind=2,
)

# Outposts of a place, and committees of its communities: 泉城路司法所, 县西巷社区人民调解委员会.
_OUTPOST = "(?:司法所|派出所|人民法庭|税务所|市场监管所)"
_COMMUNITY_COMMITTEE = "(?:人民调解委员会|村民委员会|居民委员会|居委会|村委会)(?!和|、村|、居)"
_STATION = Around(
    re.compile(
        rf"(?<=[、,。;:(“\n 和与及为由在对])(?![与和及为由在对])([\u4e00-\u9fff]{{2,4}}{_OUTPOST}|[\u4e00-\u9fff]{{2,5}}(?:社区|村){_COMMUNITY_COMMITTEE})(?!等)"
    ),
    "司法所|派出所|人民法庭|税务所|市场监管所|委员会|居委会|村委会",
    before=11,
    behind=1,
)
# Stations that keep a reserve, park or scenic area, squads named for their water or hill, groups of the country's.
_KEEPERS = Around(
    re.compile(
        r"(?<=[、,。;:(“\n 和与及由在对])((?![与和及为由在对])(?:[\u4e00-\u9fff]{2,5}(?:国家级|省级)?(?:自然保护区|国家公园|森林公园|湿地公园|风景名胜区)(?:管理站|管理局|管理处|管护中心|管理中心|管委会)"
        r"|(?!各|全|市|县|区|省|镇|乡|街道|交通|城市|文化|农业|生态|市场|应急)[\u4e00-\u9fff]{2,4}综合行政执法(?:支队|大队)|中国[\u4e00-\u9fff]{2,8}集团(?!军)))"
    ),
    "区管理|公园管理|公园管委|区管委|区管护|执法支队|执法大队|集团",
    before=22,
    behind=4,
)
_PAPER_END = "日报|晚报|时报|法治报|法制报|商报|晨报|都市报"
_PAPER = Around(
    re.compile(
        rf"《([\u4e00-\u9fff]{{2,8}}(?:{_PAPER_END}))》"
        rf"|(?<=[:、,在被 与和到])(?![在被与和到])([\u4e00-\u9fff]{{2,4}}(?:{_PAPER_END}))(?=[、。\n等上发刊头的和])"
    ),
    _PAPER_END,
    before=9,
    behind=1,
)
_NO_PAPER = re.compile(r"[各省市县区每按及准同逐定随]|党报|报")


def named_bodies(
    folded: str, start: int, end: int, places: list[PlaceName], words: BodyWords
) -> Iterator[AgencyMention]:
    """Outposts, newspapers, firms, schools, laboratories and museums, in any order; they may overlap."""
    for match in _STATION.finditer(folded, start, end):
        if not words.no_outpost.match(match.group(1)):
            yield _found(match.start(1), match.end(1), Qualifier.NONE, match.group(1), 0.6)
    for match in _KEEPERS.finditer(folded, start, end):
        yield _found(match.start(1), match.end(1), Qualifier.NAMED, match.group(1), 0.6)
    for match in _PAPER.finditer(folded, start, end):
        group = 1 if match.group(1) else 2
        if group == 1 or not _NO_PAPER.match(match.group(2)):
            yield _found(*match.span(group), Qualifier.NAMED, f"{match.group(group)}社", 0.6)
    starts = [place.start for place in places]
    for match in _FIRM.finditer(folded, start, end):
        begin, stop = match.span(1)
        begin = _behind(words.before_firm, folded, begin, stop - 4)
        begin = _whole_place(begin, stop, starts, places)
        if (school := SCHOOL_BEHIND.match(folded, stop)) is not None:
            stop = school.end()
        name = folded[begin:stop]
        if len(name) >= 6 and not words.no_firm.match(name) and not name[0].isdecimal():
            yield _found(begin, stop, Qualifier.NAMED, name, 0.65)
    yield from _institutes(folded, start, end, places, starts, words)


def _institutes(
    folded: str, start: int, end: int, places: list[PlaceName], starts: list[int], words: BodyWords
) -> Iterator[AgencyMention]:
    for match in _INSTITUTE.finditer(folded, start, end):
        begin, stop = match.span(1)
        begin = _behind(words.before_institute, folded, begin, stop - 2)
        begin = _whole_place(begin, stop, starts, places)
        name = folded[begin:stop]
        if len(name) < 5 or words.no_institute.match(name[:-3]) or words.no_institute_begin.match(name):
            continue
        if name.endswith(words.no_body_end):
            continue
        if name[0] in "省市县区":
            yield AgencyMention(
                Span(begin, stop), Qualifier.LEVEL, name[0], name[1:], None, Method.PATTERN, 0.6
            )
        else:
            yield _found(begin, stop, Qualifier.NAMED, name, 0.6)


def _behind(lead: re.Pattern[str], folded: str, begin: int, stop: int) -> int:
    """Where the last of the words that stand before a name ends, or `begin`."""
    for found in lead.finditer(folded, begin, stop):
        begin = found.end()
    return begin


def _whole_place(begin: int, stop: int, starts: list[int], places: list[PlaceName]) -> int:
    """Where a name begins when a cut at `begin` went through a place name: 内蒙古, 大同."""
    before = bisect_left(starts, begin) - 1
    return starts[before] if before >= 0 and begin < places[before].end < stop else begin


def _found(begin: int, stop: int, qualifier: Qualifier, stem: str, score: float) -> AgencyMention:
    return AgencyMention(Span(begin, stop), qualifier, "", stem, None, Method.PATTERN, score)
