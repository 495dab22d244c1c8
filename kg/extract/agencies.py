"""Agencies: bodies named with a region or level word before a known stem, national bodies, and bodies by grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

import rjieba

from kg.model import Method, Span
from kg.scan import Around, From
from kg.spans import SpanSet
from kg.text import clause_around
from kg.vocabulary.bodies import BodyLexicon, Stem
from kg.vocabulary.concepts import AgencyFunction
from kg.vocabulary.gazetteer import Gazetteer


class Qualifier(StrEnum):
    """What stands before a body's stem and tells whose body it is."""

    PLACE = "place"
    LEVEL = "level"
    NONE = "none"
    NATIONAL = "national"
    NAMED = "named"  # the text gives the whole name, no region belongs before it


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A body found: `span` covers qualifier and stem, `owner` is the qualifier as printed (醴陵市, 市, 省)."""

    span: Span
    qualifier: Qualifier
    owner: str
    stem: str
    function: AgencyFunction | None
    method: Method
    score: float


class PlaceName(NamedTuple):
    """A place name in text, divisions that touch joined: 南通市海门区包场镇.

    `parts` are the offsets where each division's name ends, the last one at `end`.
    """

    start: int
    end: int
    text: str
    parts: tuple[int, ...]


_LEVEL = re.compile(r"(自治区|省|市|县|区|州|盟|旗|镇|乡|街道)级?$")
# Level words that end another word (城市, 园区) or name a class of bodies (各县, 县区).
_NOT_LEVEL = re.compile(
    r"(?:城|园|社|辖|景|地|超|各|全|库|山|牧|片|湾|校|厂|矿|林|营|灾|疫|街|老|新|郊|学|病|小|集|[省市县乡镇]|[(、](?=区))$"
)
# What makes the level word before a stem name many: 各县司法局.
_CLASS_BEFORE = re.compile(r"各[省市县区镇乡、()级]{1,3}$")
_RIGHT_GUARD = re.compile(r"门(?!诊)|员(?!会)|屈|托[管办]|派(?!出)|外|内外|婉")
# Stems that name one body without a qualifier: the report's own.
_BARE_OK = re.compile(r"[\u4e00-\u9fff]{2}(?:局|委员会|厅|委办|编办)$|[\u4e00-\u9fff]{4}中心$|市民中心$")
# What belongs to a body whose name goes before: its organs, sections and outposts.
_TAIL = re.compile(
    r"管委会|管理委员会|党组(?!织)|(?:行政)?(?:复议|应诉|法制|法规|政策法规|执法监督|审批|信访|综合)(?:科|处)(?!室)"
    r"|(?!基层|各|所有|全|辖区|组织|指导|联合|依托|所属|下属|推|选派|开展|建|在|对|和|与|及|等|向|以|被|的)"
    r"[\u4e00-\u9fff]{2,4}(?:派出所|司法所|税务所)"
)
_CENTRAL_LIST = re.compile(
    r"^(?:、|和|及|与)(?:国务院|省委|市委|区党委|自治区|[\u4e00-\u9fff]{2,4}省委|各级党委)|^(?:办公厅|全面依法治国委员会)"
)
_GENERIC_STEMS = frozenset(
    (
        "政府 法院 检察院 公安 人大 政协 委员会 党委 党组 办公室 法制办公室 信息中心 服务中心 管理中心 调解中心 "
        "指挥中心 培训中心 交易中心 矛盾纠纷调解中心 公共法律服务中心 便民服务中心 党群服务中心 法律援助中心 委 税务 "
        "财政 司法 教育 机关党委 工会 团委 妇联 武装部 学校 医院 大队 支队"
    ).split()
)
_PEOPLE = {
    "人大": re.compile(r"代表(?!大会)|监督"),
    "公安": re.compile(r"(?![、和及与])"),  # 县公安、检察院、法院: only at the head of a row
    "政协": re.compile(r"委员(?!会)|提案"),
    "人民代表大会": re.compile(r"代表(?!大会)"),
    "政府": re.compile(r"部门|网|采购|合同|购买|投资|规章|信息|债|性基金|法律顾问"),
}

_SUFFIX = (
    "委员会 领导小组 专班 指挥部 办公室 中心 律师事务所 法律服务所 公证处 仲裁委 协会 学会 研究会 商会 "
    "联合会 基金会 学院 大学 研究院 研究所 集团 公司 银行 法院 检察院 支队 大队 总队 派出所 司法所 监狱 "
    "戒毒所 看守所 综合行政执法队 分局 管理局 服务局 执法局 监督局 事务局 发展局 管委会 党校 日报社 电视台 实验室 工作室 "
    "联盟 管理所 监管所 医院 中学 小学 博物馆 图书馆 文化馆 党工委 工委"
).split()
_BODY_TAIL = re.compile("|".join(sorted(set(_SUFFIX), key=len, reverse=True)))
_MIDDLE_STOP = re.compile(
    r"的|包括|会同|在(?!线)|对(?!外)|为|由|与|向|把|将|被|有(?!限|色)|了|召开|开展|设立|成立|建立|组织开展|推进|加强|推动|实现|完成|印发|制定|联合(?!会|执法)|试点建设|以及|等|各|全(?!面|民|域|国)|创新|统筹|指导|监督指导|通过|依托|利用|深化|主动|积极|牵头|参与|负责|纳入|进驻|入驻|打造|给予|参加|接受|针对|邀请|选派|委托|对接|[市县区镇乡省]委|政府|党委"
)
# Firms and schools are known by their endings alone; what stands before is cut behind a word that takes a body.
_FIRM_END = r"(?:律师事务所|有限责任公司|股份有限公司|有限公司|会计师事务所|职业技术学院|(?:师范|科技|理工|财经|政法|农业|医科)大学|师范学院)"
_FIRM = Around(
    re.compile(rf"((?:[\u4e00-\u9fff]{{2,14}}?){_FIRM_END})"),
    re.compile("事务所|公司|学院|大学"),
    before=20,
    behind=0,
)
_FIRM_LEAD = re.compile(
    r".*(?:与|和|由|在|向|对|为|将|把|请|及|同|被|让|给|以|从|到|经|委托|聘请|联合|引入|支持|帮助|协调|组织|通过|依托|选聘|聘用|走进|查处|指导|邀请|服务|走访|选派|"
    r"[省市县区]?(?:内|属)|[一二三两四五六七八九十]家|等|的)"
)
_NEW_STOP = re.compile(r"[的为由与向把将被]|召开|开展|设立|成立|建立|以及|通过|依托|等|各")
_NEW_BODY = re.compile(
    r"(?:成立了?|组建了?|设立了?|新设立了?|挂牌成立|揭牌成立|共建)((?!由|以|专门|工作|全|多|各)[\u4e00-\u9fff()]{4,30}?(?:工作领导小组|领导小组|指挥部|委员会|中心|研究院|学院|协会|联盟|工作室|法庭))(?!的?(?:机制|模式|建设|成员|组长))"
)


def place_names(folded: str, gazetteer: Gazetteer, towns: Iterable[str]) -> list[PlaceName]:
    """Return divisions and the townships `towns` (names near the report) named in folded text, in order.

    Names that touch are joined: 醴陵市白兔潭镇 is one place name.
    """
    edges = _WordEdges(folded)
    spans: list[tuple[int, int]] = []
    for start, end, name in gazetteer.find_all(folded):
        inside = spans and spans[-1][0] == start  # the longest name from here on came first
        if not inside and _whole(folded, start, end, name, edges):
            spans.append((start, end))
    town_set = set(towns)
    for match in re.finditer(r"街道|镇|乡|苏木", folded):
        for length in range(8, 1, -1):
            begin = match.end() - length
            if begin >= 0 and folded[begin : match.end()] in town_set:
                spans.append((begin, match.end()))
                break
    spans.sort(key=lambda s: (s[0], -s[1]))
    joined: list[PlaceName] = []
    last = ""
    for start, end in spans:
        if joined and start < joined[-1].end:
            continue
        name = folded[start:end]
        if joined and start == joined[-1].end and (name in town_set or gazetteer.lies_in(name, last)):
            before = joined[-1]
            joined[-1] = PlaceName(before.start, end, folded[before.start : end], (*before.parts, end))
        else:
            joined.append(PlaceName(start, end, name, (end,)))
        last = name
    return joined


class _WordEdges:
    """Where the segmenter lets words begin and end. It sees one clause at a time, so only those asked for are cut."""

    def __init__(self, folded: str) -> None:
        self._folded = folded
        self._clauses: dict[int, set[int]] = {}

    def around(self, start: int, end: int) -> set[int]:
        """The edges in the clause of `folded[start:end]`, offsets of the whole text."""
        left, right = clause_around(self._folded, start, end)
        if left not in self._clauses:
            lengths = (len(word) for word in rjieba.cut(self._folded[left:right]))
            self._clauses[left] = set(accumulate(lengths, initial=left))
        return self._clauses[left]


_SHORT_CITY = re.compile(".州")  # 杭州 is short for 杭州市 and no level word ends it
_LEVEL_WORDS = ("省", "市", "县", "区", "州", "盟", "旗", "街道")


def _whole(folded: str, start: int, end: int, name: str, edges: _WordEdges) -> bool:
    """Whether a match is a place's name rather than part of other words: 四平 in 四平台, 开县 in 召开县委."""
    if name.endswith(_LEVEL_WORDS) and not _SHORT_CITY.fullmatch(name):
        if len(name) >= 3:
            return True
        # Two-character counties (佳县, 和县) hide in other words: they need the place above them or an edge before.
        return (folded[max(0, start - 1) : start] in "省市州、,。;:(“《\n ") and end in edges.around(
            start, end
        )
    return {start, end} <= edges.around(start, end)


