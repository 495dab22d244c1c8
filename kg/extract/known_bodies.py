"""Bodies with a stem of the vocabulary: behind a place or level word, in rows, and national ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.body_mentions import AgencyMention, Qualifier
from kg.extract.places import PlaceName
from kg.model import Method, Span
from kg.vocabulary.bodies import BodyLexicon, Stem
from kg.vocabulary.body_words import BodyWords

_LEVEL = re.compile(r"(自治区|省|市|县|区|州|盟|旗|镇|乡|街道)级?$")
# Level words that end another word (城市, 园区) or name a class of bodies (各县, 县区).
_NOT_LEVEL = re.compile(
    r"(?:城|园|社|辖|景|地|超|各|全|库|山|牧|片|湾|校|厂|矿|林|营|灾|疫|街|老|新|郊|学|病|小|集|[省市县乡镇]|[(、](?=区))$"
)
# What makes the level word before a stem name many: 各县司法局.
_CLASS_BEFORE = re.compile(r"(?:各[省市县区镇乡、()级]{1,3}|[市区]县|县区|[东联同]盟)$")
_RIGHT_GUARD = re.compile(r"署|门(?!诊)|员(?!会)|屈|托[管办]|派(?!出)|外|内外|婉|集群")
# Stems that name one body without a qualifier: the report's own.
_BARE_OK = re.compile(r"[\u4e00-\u9fff]{2}(?:局|委员会|厅|委办|编办)$|[\u4e00-\u9fff]{4}中心$|市民中心$")
# What belongs to a body whose name goes before: its organs, sections and outposts.
_TAIL = re.compile(
    r"管委会|管理委员会|党组(?!织)|(?:行政)?(?:复议|应诉|法制|法规|政策法规|执法监督|审批|信访|综合)(?:科|处)(?!室)"
    r"|(?<=[局委办院会厅])(?!所有|各|全部|设立|成立|增设|内设|新设|有关|相关|对|和|与|及|负责|机关|业务)[\u4e00-\u9fff]{2,8}(?<!业务)[科处股](?=荣|获|被|、|,|。|承担|具体|牵头|负责)"
    r"|(?<=法院)(?:执行局|立案庭|行政审判庭|行政庭|刑事审判庭|民事审判庭)"
    r"|(?:交巡警|交通巡逻警察|交通警察|巡特警|特警|刑侦|刑事侦查|治安管理|治安|经侦|网安|森林|禁毒)(?:支队|大队|总队)"
    r"|(?<=会议|小组|挥部|员会)(?:办公室|秘书处|秘书组)(?![主副])"
    r"|(?!基层|各|所有|全|辖区|组织|指导|联合|依托|所属|下属|推|选派|开展|建|在|对|和|与|及|等|向|以|被|的)"
    r"(?:[\u4e00-\u9fff]{2,4}(?:派出所|司法所|税务所)|[\u4e00-\u9fff]{2,6}?(?:人民法庭|巡回法庭|法庭|巡回审判点)(?!庭))"
)
# What a national body has within itself: 国务院办公厅电子政务办公室, 最高人民法院第一巡回法庭.
_NATIONAL_TAIL = re.compile(
    r"(?<=办公厅)[\u4e00-\u9fff]{2,8}办公室|(?<=员会)(?:办公厅|办公室|法制工作委员会)|(?<=国务院)[\u4e00-\u9fff]{2,10}?(?:领导小组|委员会)(?:办公室|秘书处)?"
    r"|(?<=法院)第[一二三四五六]巡回法庭|(?<=[部委局会署院])(?!各|的|和|与|等|在|对|组织|联合|命名|评|授|确|列|及|表|通|向|转|印|将)[\u4e00-\u9fff]{2,10}?(?<!公)[司局](?=[、,。]|联合|组织|评|授|确|命|通报|推)"
)
_TERM = re.compile(r"第?[一二三四五六七八九十]{1,3}届$")
_CENTRAL_LIST = re.compile(
    r"^(?:、|和|及|与)(?:国务院|省委|市委|区党委|自治区|[\u4e00-\u9fff]{2,4}省委|各级党委)|^(?:办公厅|全面依法治国委员会)"
)
_PEOPLE = {
    "人大": re.compile(r"代表(?!大会)|监督"),
    "公安": re.compile(r"(?![、和及与])"),  # 县公安、检察院、法院: only at the head of a row
    "政协": re.compile(r"委员(?!会)|提案"),
    "武警部队": re.compile(r"官兵|指战员|、公安干警|、消防|、民兵"),  # people who are thanked
    "人民代表大会": re.compile(r"代表(?!大会)"),
    "政府": re.compile(r"部门|网|采购|合同|购买|投资|规章|信息|债|性基金|法律顾问"),
}


# Behind what a bare stem begins, and what stands before any stem that is no place name.
_WORD_ENDS = "、,。;:(\n 和与及由向在对到入经我县市区"
_GOES_BEFORE = frozenset(_WORD_ENDS + "省州盟旗镇乡道级届")


def known_bodies(
    folded: str, start: int, end: int, lexicon: BodyLexicon, stems: list[Stem], places: list[PlaceName]
) -> Iterator[AgencyMention]:
    """Bodies among the `stems` that the lexicon found, with what stands before them; they may overlap."""
    ends = {place.end: place for place in places}
    for stem in stems:
        at = stem.start
        if start <= at < end and (
            folded[at - 1] in _GOES_BEFORE or stem.national or stem.alone or at in ends or at == 0
        ):
            for mention in _qualify(folded, stem, ends, lexicon.words):
                yield mention
                yield from _and_its_committee(folded, stem, mention, lexicon)
    yield from _party_committees(folded, start, end, lexicon, ends)


def _and_its_committee(
    folded: str, stem: Stem, mention: AgencyMention, lexicon: BodyLexicon
) -> Iterator[AgencyMention]:
    """县人大及其常委会: the standing committee too."""
    if stem.text not in ("人大", "人民代表大会") or not folded.startswith("及其常委会", stem.end):
        return
    if (entry := lexicon.lookup("人大常委会")) is not None:
        span = Span(stem.end + 2, stem.end + 5)
        yield mention._replace(span=span, stem="人大常委会", function=entry.function)


def _qualify(
    folded: str, stem: Stem, ends: dict[int, PlaceName], words: BodyWords
) -> Iterator[AgencyMention]:
    after = folded[stem.end : stem.end + 8]
    guard = _PEOPLE.get(stem.text)
    if stem.text == "政协" and _level_before(folded, stem.start):
        guard = None  # 省政协提案: whose it is stands there
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
    at = _before_term(folded, stem)
    place = ends.get(at)
    if place is not None:
        begin = place.start - 2 if folded[max(0, place.start - 2) : place.start] == "中共" else place.start
        yield _mention(folded, begin, stem, Qualifier.PLACE, place.text)
        return
    level = _level_before(folded, at)
    if level is not None:
        if level.endswith("级") and (stem.text.endswith(("医院", "政府")) or re.match(r"\d+[个家所]", after)):
            return  # a class of bodies: 县级中医医院, 市级人民调解员协会1个
        yield _mention(folded, at - len(level), stem, Qualifier.LEVEL, level.removesuffix("级"))
        return
    if _CLASS_BEFORE.search(folded[max(0, stem.start - 4) : stem.start]):
        return
    if stem.alone or (
        _BARE_OK.search(stem.text)
        and len(stem.text) >= 3
        and stem.text not in words.alone_never
        and _starts_word(folded, stem.start)
    ):
        yield _mention(folded, stem.start, stem, Qualifier.NONE, "", 0.7)


def _before_term(folded: str, stem: Stem) -> int:
    """Where the stem begins, its term of office included: 第十四届人民代表大会."""
    if not stem.text.startswith(("人大", "人民代表大会", "政协")):
        return stem.start
    term = _TERM.search(folded[max(0, stem.start - 6) : stem.start])
    return stem.start - len(term.group()) if term else stem.start


def _starts_word(folded: str, start: int) -> bool:
    """Whether a bare stem begins at a word's edge: behind punctuation or a verb that takes a body."""
    return start == 0 or folded[start - 1] in _WORD_ENDS


