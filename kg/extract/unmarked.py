"""Documents named without 《》: lists that are drawn up, and titles whose end and verb show that they are documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Span
from kg.scan import Around

# --- Lists and catalogues, which are drawn up, published or adjusted ---

_LIST_VERB = r"(?:梳理|公布|编制|调整|制定|制订|发布|印发|出台|形成|建立|推出|完善|修订|动态调整|更新)(?:并?(?:公布|编制|发布|形成|完善|印发|了|出))*"
_LIST_BODY = (
    r"(?!和|及|的)((?:[\u4e00-\u9fff“”·+、\dA-Za-z()-]){2,28}?(?:清单|目录)(?:和[\u4e00-\u9fff]{2,8}清单)?)"
)
_LIST = Around(
    re.compile(rf"{_LIST_VERB}{_LIST_BODY}(?!管理|制度|体系|化|内|外|式|之外|[》中])"),
    "清单|目录",
    before=90,
    behind=12,
)
_LIST_AFTER = Around(
    re.compile(rf"(?:完成|开展|做好|推进){_LIST_BODY}的?(?:制定|编制|调整|梳理|公布|动态调整|修订)"),
    "清单|目录",
    before=36,
    behind=16,
)
_GENERIC_LIST = re.compile(
    r"^(?:“?两?个?)?(?:问题|任务|工作|责任|整改|项目|年度|重点|相关|事项|有关|各类|两个|三个|多项|一批|负面|正面|服务|措施|需求|政策|工作任务|重点任务|问题整改|权责|权力|办事|隐患|[一二三四五六七八九十两]批|“[一二三四五六七八九十两]张)+(?:清单|目录)”?$|台账|\d+项"
)
_WHOSE = re.compile(r"^(?:本?[全我][省市县区镇乡]|本(?:地区?|级|部门)|[市县区](?:本级|级|直))")
_LIST_CUT = re.compile(r"^.*?(?:的|了|后|调整|公布|发布)(?:公布|发布)?的?(?=[\u4e00-\u9fff“]{5})")
_SENTENCE = re.compile(
    r"(?:对(?!外)|在|将|把|(?<!行)(?<!作)为|与|按照|通过|并|实施|落实|推进|开展|加强|建立|健全|进行)"
)

# --- Titles of other documents ---

# How a title ends. `sure` ends make a document of any verb that puts it into force or obeys it; the others need one
# that draws it up.
_COUNTED = r"[\d一二三四五六七八九十]+条(?:支持)?(?:政策措施|政策|硬?措施|硬?举措|意见)|“[\d一二三四五六七八九十]+条”(?:政策措施|政策|硬?措施|硬?举措|意见)?|[\d一二三四五六七八九十]+条”"
_SURE = (
    r"条例|(?:实施|行动|总体)(?:方案|计划)|改革方案|(?:总体|空间|专项|发展|建设|协同)规划(?:纲要)?|规划纲要|若干(?:政策)?(?:措施|意见|规定|举措)|"
    rf"(?:实施|指导)意见|实施细则|(?:管理|实施|暂行)办法|工作规则|议事规则|流程指引|工作指引|总规|控规|{_COUNTED}"
)
_OTHER = r"的(?:意见|决定|规定|通知)|(?:管理|程序|暂行)规定|工作要点|(?<=[\u4e00-\u9fff])\d+条|制度|预案|规则|办法|细则|方案|政策措施|指引|图谱|规划|发展(?:专项|扶持)?政策(?:措施)?"
_TAIL = re.compile(rf"(?:(?P<sure>{_SURE})|{_OTHER})$")
_LONGEST_TAIL = 16
_ISSUED = "政策措施|政策|硬?措施|硬?举措|意见"
# What may stand behind a title: a stop, a joining word, or what becomes of the document.
_IN_FORCE = (
    r"(?:已|正式|全面|顺利|成功|如期|基本|陆续|相继|率先|先后|全部)*(?:获(?:得|国务院|国家|批|省|市|原则)|出台|印发|发布|公布|颁布|启动实施|启动|施行|实施(?!办法|方案|细则|意见|规则|条例|情况)|落地|完成编制|完成|"
    r"审议通过|通过|编制完成|编制|修订|优化调整|报批|批复|立法|等(?:一批)?(?:地方性)?(?:法规|政策|制度)?(?:相继|正式)?(?:出台|施行))"
)
_ENACTED = re.compile("完成编制|获|出台|印发|发布|公布|颁布|通过|编制|修订|调整|批复|立法")
# With what that begins; asked with the last word itself, for speed.
_BEHIND_FIRST = "[、,。;:!?\\n()“和及与并等中已正全顺成如基陆相率先获出印发公颁启施实落完审通编修优报批立任要目精部规以做开推]|$"
_BEHIND = re.compile(
    rf"[、,。;:!?\n()“和及与并等中]|$|(?P<force>{_IN_FORCE})|任务|要求|目标|精神|部署|规定|以来|做好|开展|推进"
)

# The words that tails end with, quick to look for.
_LAST = re.compile(
    rf"(?:条例|条(?:支持)?(?:{_ISSUED})|条”(?:{_ISSUED})?|条(?=[,。;、等])|工作要点|的(?:决定|通知)|规划(?:纲要)?|政策(?:措施)?|方案|计划|措施|举措|意见|规定|细则|办法|规则|制度|预案|指引|图谱|总规|控规)(?={_BEHIND_FIRST})"
)
_STOP = re.compile(r"[。;!?\n,:《》()]")
_DRAW_UP = r"制定出台|制定印发|制定实施|制定发布|编制出台|编制实施|出台实施|编制完成|编制印发|印发实施|修订印发|修订出台|制定|制订|出台|印发|修订|编制|颁布|发布|推出|审议通过"
_OBEY = r"贯彻落实|贯彻实施|贯彻执行|落实落细|贯彻|落实|执行|启动|实施|对照|按照|依据|根据|遵循|完成"
_VERB = re.compile(rf"(?P<draw>{_DRAW_UP})|(?:{_OBEY})")
_JOINT = re.compile(r"、|和|及|与|以及")
_ISSUER = 10  # so long may the issuer's name be before 关于
_REACH = 60  # a verb further in front of the end belongs to something else
_FILLING = re.compile(
    r"(?:[和并]?(?:完善|落实|实施|发布|印发)|以人为本的|了|好|做好|推动(?=[^的]*条例)|一批|全国(?:首[部个])?|首[部个]|一系列|系列|有关|相关|配套|新的)+(?=[\u4e00-\u9fff“\d])"
)
# What is left of a title without its end must say what the document is about.
_EMPTY = re.compile(
    r"(?![省市县](?:国土|城市)|自治区国土)(?:各项?|相关|有关|规章|工作|管理|配套|一系列|系列|应急|专项|具体|多项|等|年度|完成|本部门|本单位|新一?轮|新的?|第.轮|[一二三四五两]年|行动|实施|总体|"
    r"发展|空间|国土|国家|省级?|市级?|县级?|区级?|地方|自治区|乡镇|村庄|城乡|统一|战略|内部|支持|政策|攻坚|专项|十?[一二三四五两]项?|\d+[个项份批]?|、|和|及|的|与)*$"
)
_NOT_ONE = re.compile(
    r"三级|各级|各地|各类|各项|多项|一批|系列|一揽子|[个项份]方面|\d+(?:\.\d+)?万?[个项份批](?!五)|等|涉及|具体|方案和|决定和|方案、|规划和|市县|乡镇|区县|县市区|(?:中央|国务院|[省市县区]委)$|人员.{0,4}$|^(?!关于).*(?<!实施)工作$|工作要求|(?<!促)进度|是否|如何|我们|以及|纳入|围绕|之外|要求"
)
_PREDICATE = re.compile(
    r"对(?!外|口|接)|在(?!线|编)|将|把|(?<!作|行)为(?!民|主)|按照|通过|[^合]并(?!购|网|联)|进行|使|让|已|要(?!素)|被|由(?!贸)"
)
_OPENING = re.compile(
    r"关于|稳|促进|推动|推进|支持|加强|加快|加力|全面|进一步|规范|提升|提高|深入|优化|建设|打造|构建|授权|落实|实施|开展|建立|健全|扩大|降低|防范|改善|稳定|保障|深化|强化|培育|发展|大力|切实|因地制宜"
)


_NAMED_ACTION = re.compile(r"”行动(?:计划|方案)$")
# Ends that need a title that begins like one: 出台进一步加强法治建设的意见, 促进工业经济平稳增长20条.
_OPENED_TAIL = re.compile(r"的(?:意见|决定|规定|通知)$|\d+条$")
_SHORTEST = {True: 2, False: 4}


class Unmarked(NamedTuple):
    """A document found; `enacted` says that the verb before it draws it up (None: look at the sentence)."""

    span: Span
    title: str
    enacted: bool | None


def find_lists(folded: str, start: int, end: int) -> Iterator[Unmarked]:
    """Yield the lists and catalogues that the text says were drawn up."""
    for pattern in (_LIST, _LIST_AFTER):
        for match in pattern.finditer(folded, start, end):
            text = _LIST_CUT.sub("", match.group(1))
            core = _WHOSE.sub("", text)
            if _GENERIC_LIST.search(core) or len(core.strip("“”")) < 5:
                continue
            if text.count("“") != text.count("”") or _SENTENCE.search(core):
                continue
            yield Unmarked(Span(match.end(1) - len(text), match.end(1)), text, True)


def find_titles(folded: str, start: int, end: int) -> Iterator[Unmarked]:
    """Yield the documents whose title ends like one and has a verb before it, or behind it, that suits a document."""
    last: Unmarked | None = None
    for word in _LAST.finditer(folded, start, end):
        behind = _BEHIND.match(folded, word.end(), min(end, word.end() + 12))
        tail = behind and _TAIL.search(folded, max(start, word.end() - _LONGEST_TAIL), word.end())
        if behind and tail:
            found = _title(folded, start, tail, behind.group("force"), last)
            if found is not None:
                last = found
                yield found


def _title(
    folded: str, start: int, tail: re.Match[str], force: str | None, last: Unmarked | None
) -> Unmarked | None:
    """The document whose title ends with `tail`; `force` is what the text says behind that becomes of it."""
    sure, stop = tail.group("sure") is not None, tail.end()
    left = _left_end(folded, max(start, stop - _REACH), tail.start())
    if last is not None and left <= last.span.end < tail.start():
        # In a row the verb before the first title holds for the next.
        joint = _JOINT.match(folded, last.span.end)
        if joint and (sure or last.enacted):
            return _made(folded, joint.end(), tail, last.enacted)
        left = last.span.end
    verbs = list(_VERB.finditer(folded, left, tail.start()))
    drawn = max((verb.start() for verb in verbs if verb.group("draw")), default=left)
    for verb in verbs:
        draws = True if verb.group("draw") else None
        about = folded.find("关于", verb.end(), tail.start())
        if 0 <= about - verb.end() <= _ISSUER:  # 落实国务院关于…的意见
            return _made(folded, about, tail, draws)
        # 落实部署出台意见: what stands before the verb that draws up is no part of the title.
        if verb.start() >= drawn and (sure or verb.group("draw")):
            found = _made(folded, verb.end(), tail, draws)
            if found is not None:
                return found
    if sure and force:
        return _made(folded, left, tail, True if _ENACTED.search(force) else None)
    return None


def _left_end(folded: str, earliest: int, at: int) -> int:
    stops = [stop.end() for stop in _STOP.finditer(folded, earliest, at)]
    return stops[-1] if stops else earliest


def _made(folded: str, begin: int, tail: re.Match[str], enacted: bool | None) -> Unmarked | None:
    """The title from `begin` to the end of `tail` without what only leads to it, if it names one document."""
    sure, stop = tail.group("sure") is not None, tail.end()
    filling = _FILLING.match(folded, begin, stop)
    begin = filling.end() if filling else begin
    title = folded[begin:stop]
    core = _WHOSE.sub("", folded[begin : tail.start()]).strip("“”的")
    if len(core) < _SHORTEST[sure] or len(title) > 40 or _EMPTY.match(core):
        return None
    if _OPENED_TAIL.match(tail.group()) and not _OPENING.match(core):
        return None
    if title.count("“") != title.count("”") or _NOT_ONE.search(core) or _PREDICATE.search(core):
        return None
    if _NAMED_ACTION.search(title) or "的" in core or ("、" in core and not _OPENING.match(core)):
        return None
    return Unmarked(Span(begin, stop), title, enacted)
