"""The sections of a report as a tree, from the numbers of its headings.

Chinese official documents number headings 一、 (一) 1. (1) (GB/T 9704-2012, 7.3.3); reports also run
items 一是 … 二是 inside a paragraph, which count as the lowest level here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Role, Section

_NUMERAL = "[一二三四五六七八九十百]+"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        1,
        re.compile(
            rf"(?:第{_NUMERAL}(?:部分|章)[、:\s]*|{_NUMERAL}、|、(?=坚持|加强|推进|全面|深化|强化|完善))"
        ),
    ),
    (2, re.compile(rf"[(]{_NUMERAL}[)][、.]?")),
    (3, re.compile(r"\d{1,2}(?:[.、](?!\d)|[)])")),
    (4, re.compile(r"[(]\d{1,2}[)][、.]?")),
)
_ITEMS = 5
_ITEM = re.compile(rf"(?:^|(?<=[。;:,!\s]))({_NUMERAL})(?:是(?!否)|要(?=[\u4e00-\u9fff]))")
_PLAIN_HEADING = re.compile(
    r"(?:\d{4}年)?(?:度|上半年)?.{0,14}(?:主要工作|工作回顾|工作思路|工作打算|工作安排|工作计划|工作举措|存在(?:的)?(?:主要)?(?:问题|不足|短板)|"
    r"工作(?:总体)?要求|主要任务|重点工作|工作重点|目标任务)(?:和成效|建议)?[:]?"
)
_PROBLEMS = re.compile(
    r"存在.{0,14}(?:问题|不足|短板|差距|困难|薄弱)|(?:问题|不足)(?:和|与|及)(?:原因|短板|不足)|^不足|短板弱项|主要问题$|差距和不足"
)
_PLANS = re.compile(
    r"下一?步|下一?年|下一?阶段|明年|今后|工作(?:思路|打算|计划|展望|规划)|打算$|\d{4}年.{0,20}(?:主要安排|工作安排|重点工作|重点任务|"
    r"总体要求|目标任务|工作重点|主要任务|工作建议|思路)|(?:工作|主要)安排$|今年(?:的)?(?:重点|主要)?工作|未来工作|努力方向|改进措施"
)
_REVIEW = re.compile(r"回顾|成效|完成情况|开展情况|履行.{0,20}职责.{0,12}情况")


@dataclass(slots=True)
class _Heading:
    start: int
    number: str
    title: str
    depth: int
    block_end: int | None = None  # items end with their paragraph


def sections(folded: str, start: int, end: int, year: int | None = None) -> tuple[Section, ...]:
    """Return the sections of `folded[start:end]` in order of their beginning.

    Offsets are code points of the text; each section ends where the next of its own or a higher level
    begins, at `end` at the latest. `year` is the year reported on: a main section that names a later one is
    about plans, and so are those behind it.
    """
    headings = _headings(folded, start, end)
    return tuple(_close(headings, end, year))


def _headings(text: str, start: int, end: int) -> list[_Heading]:
    found: list[_Heading] = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        begin = start + line.start() + len(line.group()) - len(line.group().lstrip())
        stripped = line.group().strip()
        line_end = start + line.end()
        heading = _line_heading(stripped, begin)
        if heading:
            found.append(heading)
        found.extend(_items(text, begin, line_end, heading))
    return found


def _line_heading(line: str, begin: int) -> _Heading | None:
    for depth, pattern in _LEVELS:
        number = pattern.match(line)
        if number:
            title = _title(line[number.end() :])
            return _Heading(begin, number.group(), title, depth) if title else None
    if len(line) <= 30 and _PLAIN_HEADING.fullmatch(line):
        return _Heading(begin, "", line.rstrip(":"), 1)
    return None


def _title(rest: str) -> str:
    """The heading's own words: up to the first full stop, or the whole line."""
    return re.split(r"[。!;]", rest.strip(), maxsplit=1)[0].strip()[:80]


def _items(text: str, begin: int, line_end: int, heading: _Heading | None) -> list[_Heading]:
    items: list[_Heading] = []
    offset = begin
    for item in _ITEM.finditer(text, offset, line_end):
        number = item.start(1)
        if heading is not None and number == heading.start:
            continue
        title = _title(re.split(r"[,]", text[item.end() : line_end], maxsplit=1)[0])
        if title:
            items.append(_Heading(number, text[number : item.end()], title, _ITEMS, line_end))
    # A lone 一是 is an item, and a 二是 that begins a paragraph; elsewhere 二是 or 五要 is part of a sentence.
    first = items[0] if items else None
    begins = first is not None and first.start == begin and first.number.endswith("是")
    return items if begins or (first is not None and first.number.startswith("一")) else []


def _close(headings: list[_Heading], end: int, year: int | None) -> list[Section]:
    result: list[Section] = []
    planning = False
    stack: list[int] = []
    for index, heading in enumerate(headings):
        while stack and headings[stack[-1]].depth >= heading.depth:
            stack.pop()
        parent = stack[-1] if stack else None
        following = (h.start for h in headings[index + 1 :] if h.depth <= heading.depth)
        stop = min(next(following, end), heading.block_end or end)
        inherited = result[parent].role if parent is not None else Role.BODY
        role = _main_role(heading, year, planning) if heading.depth == 1 else inherited
        planning = planning or (heading.depth == 1 and role is Role.PLANS)
        if heading.depth > 1 and inherited is Role.BODY and heading.depth < _ITEMS:
            role = _role(heading)
        result.append(
            Section(heading.number, heading.title, heading.depth, heading.start, stop, role, parent)
        )
        stack.append(index)
    return result


def _main_role(heading: _Heading, year: int | None, planning: bool) -> Role:
    """The role of a main section: plans when it names a year to come, or stands behind plans."""
    role = _role(heading)
    if role is not Role.BODY or _REVIEW.search(heading.title):
        return role
    named = [int(found) for found in re.findall(r"20\d{2}", heading.title)]
    ahead = year is not None and bool(named) and max(named) > year
    return Role.PLANS if ahead or planning else role


def _role(heading: _Heading) -> Role:
    title = heading.title
    if len(title) > 45:
        return Role.BODY
    if _PROBLEMS.search(title):
        return Role.PROBLEMS
    if _PLANS.search(title) and not _REVIEW.search(title):
        return Role.PLANS
    return Role.BODY