# Level words that are the end of another: 自治区, 东盟, 联盟; 区县 are many.
_OTHER_WORDS = frozenset(
    [("区", "治"), ("盟", "东"), ("盟", "联"), ("盟", "欧"), ("盟", "同"), ("县", "区"), ("旗", "红")]
)


def _level_before(folded: str, start: int) -> str | None:
    found = _LEVEL.search(folded[max(0, start - 4) : start])
    if found is None:
        return None
    before = folded[max(0, start - len(found.group()) - 2) : start - len(found.group())]
    if _NOT_LEVEL.search(before) and not re.search(r"[我本]$", before):
        return None
    if (found.group(1), before[-1:]) in _OTHER_WORDS:
        return None
    return found.group()


def _mention(
    folded: str, begin: int, stem: Stem, qualifier: Qualifier, owner: str, score: float = 0.95
) -> AgencyMention:
    national = qualifier is Qualifier.NATIONAL
    tail = (_NATIONAL_TAIL if national else _TAIL).match(folded, stem.end)
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


_GROUP = re.compile(r"[\u4e00-\u9fff]{2,6}?集团")
_ROW = re.compile(r"[、和及与]|以及")


def bodies_in_rows(
    folded: str, found: list[Stem], chosen: list[AgencyMention], end: int
) -> Iterator[AgencyMention]:
    """Bodies in a row behind a level word that holds for all: 县公安、检察院、法院."""
    stems: dict[int, Stem] = {}
    for stem in found:
        if stem.start not in stems or stem.end > stems[stem.start].end:
            stems[stem.start] = stem
    for head in chosen:
        if head.qualifier not in (Qualifier.LEVEL, Qualifier.PLACE):
            continue
        at = head.span.end
        while at < end and (joint := _ROW.match(folded, at)) is not None:
            following = stems.get(joint.end())
            group = _GROUP.match(folded, joint.end()) if following is None else None
            if (
                group and head.qualifier is Qualifier.LEVEL and head.stem.endswith("集团")
            ):  # 省能源集团、矿产集团
                yield AgencyMention(
                    Span(*group.span()), Qualifier.LEVEL, head.owner, group.group(), None, Method.PATTERN, 0.7
                )
                at = group.end()
                continue
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
                head.qualifier,
                head.owner,
                following.text,
                following.function,
                Method.VOCABULARY,
                0.8,
            )
            at = following.end


_SECTION = re.compile(r"(?:设立|成立|增设|内设|新设)了?([\u4e00-\u9fff]{2,8}?[科处股])(?=[,。、;])")


def new_sections(folded: str, chosen: list[AgencyMention]) -> Iterator[AgencyMention]:
    """Sections that a body sets up within itself: 县司法局设立法治股."""
    for head in chosen:
        if head.qualifier in (Qualifier.LEVEL, Qualifier.PLACE) and head.stem[-1] in "局委办院厅":
            match = _SECTION.match(folded, head.span.end)
            if match:
                name = head.stem + match.group(1)
                yield AgencyMention(
                    Span(*match.span(1)), head.qualifier, head.owner, name, None, Method.PATTERN, 0.7
                )