def find_agencies(
    folded: str, start: int, end: int, lexicon: BodyLexicon, places: list[PlaceName]
) -> list[AgencyMention]:
    """Return the bodies named in `folded[start:end]`, longest first where they overlap, in order of place."""
    ends = {place.end: place for place in places}
    stems = list(lexicon.find(folded))
    known = [
        mention for stem in stems if start <= stem.start < end for mention in _qualify(folded, stem, ends)
    ]
    known.extend(_party_committees(folded, start, end, lexicon, ends))
    grammar = list(_by_grammar(folded, start, end, places))
    chosen = _longest(known + grammar)
    chosen = _longest(chosen + list(_in_rows(folded, stems, chosen, end)))
    return chosen


def _qualify(folded: str, stem: Stem, ends: dict[int, PlaceName]) -> Iterator[AgencyMention]:
    after = folded[stem.end : stem.end + 8]
    guard = _PEOPLE.get(stem.text)
    goes_on = _RIGHT_GUARD.match(after) or (guard is not None and guard.match(after))
    if goes_on and not (stem.text == "政府" and _level_before(folded, stem.start)):
        return
    if stem.national:
        if len(stem.text) <= 2 and stem.text != "中央" and not _starts_word(folded, stem.start):
            return
        if stem.text == "中央" and not _CENTRAL_LIST.match(after):
            return
        yield _mention(folded, stem.start, stem, Qualifier.NATIONAL, "")
        return
    place = ends.get(stem.start)
    if place is not None:
        begin = place.start - 2 if folded[max(0, place.start - 2) : place.start] == "中共" else place.start
        yield _mention(folded, begin, stem, Qualifier.PLACE, place.text)
        return
    level = _level_before(folded, stem.start)
    if level is not None:
        begin = stem.start - len(level)
        yield _mention(folded, begin, stem, Qualifier.LEVEL, level.removesuffix("级"))
        return
    if _CLASS_BEFORE.search(folded[max(0, stem.start - 4) : stem.start]):
        return
    if stem.alone or (
        _BARE_OK.search(stem.text)
        and len(stem.text) >= 3
        and stem.text not in _GENERIC_STEMS
        and _starts_word(folded, stem.start)
    ):
        yield _mention(folded, stem.start, stem, Qualifier.NONE, "", 0.7)


