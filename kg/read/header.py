"""What is printed around a report: labelled fields, title, dates, letterhead and signature.

Everything here is as printed; names of regions and bodies are resolved later, with the vocabulary.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

# Canonical name of a field and the labels that government sites print for it.
LABELS: dict[str, tuple[str, ...]] = {
    "index_number": ("索引号", "信息索引号", "索取号"),
    "doc_number": ("备注/文号", "发文字号", "发布文号", "文件编号", "文号", "公文文号"),
    "issuer": (
        "发布机构",
        "发文机关",
        "发布单位",
        "公开责任部门",
        "制发机关",
        "发文单位",
        "发布机关",
        "公开部门",
        "信息来源",
    ),
    "published": ("发布时间", "发布日期", "发文日期", "公开日期", "信息发布日期", "日期", "时间"),
    "dated": ("成文日期", "公文生成日期", "生成日期", "成文时间", "印发日期"),
    "source": ("来源", "稿源", "文章来源", "信息来源"),
    "author": ("作者",),
    "title": ("标题", "名称", "信息名称"),
    "signatory": ("签发人", "签发"),
    "subject": ("所属主题", "主题分类", "体裁分类", "主题词"),
    "validity": ("有效性", "有效期", "时效性"),
}
_CANONICAL = {label: field for field, labels in LABELS.items() for label in labels}
_SPACED = "|".join(r" *".join(map(re.escape, label)) for label in sorted(_CANONICAL, key=len, reverse=True))
_FIELD = re.compile(rf"(?<![\u4e00-\u9fff])({_SPACED}) *[】\]]?[:] *")
_ANY_LABEL = re.compile(
    r"[\u4e00-\u9fff/]{1,6}(?: [\u4e00-\u9fff])* *[:]|字体|\[|【|访问量|浏览次数|累计次数"
)

_DIGITS = str.maketrans("〇零○Ο一二三四五六七八九", "0000123456789")
_DATE = re.compile(
    r"(?:(\d{4})|([〇零○Ο一二三四五六七八九]{4}))\s*[年./-]\s*([\d一二三四五六七八九十]{1,3})\s*[月./-]\s*([\d一二三四五六七八九十]{1,3})(?:\s*[日号])?"
)
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[【(]\d{4}[〕\]】)]\s*第?\s*\d{1,5}\s*号")

_TITLE_WORDS = re.compile(r"报\s*告|总\s*结|情\s*况|要点完成|白皮书")
_TITLE_TOPIC = re.compile(r"法\s*治|依\s*法\s*行\s*政|政府工作|普法|司法行政")
_NOT_TITLE = re.compile(
    r"[。;!]|^您的?位置|^当前位置|>|》.*《|^来源|^索|现将|如下|^[一二三四五六七八九十]+、|^[(][一二三四五六七八九十]"
)
_SALUTATION = re.compile(r"^\s*([\u4e00-\u9fff、,() ]{2,60}?)[:]\s*$")
_CLOSING = re.compile(r"^\s*(?:特此报告|专此报告|以上报告)|^\s*[(]?此件(?:公开|主动公开)")
_BOILERPLATE = re.compile(
    r"附件下载|扫一扫|相关(?:解读|链接|附件|文章)|打印(?:正文|本页)|分享到|关闭窗口|网站地图|网站标识码|主办单位|"
    r"ICP备|公网安备|版权所有|上一篇|下一篇|主动公开\)?$|责任编辑|\[?返回顶部"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a report stand: offsets are code points of the text."""

    fields: tuple[tuple[str, str], ...]
    title: str | None
    title_end: int
    body_start: int
    body_end: int


def to_date(text: str) -> str | None:
    """The first date in `text` as ISO 8601, or None. Chinese numerals are read too."""
    for found in _DATE.finditer(text):
        year = int(found.group(1) or found.group(2).translate(_DIGITS))
        try:
            day = date(year, _small_number(found.group(3)), _small_number(found.group(4)))
        except ValueError:  # no such day, or no number: 十十
            continue
        if 1978 <= year <= 2100:
            return day.isoformat()
    return None


def _small_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (
            int(ones.translate(_DIGITS)) if ones else 0
        )
    return int(text.translate(_DIGITS))


def layout(folded: str) -> Layout:
    """Find the parts of a report's folded text."""
    head_end = _head_end(folded)
    title, title_end = _title(folded, head_end)
    fields = tuple(_fields(folded[: max(head_end, title_end) + 400]))
    return Layout(fields, title, title_end, title_end, _body_end(folded, title_end))


def _head_end(text: str) -> int:
    """Where the running text begins: the first long line that ends a sentence, or the first heading."""
    for line in re.finditer(r"[^\n]+", text):
        stripped = line.group().strip()
        if re.match(r"一、", stripped) or (
            len(stripped) > 60 and re.search(r"[。,]", stripped) and not _FIELD.search(stripped[:20])
        ):
            return line.start()
    return min(len(text), 1500)


