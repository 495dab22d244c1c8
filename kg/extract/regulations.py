"""Regulations and documents: titles in 《》, laws and documents named without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.unmarked import find_lists, find_titles
from kg.model import Method, Span
from kg.spans import SpanSet
from kg.text import clause_around, remembered, sentence_around
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept


@dataclass(frozen=True, slots=True)
class RegulationMention:
    """A title found; `span` covers it with its marks, `title` is inside 《》, `concept` set when known."""

    span: Span
    title: str
    role: str
    concept: Concept | None
    method: Method
    score: float


@dataclass(frozen=True, slots=True)
class Title:
    """A stretch in 《》; `inner` leaves the marks out."""

    span: Span
    inner: Span


# Ends of the titles of regulations and work documents (党政机关公文处理工作条例, art. 8, and the usual kinds).
_DOCUMENT = re.compile(
    r"(?:法|法典|宪法|条例|办法|规定|规则|细则|意见|通知|方案|规划|纲要|要点|清单|目录|指南|指引|标准|制度|预案|报告|决定|决议|公告|通告|"
    r"计划|流程|规程|公约|章程|措施|规范|协议|协定|备忘录|准则|守则|汇编|解释|命令|令|批复|函|纪要|明白纸|一本通|手册|须知|白皮书|图谱|"
    r"任务书|责任书|倡议书|建议书|意见书|机制|体系|分工|基准|条款|若干措施|政策|名单|台账|导则|技术要求|示范文本|样本|蓝皮书|实施书|路线图|"
    r"暂行|[一二三四五六七八九十百0-9]+条|举措|公报|年报|应知应会[\u4e00-\u9fff]{0,6})$"
)
_EDITION = re.compile(
    r"\((?:试行|暂行|修订稿?|修正案?|(?:修订|修正)?草案|征求意见稿|送审稿|[\d\s年版至—–\-~修订度]+)\)$"
)
_WORK = re.compile(
    r"^习近平|^论|论坚持|治国理政|学习纲要|读本|学习问答|讲话|自述|选编|文选|摘编|摘录|重要论述|概论|故事|简史|之歌|答记者问|导论|画传"
)
_WORK_CONTEXT = re.compile(
    r"(?:节目|栏目|电视剧?|短视频|视频|微电影|电影|歌曲|曲目|舞蹈|作品|动漫|话剧|情景剧|小品|相声|书法|剪纸|图书|专刊|杂志|刊物|报刊|文章|篇目|论文|著作|纪录片|宣传片|微课)[等为:]{0,2}$"
)
_WORK_AFTER = re.compile(
    r"^(?:等)?(?:做法|案例|经验|一文|短视频|视频|微电影|歌曲|节目|栏目|作品|花瓶|舞蹈|论文|一书|一案|案[,。、]?)"
)
_RECEIVED = re.compile(
    r"^(?:等[^,。;]{0,12})?(?:分别)?(?:成功)?(?:被[^,。;]{0,12})?(?:入选|获|荣获|获评|获得|被评|评为|刊发|刊登)"
)

_ENACT = (
    "制定",
    "制订",
    "出台",
    "印发",
    "修订",
    "公布",
    "发布",
    "编制",
    "起草",
    "拟定",
    "拟订",
    "下发",
    "制发",
    "草拟",
    "研究讨论",
    "审议通过",
    "研究审议",
    "颁布",
    "编印",
    "签订",
    "签署",
    "修改",
    "发出",
    "报送",
    "形成",
    "编写",
    "主动公开",
    "推出",
    "新制定",
    "代拟",
)
_STUDY = (
    "学习",
    "宣传",
    "培训",
    "宣讲",
    "普及",
    "研学",
    "学法",
    "讲座",
    "考试",
    "测试",
    "解读",
    "专题辅导",
    "普法",
    "学习贯彻",
    "授课",
    "知识竞赛",
    "发放",
)
_CITE = (
    "贯彻",
    "落实",
    "依据",
    "按照",
    "根据",
    "遵照",
    "执行",
    "依照",
    "对照",
    "围绕",
    "转发",
    "施行",
    "实施",
    "遵守",
    "遵循",
    "为抓手",
    "规定",
    "要求",
    "符合",
    "参照",
    "涵盖",
    "适用",
    "违反",
    "推进",
    "提请",
    "严格",
)
_VERBS = {
    verb: role
    for role, verbs in (("enacted", _ENACT), ("studied", _STUDY), ("cited", _CITE))
    for verb in verbs
}
_VERB = re.compile("|".join(sorted(_VERBS, key=len, reverse=True)))
_JOIN = re.compile(r"(?:》|”|法|例|[)])?(?:等)?[、和及与,]{0,2}(?:以及)?$")
_LONGEST_JOIN = 6
# What a government does with its own drafts.
_DRAFT = re.compile(r"草案\)?》?$")
_DRAFTED = re.compile(r"等?[^,。;]{0,8}(?:提请[^,。;]{0,8}(?:审议|通过)|公开征求意见)")
_RANK = {"enacted": 0, "cited": 1, "studied": 2}

_LAW_GOES_ON = re.compile(r"[律治规官院庭定制援人学]")
_CONSTITUTION_GOES_ON = re.compile(
    r"日|宣誓|宣传周|律|进(?=[机乡社学校企军宗网万])|精神|修正案|学|广场|公园|主题|文化|馆|知识"
)
_CODE_GOES_ON = re.compile(r"进(?=[机乡社学校企军宗网万商农村景])|相伴|主题|公园|广场|文化|馆|[”·]")
_NEIGHBOUR = re.compile(r"[、《]")


@remembered
def titles(folded: str) -> list[Title]:
    """Return the outermost stretches in 《》 of folded text, in order; a line end closes them."""
    found: list[Title] = []
    depth, begin = 0, 0
    for mark in re.finditer(r"[《》\n]", folded):
        if mark.group() == "《":
            if depth == 0:
                begin = mark.start()
            depth += 1
        elif mark.group() == "》" and depth:
            depth -= 1
            follows = folded[mark.end() : mark.end() + 30]
            # 《关于…《条例》…的通知》 may lack a mark: an inner title closes the outer one.
            if depth == 0 or (depth == 1 and "》" not in follows.split("《")[0]):
                depth = 0
                found.append(Title(Span(begin, mark.end()), Span(begin + 1, mark.start())))
        elif mark.group() == "\n":
            depth = 0
    return [title for title in found if 2 <= title.inner.end - title.inner.start <= 120]


def strip_edition(title: str) -> str:
    """The title without an edition in brackets at its end: (试行), (2021—2025年)."""
    title = title.strip()
    while (edition := _EDITION.search(title)) is not None:
        title = title[: edition.start()].strip()
    return title


def is_document(folded: str, title: Title) -> bool:
    """Whether the title names a regulation or work document rather than a book, work of art or case."""
    text = strip_edition(folded[title.inner.start : title.inner.end])
    before = folded[max(0, title.span.start - 12) : title.span.start]
    after = folded[title.span.end : title.span.end + 24]
    if _WORK.search(text) or not _DOCUMENT.search(text):
        return False
    return not (_WORK_CONTEXT.search(before) or _WORK_AFTER.match(after) or _RECEIVED.match(after))


def find_regulations(folded: str, start: int, end: int, vocabulary: Vocabulary) -> list[RegulationMention]:
    """Return the regulations named in `folded[start:end]`, in order of their place; offsets are of `folded`."""
    found: list[RegulationMention] = []
    taken = SpanSet(len(folded))
    for title in titles(folded):
        taken.add(title.span)
        if not (start <= title.span.start < end):
            continue
        text = folded[title.inner.start : title.inner.end].strip()
        concept = vocabulary.regulation_labels.exact(text) or vocabulary.regulation_labels.exact(
            strip_edition(text)
        )
        if concept is not None or is_document(folded, title):
            method = Method.VOCABULARY if concept else Method.PATTERN
            found.append(
                RegulationMention(
                    title.span, text, role_of(folded, title.span), concept, method, 0.98 if concept else 0.92
                )
            )
    found.extend(_named_laws(folded, start, end, vocabulary, taken))
    for mention in found:
        taken.add(mention.span)
    found.extend(_unmarked(folded, start, end, taken))
    return sorted(found, key=lambda mention: mention.span)


def _named_laws(
    folded: str, start: int, end: int, vocabulary: Vocabulary, taken: SpanSet
) -> Iterator[RegulationMention]:
    """Known laws and documents named without 《》."""
    for match in vocabulary.regulation_labels.find(folded):
        span = Span(match.start, match.end)
        if not (start <= span.start < end) or taken.touches(span):
            continue
        if match.concept.kind == "report":  # without its marks a report's title is a common noun
            continue
        label, after = folded[match.start : match.end], folded[match.end : match.end + 4]
        if label.endswith("法") and _LAW_GOES_ON.match(after):
            continue
        if label == "宪法" and _CONSTITUTION_GOES_ON.match(after):
            continue
        if label == "民法典" and (_CODE_GOES_ON.match(after) or folded[match.start - 1 : match.start] == "·"):
            continue
        beside = folded[match.start - 1 : match.start] + after[:1]
        if len(label) <= 3 and label not in {"宪法", "民法典", "刑法"} and not _NEIGHBOUR.search(beside):
            continue
        if re.match(r"[》\u4e00-\u9fff]{0,2}》", after):
            continue
        yield RegulationMention(span, label, role_of(folded, span), match.concept, Method.VOCABULARY, 0.9)


def _unmarked(folded: str, start: int, end: int, taken: SpanSet) -> Iterator[RegulationMention]:
    """Lists that are drawn up, and documents in force, named without 《》."""
    for found in (*find_lists(folded, start, end), *find_titles(folded, start, end)):
        if taken.touches(found.span):
            continue
        taken.add(found.span)
        role = "enacted" if found.enacted else role_of(folded, found.span)
        yield RegulationMention(found.span, found.title, role, None, Method.PATTERN, 0.7)


def role_of(folded: str, span: Span) -> str:
    """Whether the text enacts, cites or studies what stands at `span`: by the nearest verb before or behind it.

    In a row of titles the verb before the first one holds for all.
    """
    left, right = sentence_around(folded, span.start, span.end)
    begin = span.start
    while begin > left and (joined := _JOIN.search(folded, max(left, begin - _LONGEST_JOIN), begin)):
        cut = joined.start()
        opening = (
            folded.rfind("《", left, cut + 1)
            if folded[cut : cut + 1] in "》" or folded[cut - 1 : cut] == "》"
            else -1
        )
        if opening < left:
            break
        begin = opening
    _, clause_end = clause_around(folded, span.end, span.end)
    behind = folded[span.end : min(right, clause_end + 12)]
    if _DRAFTED.match(behind) or (
        _DRAFT.search(folded, span.start, span.end) and "审议" in folded[left:right]
    ):
        return "enacted"
    if re.match(r"(?:》|”)?(?:已|将|自|于|正式)[^。;]{0,16}(?:施行|实施|颁布|出台|印发|通过)", behind):
        return "enacted"
    verbs = list(_VERB.finditer(folded[max(left, begin - 60) : begin]))
    if verbs:
        nearest = verbs[-1].group()
        role = _VERBS[nearest]
        if role == "cited" and nearest in {"规定", "要求", "推进", "实施"} and len(verbs) > 1:
            role = _VERBS[verbs[-2].group()]
        if role != "cited" or not re.match(r"[^,。;]{0,6}(?:学习|宣传|培训|宣讲)", behind):
            return role
    if re.match(r"[^,。;]{0,8}(?:学习|宣传|培训|宣讲|普及|讲座|知识|进[机乡社学校企])", behind):
        return "studied"
    found = _VERB.search(behind)
    if found and _VERBS[found.group()] == "enacted":
        return "enacted"
    return "cited"


def strongest(roles: list[str]) -> str:
    """The role of a document that is mentioned several times: enacted before cited before studied."""
    return min(roles, key=lambda role: _RANK[role])
