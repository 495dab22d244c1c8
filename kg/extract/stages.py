"""How far a programme has come, and since when, from the words around its mention."""

from __future__ import annotations

import re

from kg.model import Report, Role, Span, Stage
from kg.text import clause_around, sentence_around

_PILOT_BEHIND = re.compile(r"[”’)]?(?:等?(?:改革|制度|工作|监督|活动)?)?试点")
_LONGEST_BEHIND = 6
_PILOT_BEFORE = re.compile(r"试(?:点|行)(?:开展|推行|实施|推进|运行|探索|建设)?[“‘]?$")
_LONGEST_BEFORE = 5
# In next steps these words mean that the thing exists already.
_GOES_ON = re.compile(
    r"持续|继续|深化|深入|坚持|进一步|强化|完善|巩固|健全|常态化|不断|更加|做优|做深|做强|做实|升级|拓展|推广|落实|严格(?:落实|执行)|用好|全面完成|推动.{0,20}(?:见效|走深|落地|转型)|扩围|扩面|优化|接续|加力|提能|规范提升|深度参与|更多(?=[“\u4e00-\u9fff]{2,12}$)|全力完成|高质量服务"
)
# So do these behind the name: 推动“四港”云平台提能扩面, 推进“四好农村路”2.0版建设.
_GOES_ON_BEHIND = re.compile(
    r"[”’)]?[^,。;“”、]{0,6}(?:扩面|扩围|提能|增效|提质|精准落地|落地见效|见效|走深走实|扩容|升级(?!改造|工程)|取得新|[23]\.0|转型)"
)
# A paragraph of its own on the next year, without a heading: 2025年,省政府将….
_NEXT_YEAR = re.compile(
    r"\s*(?:(20\d\d) ?年度?|明年|下一步|下一年度?|下一阶段|今后|新的一年)(?:[^。;\n]{0,24}(?:将|重点做好|要重点|着力做好|重点抓好))"
)
_SINCE = re.compile(
    r"(?:自|从|于)?(20\d{2}) ?年(?:\d{1,2} ?月(?:\d{1,2} ?日)?)?(?:起|以来|开始|启动|上线|正式|率先|后(?!半)|首创|创立)"
)


def stage_at(report: Report, folded: str, span: Span) -> Stage:
    """The stage that the mention at `span` speaks of."""
    left, right = clause_around(folded, span.start, span.end)
    if folded.endswith("试点", span.start, span.end) or (
        folded.find("试点", span.end, min(right, span.end + _LONGEST_BEHIND)) >= 0
        and _PILOT_BEHIND.match(folded, span.end, right)
    ):
        return Stage.PILOT
    plans = report.role_at(span.start) is Role.PLANS or _in_next_year(report, folded, span.start)
    if plans and not (
        _GOES_ON.search(folded, left, span.end) or _GOES_ON_BEHIND.match(folded, span.end, right)
    ):
        return Stage.PLANNED  # also what is to be piloted only
    near = max(left, span.start - _LONGEST_BEFORE)
    tried = folded.find("试", near, span.start) >= 0 and _PILOT_BEFORE.search(folded, near, span.start)
    return Stage.PILOT if tried else Stage.IMPLEMENTED


def _in_next_year(report: Report, folded: str, at: int) -> bool:
    """Whether the paragraph of `at` begins by saying that it is about what comes next."""
    opening = _NEXT_YEAR.match(folded, folded.rfind("\n", 0, at) + 1, at)
    if opening is None:
        return False
    return opening.group(1) is None or int(opening.group(1)) > (report.metadata.year or 9999)


def overall_stage(stages: list[Stage]) -> Stage:
    """The stage of a programme mentioned several times: a pilot if called one, else the furthest."""
    if Stage.PILOT in stages:
        return Stage.PILOT
    return Stage.IMPLEMENTED if Stage.IMPLEMENTED in stages else Stage.PLANNED


def stated_start(folded: str, span: Span, latest: int | None) -> int | None:
    """The year since when the text says the programme runs, or None; never later than `latest`."""
    if folded.find("20", max(0, span.start - 24), span.end + 16) < 0:
        return None
    left, right = sentence_around(folded, span.start, span.end)
    found = _SINCE.search(folded[max(left, span.start - 24) : min(right, span.end + 16)])
    if found is None or (latest is not None and int(found.group(1)) > latest):
        return None
    return int(found.group(1))