def _starts_word(folded: str, start: int) -> bool:
    """Whether a bare stem begins at a word's edge: behind punctuation or a verb that takes a body."""
    return start == 0 or folded[start - 1] in "、,。;:(\n 和与及由向在对到入经我县市区"


def _level_before(folded: str, start: int) -> str | None:
    found = _LEVEL.search(folded[max(0, start - 4) : start])
    if found is None:
        return None
    before = folded[max(0, start - len(found.group()) - 2) : start - len(found.group())]
    if _NOT_LEVEL.search(before) and not re.search(r"[我本]$", before):
        return None
    if found.group(1) == "区" and before.endswith("治"):
        return None
    return found.group()


def _mention(
    folded: str, begin: int, stem: Stem, qualifier: Qualifier, owner: str, score: float = 0.95
) -> AgencyMention:
    tail = None if qualifier is Qualifier.NATIONAL else _TAIL.match(folded, stem.end)
    if tail is not None:  # 行政服务中心管委会, 司法局党组: an organ of the body
        name = stem.text + tail.group()
        return AgencyMention(Span(begin, tail.end()), qualifier, owner, name, None, Method.PATTERN, 0.7)
    return AgencyMention(
        Span(begin, stem.end), qualifier, owner, stem.text, stem.function, Method.VOCABULARY, score
    )


