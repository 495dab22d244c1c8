"""New programmes in quotation marks, judged by what stands inside, in front and behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.programmes.kinds import KIND_OF, WORDS, guess_kind, suffix_behind, suffix_word
from kg.extract.programmes.mention import ProgrammeMention
from kg.model import Method, Span
from kg.spans import SpanSet
from kg.text import skeleton
from kg.vocabulary import Vocabulary

# So far in front of the mark the words that stand there may begin; what is further away need not be looked at.
_DO_REACH = max(map(len, WORDS["done"])) + 15
_NAMED_REACH = max(map(len, WORDS["named before"]))
_NOT_REACH = max(map(len, WORDS["no programme before"]))

_DO_BEFORE = re.compile(
    rf"(?:{WORDS.pattern('done', longest_first=True)})(?:了|好|起)?(?:[^,。;:“”、]{{0,14}})$"
)
# A row of quoted names that closes with what they are: “A”、“B”等重点领域改革.
_ROW_OF = re.compile(
    r"(?:[、,和及]?[\u4e00-\u9fff]{0,8}“[^”\n。;]{2,20}”){0,5}等[\u4e00-\u9fff]{0,8}"
    rf"(?:{WORDS.pattern('row of')})"
)
_QUOTE_ROW = re.compile(r"[”](?:、|和|及|与|以及|,|)$")

_NAMED_BEFORE = re.compile(rf"(?:{WORDS.pattern('named before')})$")
_HONOURED = re.compile(
    r"(?:成功|被[^,。;]{0,20}?)?(?:入选|获评|荣获|评为|列为|列入|纳入|命名为|获批)|(?:做法|经验|案例)(?:被|获|入选|在全)"
)
# Words behind a closing quotation mark, or before an opening one, that tell what stands inside is no programme.
_NOT_AFTER = re.compile(rf"的?(?:{WORDS.pattern('no programme behind')})")
_NOT_BEFORE = re.compile(rf"(?:{WORDS.pattern('no programme before')})$")
_INSIDE_NO = re.compile(
    r"(?:[率度感气力性]|(?<!中)心)$|^(?:要|从|由|被|已|如何|怎么|为什么)|[。?!,;:]|\d号$|格局$|^[一二三四五六七八九十百两双]+[大个]?体系$|^[双多](?:下降|上升|提升|增长|促进)$|奖$|先进集体$|之[乡都城谷]$|连[冠丰增]$|走廊$|^[一二两三四五]年行动$|^[\u4e00-\u9fff]{1,2}电[入送][\u4e00-\u9fff]{1,2}$|码头$|枢纽$|古城$|端品$|个网络$|^[一二三四五六七八九十]+条$|^[\u4e00-\u9fff]$|第[一二三四五六七八九十]|^(?:十[二三四五]五|[一二三四五六七八九]五)$|习近平|总书记|党的|主义|思想|精神$|(?<![方预提])案件?$"
)
# Unless a word behind tells what it is: “315”体系建设工程, “不见面”网上服务.
_BARE_NO = re.compile(
    r"^(?:不|无|没)|^\d+(?:\.\d+)?$|^[一二三四五六七八九十两双][\u4e00-\u9fff]$"
    # How a region is laid out: 一核两翼多点.
    r"|^(?:[一二三四五六七八九十两多][大个]?[核翼点区圈带屏江溪链群极芯环廊地轴心港河湖山海岛城园谷线片团]{1,2}[+、]?){2,5}$"
)
# 五大工程, 七大攻坚.
_SO_MANY = re.compile(
    r"^(?:[一二三四五六七八九十百]+|\d+)[大项个](?:工程|行动|攻坚|计划|战役|攻坚战|专项行动)$"
)
_MAKES = re.compile(rf"(?:{WORDS.pattern('makes a programme')})$")
# Names in front of one another, each under the same verb: 开展“A”“B”、校企“C”.
_IN_FRONT = re.compile(
    r"“[^“”\n]{1,24}”[\u4e00-\u9fff]{0,8}?(?:、|和|及|与|以及)?(?=[\u4e00-\u9fff]{0,6}$|[\u4e00-\u9fff]{0,8}“)"
)
_INSIDE_YES = re.compile(
    r"\+|×|一(?:[\u4e00-\u9fff]{1,2})(?:通|办|网|次|站|码|窗|键|件|张|卡|门|链|表|图)|^[一二三四五六七八九十百千万两双多][\u4e00-\u9fff]{1,6}[一二三四五六七八九十百千万多][\u4e00-\u9fff]|即[\u4e00-\u9fff]{1,3}$|通办|免[\u4e00-\u9fff]|智慧|云[\u4e00-\u9fff]|码上|掌上|网上|[\u4e00-\u9fff]{2}(?:式|制|贷|码|站|通|宝)$|进(?:校园|企业|社区|乡村|机关)|工作法|[eEiI][\u4e00-\u9fff]|驿站|专员|联络员|清单|红黄|[联巡访谈]|大讲堂|直通车|服务|调解|普法|监督|审批|执法|办"
)
_LONG_SLOGAN = re.compile(r"[、,].*[、,].*[、,]|[让把将使]|的[\u4e00-\u9fff]{3,}$")


# “1+N”, “8+4”: every place has its own; only what stands behind tells what it is: “8+4”经济政策体系.
_FORMULA = re.compile(r"[\dA-Za-z]+(?:\+[\dA-Za-z]+)+|\d+")


def quoted_ones(
    folded: str, quoted: list[Span], vocabulary: Vocabulary, titles: SpanSet
) -> Iterator[ProgrammeMention]:
    """New programmes among the quotations `quoted`, by what stands in and around them."""
    outer_end = -1
    for span in quoted:
        inner = span.end <= outer_end  # quotations come sorted, outer ones first
        outer_end = max(outer_end, span.end)
        text = folded[span.start : span.end]
        core = skeleton(text)
        if len(core) < 2 or len(core) > 26:
            continue
        if inner or vocabulary.programme_labels.exact(core) is not None:
            continue
        in_title = titles.covers(span)
        after = folded[span.end + 1 : span.end + 16]
        suffix = suffix_behind(after)
        worn = core in vocabulary.rhetoric
        if worn and not _MAKES.search(suffix) and not (suffix and core.isdigit()):
            continue
        score = _quoted_score(folded, span, core, suffix, after)
        telling = suffix or suffix_word(core)
        if score < 0.5 or (in_title and not telling):
            continue
        formula = worn or _FORMULA.fullmatch(core) is not None
        if formula and not suffix:
            continue
        whole = Span(span.start, span.end + 1 + len(suffix)) if suffix else span
        word = suffix or (text if telling else "")
        kind = KIND_OF[suffix_word(word)] if word else guess_kind(text)
        name = text + suffix if formula or len(core) < 3 else text
        yield ProgrammeMention(
            span, name, kind, None, Method.PATTERN, round(min(score, 0.95), 2), (whole,) if suffix else ()
        )


_SENTENCE_MARK = re.compile(r"[。;\n]")
_PARTS_AFTER = re.compile(r"\d+[个项大](?:环节|方面|问题|阶段|要素)")


def _quoted_score(folded: str, span: Span, core: str, suffix: str, after: str) -> float:
    """How much a quoted term looks like a programme, from 0 to 1: evidence for and against, added up."""
    before = folded[max(0, span.start - 61) : span.start - 1]
    clause = _SENTENCE_MARK.split(before)[-1]
    score = 0.3
    if suffix:
        score += 0.4
    if _INSIDE_YES.search(core):
        score += 0.2
    if suffix_word(core):
        score += 0.2
    lead = clause.rsplit(",", 1)[-1]
    if _at_end(_DO_BEFORE, lead, _DO_REACH) or (
        "”" in lead and len(core) >= 4 and _at_end(_DO_BEFORE, _IN_FRONT.sub("", lead), _DO_REACH)
    ):
        score += 0.25
    if _QUOTE_ROW.search(clause) and len(core) >= 3:
        score += 0.1
    row = span.end + 1, span.end + 80
    if folded.find("等", *row) >= 0 and _ROW_OF.match(folded, *row):
        score += 0.3
    if _at_end(_NAMED_BEFORE, clause, _NAMED_REACH) or _HONOURED.match(after):
        score += 0.4
    if _NOT_AFTER.match(after) or _PARTS_AFTER.match(after):
        score -= 0.5
    if _at_end(_NOT_BEFORE, clause, _NOT_REACH) and not suffix_word(core):
        score -= 0.3
    if _INSIDE_NO.search(core) or (not suffix and _BARE_NO.search(core)):
        score -= 0.6
    if _SO_MANY.search(core):
        score += 0.3
    if _LONG_SLOGAN.search(core):
        score -= 0.3
    if len(core) > 14 and not suffix:
        score -= 0.2
    return score


def _at_end(pattern: re.Pattern[str], text: str, reach: int) -> bool:
    """Whether `text` ends as a pattern with `$` says, whose matches have at most `reach` characters."""
    return pattern.search(text, max(0, len(text) - reach)) is not None