def _fields(head: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    seen: set[str] = set()
    for found in _FIELD.finditer(head):
        name = _CANONICAL[re.sub(r" ", "", found.group(1))]
        line_end = head.find("\n", found.end())
        rest = head[found.end() : line_end if line_end >= 0 else len(head)]
        following = _ANY_LABEL.search(rest)
        value = (
            rest[: following.start()]
            if following and not rest[: following.start()].strip().isdigit()
            else rest
        ).strip(" [【】]:")
        if name in {"published", "dated"}:
            value = to_date(rest) or ""
        elif name == "index_number":
            value = value.split()[0] if value.split() else ""
        if value and name not in seen:
            seen.add(name)
            fields.append((name, value))
    return fields


def _title(text: str, head_end: int) -> tuple[str | None, int]:
    """The title and the offset where it ends: the last one printed before the running text."""
    lines = [(m.start(), m.end(), m.group().strip()) for m in re.finditer(r"[^\n]+", text[: head_end + 1])]
    lines = [line for line in lines if line[2]]
    best: tuple[str, int] | None = None
    for index, (_, end, line) in enumerate(lines):
        if best is not None and end <= best[1]:
            continue  # the rest of a broken title
        joined, joined_end = line, end
        # A title broken over two or three lines: …工作情况的 / 报 告
        for _, next_end, next_line in lines[index + 1 : index + 3]:
            if (
                re.search(r"(?:报 *告|总 *结)$", joined)
                or len(next_line) > 30
                or not _continues(joined, next_line)
            ):
                break
            joined, joined_end = joined + next_line, next_end
        if _is_title(joined) and not re.fullmatch(r"报 *告|政府工作报告", line):
            best = (joined, joined_end)
    if best is None:
        best = _fallback(lines)
    if best is None:
        return None, 0
    return _clean_title(best[0]), best[1]


def _continues(line: str, following: str) -> bool:
    return bool(re.search(r"(?:的|关于.*|年度?|建设|工作|情况)$", line)) and bool(
        re.match(r"^(?:报\s*告|情况|工作|法治|年度|\d{4}|的|总结)", following)
    )


def _is_title(line: str) -> bool:
    return (
        6 <= len(line) <= 80
        and bool(_TITLE_TOPIC.search(line))
        and bool(_TITLE_WORDS.search(line))
        and not _NOT_TITLE.search(line)
        and not re.search(r"大会第.+次会议", line)
        and not re.match(r"^(?:现在|各位)", line)
        and _FIELD.match(line) is None
    )


def _fallback(lines: list[tuple[int, int, str]]) -> tuple[str, int] | None:
    for _, end, line in lines:
        if 6 <= len(line) <= 60 and re.search(r"报告|总结|情况$", line) and not _NOT_TITLE.search(line):
            return line, end
    return None


def _clean_title(title: str) -> str:
    title = re.sub(r"^(?:标题|名称)[:]\s*", "", title)
    # A letterhead before the title: 中共X市委 X市人民政府 关于…
    about = re.search(r"(?<=\s)关于", title)
    if about and re.search(r"[委府局会院]\s*$", title[: about.start()]):
        title = title[about.start() :]
    return re.sub(r"\s+", "", title)


def _body_end(text: str, start: int) -> int:
    """Where the report ends: before the page's furniture after the signature."""
    limit = len(text)
    for line in re.finditer(r"[^\n]+", text[start:]):
        offset = start + line.start()
        if (
            offset > start + (len(text) - start) * 0.6
            and _BOILERPLATE.search(line.group())
            and len(line.group()) < 200
        ):
            limit = offset
            break
    return limit


def doc_number(folded: str, layout_: Layout) -> str | None:
    """The document number (发文字号) printed in a field or in the head of the text."""
    labelled = dict(layout_.fields).get("doc_number")
    found = DOC_NUMBER.search(labelled or "") or DOC_NUMBER.search(folded[: layout_.title_end + 200])
    return re.sub(r"\s", "", found.group()) if found else None


_DELIVERED = re.compile(
    r"(\d{4}年\d{1,2}月\d{1,2}日)[^\n。]{0,30}?在?([\u4e00-\u9fff]{2,14}第[^\n。]{1,4}届 ?人民代表大会第[^\n。]{1,3}次会议)"
)
_OFFICE = r"代?理?(?:省长|市长|主席|县长|区长|州长|盟长|旗长|乡长|镇长)"
_SPEAKER = (
    re.compile(
        rf"{_OFFICE} *((?!在)[\u4e00-\u9fff]{{1,8}}?(?:·[\u4e00-\u9fff]{{1,8}}?)*) *(?=同志|作|在|的|\n|$)"
    ),
    re.compile(rf"日 *([\u4e00-\u9fff]{{2,4}}?){_OFFICE}在"),
)


def delivery(folded: str, layout_: Layout) -> tuple[str | None, str | None, str | None]:
    """For a report read to a congress: its date (ISO 8601), the congress's session, the speaker."""
    head = folded[: layout_.title_end + 300]
    session = _DELIVERED.search(head)
    if session is None:
        return None, None, None
    speaker = next((found.group(1) for pattern in _SPEAKER if (found := pattern.search(head))), None)
    return to_date(session.group(1)), session.group(2).rsplit("在", 1)[-1].replace(" ", ""), speaker


def salutation(text: str, layout_: Layout) -> str | None:
    """The line that addresses the report, without its colon: 中共株洲市委、株洲市人民政府."""
    for line in re.finditer(r"[^\n]+", text[layout_.title_end : layout_.title_end + 600]):
        stripped = line.group().strip()
        found = _SALUTATION.match(stripped)
        if found and not re.search(r"如下|报告|汇报|各位|同志", stripped):
            return found.group(1).strip()
        if len(stripped) > 60:
            return None
    return None


def signature(text: str, layout_: Layout) -> tuple[list[str], str | None]:
    """The lines of the signature under the text, and its date (ISO 8601)."""
    window = text[max(layout_.body_start, layout_.body_end - 500) : layout_.body_end]
    lines = [line.strip() for line in window.split("\n") if line.strip()]
    dated: str | None = None
    names: list[str] = []
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if _DATE.match(line) and len(line) <= 16:
            dated = to_date(line)
            for above in reversed(lines[:position]):
                if _CLOSING.match(above) or len(above) > 40 or re.search(r"[。;:,]", above):
                    break
                names.insert(0, above)
            break
    if dated is None:
        return [], None
    return [re.sub(r"\s+", "", name) for name in names], dated