_COMMITTEE = re.compile(
    r"委(?![员托派会任屈婉以外书办编政督宣组统党网巡老常全依]|常委)|委(?=书记|常委(?!会)|办公会|党(?!校|组)|依法治理|全会)"
)


def _party_committees(
    folded: str, start: int, end: int, lexicon: BodyLexicon, ends: dict[int, PlaceName]
) -> Iterator[AgencyMention]:
    """市委, 醴陵市委, 中共株洲市委: the one-character stem that the automaton leaves out."""
    entry = lexicon.lookup("委")
    if entry is None:
        return
    for match in _COMMITTEE.finditer(folded, start, end):
        at = match.start()
        place = ends.get(at)
        stem = Stem(at, at + 1, "委", entry.function, False, False, False)
        if place is not None:
            begin = (
                place.start - 2 if folded[max(0, place.start - 2) : place.start] == "中共" else place.start
            )
            yield _mention(folded, begin, stem, Qualifier.PLACE, place.text)
        elif (level := _level_before(folded, at)) is not None and level != "街道":
            yield _mention(folded, at - len(level), stem, Qualifier.LEVEL, level)


_OWNER = From(
    "[省市县区镇乡国]",
    r"(?<=[\n。,;、:由和与及“ 经受被向至到])(省|市|县|区|镇|乡|国家)级?(?=[\u4e00-\u9fff]{2})",
)
_WINDOW = re.compile(r"[\u4e00-\u9fff“”()]{1,34}")
_LONGER = re.compile(
    r"(?:办公室|有限公司|分公司|支队|大队|分局|分中心|(?<=大学)[\u4e00-\u9fff]{1,5}学院|(?<=分局)[\u4e00-\u9fff]{2,4}派出所)"
)


