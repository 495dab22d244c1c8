"""Links between places that the text itself states: who learns from whom, what is spread where, who came to see.

Places are masked by private-use characters of the same length, so that one pattern reads a row of places and
all offsets stay those of the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.agencies import PlaceName
from kg.model import Span
from kg.scan import Around, From
from kg.text import clause_around

VERTICAL, HORIZONTAL = "vertical", "horizontal"


class Relation(StrEnum):
    """What the text says of two places; the practice goes, or may go, from the source to the target."""

    LEARNING = "learning"  # 借鉴浙江经验, 向X学习, 赴X考察学习: the target takes up what the source does
    PROMOTION = "promotion"  # 在全省推广: what the source does is spread in the target
    VISIT = "visit"  # 接待X学习考察: people of the target came to see what the source does
    MEETING = "meeting"  # 全省现场会在我县召开: it was shown on the spot to the target


@dataclass(frozen=True, slots=True)
class LinkMention:
    """A stated link. `span` is the clause that states it, `source` and `target` are names as printed.

    An empty name is the report's own region. Besides divisions a name can be a level word or scope (全国, 全省,
    国家, 省) or the one character of a province (浙). `programme` is the stretch that names what is spread, where
    the text names it; a programme found inside it is meant. `within` tells that the text means places inside
    the target: 湖南省、江西省等地州、县市区.
    """

    span: Span
    source: str
    target: str
    relation: Relation
    programme: Span | None = None
    within: bool = False


def direction(origin: str, destination: str, within: bool = False) -> str:
    """Whether a link between two chains (`湖南省/株洲市`; empty for the country) is vertical or horizontal.

    With `within` the text means places inside the destination. Then the link is vertical only where these must lie
    in the origin: visitors from all over a county's own province are its like, not its superiors.
    """
    if within:
        inside = not origin or destination == origin or destination.startswith(origin + "/")
        return VERTICAL if inside else HORIZONTAL
    a, b = origin + "/", destination + "/"
    upright = not origin or not destination or a.startswith(b) or b.startswith(a)
    return VERTICAL if upright else HORIZONTAL


_PLACE = "\ue000\ue001*"
# A row bridges a name that is not known as a place: 金昌、白银、庆阳.
_ROW = rf"{_PLACE}(?:[、和及与]?{_PLACE}|[、和及与][\u4e00-\u9fff]{{2,4}}[、和及与]{_PLACE})*"
_ONE_PLACE = re.compile(_PLACE)
_IN = r"[^,。;:!?\n《》]"
_SHORT = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵滇云藏陕甘陇青宁新广深杭"
_NOUN = r"(?:(?:先进|成功|典型|好|有益|试点)?(?:的)?(?:经验做法|经验|做法|样板)|治理模式|模式|制度创新成果)"
_SCOPE = r"(?:全国|全省|全市|全区|全州|全县|全盟|全旗)"
_BODY = r"(?:国务院|中央|国家|党中央|全国|财政部|公安部|司法部|教育部|民政部|商务部|农业农村部|工业和信息化部|自然资源部|生态环境部|交通运输部|文化和旅游部|人力资源社会保障部|住房城乡建设部)"

_LEARN = re.compile(
    rf"(?:学习借鉴|借鉴|学习运用|学习推广|复制推广|推广|对标学习|学习|吸收|弘扬)(?:了|好|一批|应用|创新发展|\d+项|“)*"
    rf"(?P<row>{_ROW}|[{_SHORT}]{{2,8}}(?=等|先进|经验|政务|地)|国家层面|国家级)"
    rf"(?P<thing>(?:等地|等|地区|、)?{_IN}{{0,24}}?){_NOUN}"
)
_FROM = From(
    "[向赴到前]",
    rf"(?:向(?P<row>{_ROW})(?:等地?|地区)?(?:看齐|取经|学习)|(?:赴|到|前往)(?P<row2>{_ROW})(?!大学|学院|党校)(?:等地?|地区)?"
    rf"{_IN}{{0,12}}?(?:学习|取经|观摩))",
)
_SPREAD = Around(
    re.compile(
        rf"(?:在|向|面向|于|被|获|得到|受到)?(?P<scope>{_SCOPE})(?:范围内?|各地)?(?:全面|率先|积极|逐步|交流|宣传)?"
        r"(?:(?:复制)?(?:推广|推开|推介)|交流(?=$|[,。;:]))"
        rf"|(?:被|获|得到|受到|经)(?P<body>{_BODY}|省|市){_IN}{{0,12}}?(?:推广|推介)"
    ),
    "推广|推开|推介|交流",
    before=24,
    behind=1,
)
_HOST = re.compile(
    rf"接待(?:了|过)?(?:来自)?(?P<row>{_ROW})(?P<within>(?:等地?)?(?:[州市县、]{{1,6}}|县市区|市县|各地)*)"
    rf"{_IN}{{0,14}}?(?:学习考察|考察学习|学习观摩|观摩学习|参观学习|考察交流|学习交流|观摩|学习|考察|取经)"
)
_CAME = re.compile(
    rf"(?P<row>{_ROW})(?P<within>(?:等地?)?(?:[州市县、]{{1,6}}|县市区|市县|各地)*){_IN}{{0,14}}?"
    rf"(?:前来|来)(?:我|本)?[省市县区州旗镇]?{_IN}{{0,4}}?(?:学习|考察|观摩|取经)"
)
_TAKEN = re.compile(
    rf"被(?P<row>{_ROW})(?P<within>(?:等地?)?(?:[州市县、]{{1,6}}|县市区|市县)*){_IN}{{0,6}}?(?:借鉴|复制|推广|采用|学习)"
)
_ON_SPOT = r"(?:现场会|现场推进会|现场观摩会|现场经验交流会|现场交流会)"
_MEETING = Around(
    re.compile(
        rf"(?P<scope>{_SCOPE}){_IN}{{0,30}}?{_ON_SPOT}{_IN}{{0,8}}?在(?:我[省市县区州旗镇]|本[省市县区]|(?P<row>{_PLACE})){_IN}{{0,10}}?(?:召开|举行|举办)"
        rf"|(?:承办|举办|承接)了?(?P<scope2>{_SCOPE}){_IN}{{0,30}}?{_ON_SPOT}"
        rf"|在(?P<row3>{_PLACE})(?:召开|举行|举办)了?(?P<scope3>{_SCOPE}){_IN}{{0,30}}?{_ON_SPOT}"
    ),
    "现场",
    before=70,  # with the longest name of a place
    behind=70,
)
_HOPED = re.compile(r"力争|争取|努力|力求|可复制|可推广|有望|希望")
_LEAD = re.compile(
    r"(?:其中|如|推动|并|同时|以及|[我本][省市县区州旗镇乡]的?|[一二三四五六七八九十]是|\([一二三四五六七八九十]\)|\d+[.、]|\s)*"
)
_BEFORE = re.compile(r"(?:等地|等|地区|的|[、”])*")
_TRIM = re.compile(
    r"(?:先进|成功|典型|创新|有益|等|的|和|持续|并|已|均|工作|\d+项|(?:两|三|四|五|六|七|八|九|十)项)*(?:经验做法|经验|做法|办法)?(?:持续|已|均|先后)?$"
)


def find_links(folded: str, start: int, end: int, places: list[PlaceName]) -> list[LinkMention]:
    """Return the links that `folded[start:end]` states, in order; `places` are the place names of the text.

    What is only hoped for (力争在全省推广) and titles in 《》 do not count.
    """
    masked = _mask(folded, places)
    found = [
        *_learning(folded, masked, start, end),
        *_promotion(folded, masked, start, end),
        *_visits(folded, masked, start, end),
        *_meetings(folded, masked, start, end),
    ]
    return sorted(dict.fromkeys(found), key=lambda link: (link.span, link.source, link.target, link.relation))


def _mask(folded: str, places: list[PlaceName]) -> str:
    pieces, at = [], 0
    for place in sorted(places, key=lambda place: place.start):
        if place.start < at:
            continue
        pieces += [folded[at : place.start], "\ue000", "\ue001" * (place.end - place.start - 1)]
        at = place.end
    return "".join([*pieces, folded[at:]])


def _names(folded: str, masked: str, begin: int, stop: int) -> list[str]:
    """The names in a row: places, or one-character names of provinces, or the country."""
    found = [folded[m.start() : m.end()] for m in _ONE_PLACE.finditer(masked, begin, stop)]
    if found:
        return found
    text = folded[begin:stop]
    if text.startswith("国家"):
        return ["全国"]
    # 广 alone is three places; 广深 are Guangzhou and Shenzhen.
    return [char for at, char in enumerate(text) if char != "广" or text[at + 1 : at + 2] == "深"]


def _clause(folded: str, begin: int, stop: int) -> Span | None:
    """The clause around a match, or None where the match lies in a title or says what is only hoped for."""
    left, right = clause_around(folded, begin, stop)
    before = folded[max(0, begin - 60) : begin]
    if before.rfind("《") > before.rfind("》") or _HOPED.search(folded[left:stop]):
        return None
    return Span(left, right)


def _trimmed(folded: str, begin: int, stop: int) -> Span | None:
    """A stretch without the words for 'experience' behind it and the marks around it; None if nothing stays."""
    lead = _BEFORE.match(folded, begin, stop)
    begin = lead.end() if lead else begin
    tail = _TRIM.search(folded[begin:stop])
    stop = begin + tail.start() if tail else stop
    quoted = re.fullmatch(r"“([^“”]+)”?|([^“”]+)”", folded[begin:stop])
    if quoted:
        group = 1 if quoted.group(1) else 2
        begin, stop = begin + quoted.start(group), begin + quoted.end(group)
    return Span(begin, stop) if stop - begin >= 2 else None


def _learning(folded: str, masked: str, start: int, end: int) -> Iterator[LinkMention]:
    for match in _LEARN.finditer(masked, start, end):
        clause = _clause(folded, match.start(), match.end())
        if clause is not None:
            begin, stop = match.span("thing")
            lead = _BEFORE.match(folded, begin, stop)
            item = re.compile(r"(?:[^、“]|“[^”]*”?)*").match(folded, lead.end() if lead else begin, stop)
            # Of a row only the first thing is sure to be that of the place: 推广长汀水土流失治理、木兰溪治理经验.
            thing = _trimmed(folded, begin, item.end() if item else stop)
            for name in _names(folded, masked, *match.span("row")):
                yield LinkMention(clause, name, "", Relation.LEARNING, thing)
    for match in _FROM.finditer(masked, start, end):
        clause = _clause(folded, match.start(), match.end())
        if clause is not None:
            row = match.span("row") if match.group("row") else match.span("row2")
            for name in _names(folded, masked, *row):
                yield LinkMention(clause, name, "", Relation.LEARNING)


def _promotion(folded: str, masked: str, start: int, end: int) -> Iterator[LinkMention]:
    for match in _SPREAD.finditer(masked, start, end, seen=folded):
        clause = _clause(folded, match.start(), match.end())
        if clause is None:
            continue
        begin, owners = _subject(folded, masked, clause.start, match.start())
        thing = _trimmed(folded, begin, match.start())
        if thing is None:  # 在全省推广“蜀安·焊”: what is spread stands behind
            behind = re.match(rf"(?:了|应用)?({_IN}{{2,24}})", folded[match.end() : match.end() + 30])
            thing = Span(match.end() + behind.start(1), match.end() + behind.end(1)) if behind else None
        scope = match.group("scope") or match.group("body")
        target = scope if scope in ("省", "市") or match.group("scope") else "全国"
        for owner in owners:
            yield LinkMention(clause, owner, target, Relation.PROMOTION, thing)
    for match in _TAKEN.finditer(masked, start, end):
        clause = _clause(folded, match.start(), match.end())
        if clause is None:
            continue
        begin, owners = _subject(folded, masked, clause.start, match.start())
        for owner in owners:
            for name in _names(folded, masked, *match.span("row")):
                thing = _trimmed(folded, begin, match.start())
                yield LinkMention(
                    clause, owner, name, Relation.PROMOTION, thing, bool(_inside(match.group("within")))
                )


def _subject(folded: str, masked: str, left: int, stop: int) -> tuple[int, list[str]]:
    """Where the clause's subject begins behind the places that own it, and these places ("" the report's own)."""
    lead = _LEAD.match(masked, left, stop)
    begin = lead.end() if lead else left
    row = re.compile(_ROW).match(masked, begin, stop)
    if row is None:
        return begin, [""]
    return row.end(), _names(folded, masked, *row.span())


def _inside(words: str) -> re.Match[str] | None:
    return re.search(r"[州市县]|各地", words)


def _visits(folded: str, masked: str, start: int, end: int) -> Iterator[LinkMention]:
    for pattern in (_HOST, _CAME):
        for match in pattern.finditer(masked, start, end):
            clause = _clause(folded, match.start(), match.end())
            if clause is not None:
                for name in _names(folded, masked, *match.span("row")):
                    within = bool(_inside(match.group("within")))
                    yield LinkMention(clause, "", name, Relation.VISIT, within=within)


def _meetings(folded: str, masked: str, start: int, end: int) -> Iterator[LinkMention]:
    for match in _MEETING.finditer(masked, start, end, seen=folded):
        clause = _clause(folded, match.start(), match.end())
        if clause is None:
            continue
        where = next((match.span(row) for row in ("row", "row3") if match.group(row)), None)
        scope = next(name for name in ("scope", "scope2", "scope3") if match.group(name))
        kind = folded[match.end(scope) : match.end()]
        topic = re.match(rf"{_IN}*?(?={_ON_SPOT})", kind)
        thing = (
            _trimmed(folded, match.end(scope), match.end(scope) + topic.end())
            if topic and topic.group()
            else None
        )
        owner = _names(folded, masked, *where)[0] if where else ""
        yield LinkMention(clause, owner, match.group(scope), Relation.MEETING, thing)