def _by_grammar(folded: str, start: int, end: int, places: list[PlaceName]) -> Iterator[AgencyMention]:
    """Bodies in no vocabulary: a place or level word, words without a verb, and an ending of bodies."""
    owners = [(place.start, place.end, place.text, Qualifier.PLACE) for place in places]
    for match in _OWNER.finditer(folded, 0, end):
        owners.append(
            (
                match.start(1),
                match.end(),
                match.group(1),
                Qualifier.NATIONAL if match.group(1) == "国家" else Qualifier.LEVEL,
            )
        )
    for begin, after, owner, qualifier in owners:
        if not start <= begin < end:
            continue
        window = _WINDOW.match(folded, after, after + 34)
        tail = _BODY_TAIL.search(window.group()) if window else None
        if window is None or tail is None:
            continue
        stop = tail.end()
        if re.match(r"\d", folded[after + stop : after + stop + 1]):
            continue  # a class of bodies that is counted: 市级人民调解员协会1个
        while (longer := _LONGER.match(window.group(), stop)) is not None:
            stop = longer.end()
        stem = window.group()[:stop]
        middle = stem[: tail.start()]
        if _plausible(middle, stem, window.group()[stop : stop + 2]):
            yield AgencyMention(Span(begin, after + stop), qualifier, owner, stem, None, Method.PATTERN, 0.7)
    yield from _firms(folded, start, end)
    for match in _NEW_BODY.finditer(folded, start, end):
        if not _NEW_STOP.search(match.group(1)) and not re.match(
            r"^(?:[省市县区镇]级?)?(?:工作|专项|临时)", match.group(1)
        ):
            name = match.group(1)
            if name.count("(") != name.count(")"):
                name = name.split("(")[0]
            yield AgencyMention(
                Span(match.start(1), match.start(1) + len(name)),
                Qualifier.NONE,
                "",
                name,
                None,
                Method.PATTERN,
                0.6,
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
_STATION_CLASS = re.compile(
    r"(?:[与和为由在对向将把及]|基层|各|全[省市县区]|辖区|驻地|乡镇|镇街|街道|所有|部分|建成|建设|示范|加强|推进|联合|依托|通过|协调|驻所|当地|属地|一批|枫桥|最美|优秀|每个|村|社区)"
)
_PAPER = re.compile(r"《([\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|法治报|法制报|商报|晨报))》")


def _firms(folded: str, start: int, end: int) -> Iterator[AgencyMention]:
    for match in _STATION.finditer(folded, start, end):
        if not _STATION_CLASS.match(match.group(1)):
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
        lead = _FIRM_LEAD.match(name[:-4])
        begin = match.start(1) + (lead.end() if lead else 0)
        name = folded[begin : match.end(1)]
        if len(name) >= 6 and not re.match(
            r"(?:各|全|多|律师|家|名|民营|国有|[一二三两四五六七八九十]|\d|重点|相关|有关|优秀)", name
        ):
            yield AgencyMention(
                Span(begin, match.end(1)), Qualifier.NAMED, "", name, None, Method.PATTERN, 0.65
            )


def _plausible(middle: str, stem: str, after: str) -> bool:
    if (
        len(middle) < 2
        and not stem.startswith("大学")
        and not stem.endswith(("仲裁委", "日报社", "大学", "银行", "仲裁委员会"))
    ):
        return False
    if (
        _MIDDLE_STOP.search(middle)
        or middle.count("“") != middle.count("”")
        or middle.count("(") != middle.count(")")
    ):
        return False
    if (
        after[:1] in {"组", "城", "区", "员", "镇", "村", "户", "群", "制", "化"}
        and after not in {"组建", "组织", "制定", "化解", "区分"}
    ) or (re.match(r"(?:建设|机制|模式|体系|工作|任务)", after) and stem.endswith(("中心", "工作室"))):
        return False
    return not re.match(
        r"(?:以|围绕|坚持|政务服务体系|级|直|长|内|域|民(?!政)|场|容|值|里|属|人民群众|经济|社会|高质量|委)",
        middle,
    )


_ROW = re.compile(r"[、和及与]|以及")


def _in_rows(
    folded: str, found: list[Stem], chosen: list[AgencyMention], end: int
) -> Iterator[AgencyMention]:
    """Bodies in a row behind a level word that holds for all: 县公安、检察院、法院."""
    stems: dict[int, Stem] = {}
    for stem in found:
        if stem.start not in stems or stem.end > stems[stem.start].end:
            stems[stem.start] = stem
    for head in chosen:
        if head.qualifier is not Qualifier.LEVEL:
            continue
        at = head.span.end
        while at < end and (joint := _ROW.match(folded, at)) is not None:
            following = stems.get(joint.end())
            if (
                following is None
                or following.national
                or _RIGHT_GUARD.match(folded[following.end : following.end + 2])
            ):
                break
            if (guard := _PEOPLE.get(following.text)) is not None and guard.match(
                folded[following.end : following.end + 4]
            ):
                break
            yield AgencyMention(
                Span(following.start, following.end),
                Qualifier.LEVEL,
                head.owner,
                following.text,
                following.function,
                Method.VOCABULARY,
                0.8,
            )
            at = following.end


def _longest(mentions: list[AgencyMention]) -> list[AgencyMention]:
    """Drop mentions inside or across longer ones; a known stem wins over grammar of the same length."""
    taken = SpanSet(max((m.span.end for m in mentions), default=0))
    ordered = sorted(
        mentions, key=lambda m: (m.span.start - m.span.end, m.method is Method.PATTERN, m.span.start)
    )
    kept: list[AgencyMention] = []
    for mention in ordered:
        if not taken.touches(mention.span):
            kept.append(mention)
            taken.add(mention.span)
    return sorted(kept, key=lambda m: m.span)
