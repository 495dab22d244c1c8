"""Statistics: every number that measures the government's work, with its unit and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from kg.extract.regulations import titles
from kg.model import Span
from kg.scan import From
from kg.spans import SpanSet
from kg.text import clause_around, quoted_spans, sentence_around, skeleton

_MEASURES = (
    "个百分点 班次 个工作日 个小时 个课时 个学时 平方公里 平方千米 平方米 立方米 千瓦时 万千瓦 千瓦 千米 公里 "
    "公顷 公斤 市县区 县市区 人次 件次 场次 批次 户次 家次 辆次 课时 学时 小时 分钟 毫克 毫升 英亩 标段 "
    "车次 架次 艘次 台次 例次 人天 亩次 元 成 件 人 次 场 个 家 项 条 起 份 名 位 户 所 支 期 批 宗 "
    "本 篇 亩 吨 天 类 种 套 台 辆 座 处 块 幅 张 封 面 栋 间 站 门 村 社区 县区 区县 轮 部 卷 "
    "册 例 单 笔 只 头 米 倍 分 省 市 县 区 镇 街道 架 艘 根 棵 株 口 盏 桌 道 段 层 节 堂 眼 "
    "微克/立方米 毫克/立方米 毫克/升 美元 欧元 港元 标准箱 标箱 列 度 枚 颗 款 对 组 届 队 团 盘 版 则 页 字 号 股 床 克 斤 顷 路 员 顶 条次 秒 趟 环 周 年"
).split()
_UNIT = "|".join(sorted(_MEASURES, key=len, reverse=True))
_SCALE = {
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "亿": 100_000_000,
    "万亿": 10**12,
    "百万": 10**6,
    "千万": 10**7,
    "百亿": 10**10,
    "千亿": 10**11,
}
_SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
# Both begin with a set of characters, which the engine looks for quickly; what may not stand before comes behind it.
_NUMBER = re.compile(
    rf"(?P<number>\d(?<![\dA-Za-z+.·×*/〔\[(-].)(?:\d{{0,2}}(?:[, ]\d{{3}})+(?!\d)(?:\.\d+)?|\d*(?:\.\d+)?))(?P<more>[余多几]?)(?P<scale>{_SCALES})?(?P<more2>[余多]?)"
    rf"(?:(?P<unit>%|‰|{_UNIT})(?P<either>\((?:{_UNIT})\))?)?"
)
_NUMERAL = "一二三四五六七八九十百千零两"
_CHINESE = re.compile(
    rf"(?P<number>[{_NUMERAL}](?<![第“{_NUMERAL}几数0-9].)[{_NUMERAL}]{{0,7}})(?P<more>[余多]?)"
    r"(?P<unit>场次|人次|批次|件次|个工作日|公里|名|家|种|所|支|台|辆|户|场|起|宗|件|期|批|座|天|个|成|项|条|次|人|份|篇|处|本|亩|幅|位)(?![级类型])"
)
# Measure words that a numeral below ten takes as often without counting anything (三项制度, 一条龙).
_NUMERAL_FORM = re.compile(
    "(?:[一二三四五六七八九两]千)?(?:零?[一二三四五六七八九两]百)?(?:零?[一二三四五六七八九]?十)?零?[一二三四五六七八九两]?"
)
_FROM_TEN = frozenset("项 条 次 人 份 篇 处 本 亩 幅 位 公里 件次".split())
_CHINESE_VALUE = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "两": 2}
_NOT_COUNTED = re.compile(
    r"方面|环节|维护|确立|意识|自信|全面|务必|坚持|阶段|层面|维度|关键|重点|月|年|文明|原则|体系|到位|融入|更|大局|统一|结合|抓手|层次|转变|标准|"
    r"清单|大|不|率|毫不|导向|要素|必须|循环|主体|主要|以上|一|革命|意见|专项|领域|制度|机制|方向|作用|中心|协调|小组|责任|同步|服从|一律|平台"
)
_DATES = From(
    r"[ \d第〔\[(三]",
    r"(?:19|20)\d{2}(?: ?[-—–~至到/] ?(?:(?:19|20)\d{2}|\d{2}) ?(?:年度?)?| ?年(?:度|底|末|初)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)|"
    r"\d{1,2}(?: ?月份?(?:底|初|末|中旬|上旬|下旬)?(?: ?\d{1,2} ?[日号])?(?:[-—–~至到] ?(?:\d{1,2} ?月)?\d{1,2} ?[日号])?| ?[日号](?=[,。、;起前上在至到召-])|[·.]\d{1,2}(?=[”“])|[::]\d{2})|"
    r"[〔\[(](?:19|20)\d{2}[〕\])]\d* ?号?|第? ?\d+ ?号(?!线)|第\d+(?:次|届|批|期|轮|个|条|款|章|季度|号|部|场|代|版|年)|"
    r"7 ?[×xX*] ?24 ?小?时?|24 ?小时|365 ?天|(?:123|96\d)\d{2}(?![件人条个项次])|(?:110|119|120)(?=报警|电话|火警|急救|指挥|接警|警情|平台|热线)|\d+(?:[A-Za-z]|[/∶:]\d+)|[3三]项制度|第[一二三四五六七八九十]+",
)
_HEADING = r"\s*(?:\d{1,2}[.、)](?!\d)|[(]\d{1,2}[)])"
_FIRST_HEADING, _NEXT_HEADING = re.compile(_HEADING), re.compile(rf"\n{_HEADING}")
_MEASURING_QUOTE = re.compile(r"[率数]\S{0,4}\d+(?:\.\d+)?%")
_RANK = From(
    "[第首]",
    r"(?:第 ?(?P<arabic>\d{1,3})|第(?P<chinese>[一二三四五六七八九十]{1,3}+))(?P<unit>[位名])?(?![批次届期轮个条款章季部场代版年责时])|(?P<first>首位)",
)
_RANK_BEFORE = re.compile(
    r"(?:排名|排位|位列|位居|居|列|排在?|名列|获|[全][国省市县区]|[中西东]部|排行|位次|提升[至到]|上升[至到]|保持|并列|跃[居升]|前移至).{0,12}$"
)
_TARGET = re.compile(
    r"确保|力争|争取达|目标[为是]|不低于|不少于|不得(?:少|低)于|不超过|计划(?:在|到|于|新|完成|培)|拟(?:新|建|于)|规定|要求(?:每|各)|原则上|每[年月季周日]至?少?不?"
)
_FIELD = re.compile(r"之一|榜上有名|(?:中|里)?(?:排名|位列|位居|名列|排第)")
# Measure words that are more often something else: counted only behind these words.
_AMBIGUOUS = {
    "年": re.compile(r"连续 ?$"),
    "分": re.compile(r"[得评均]分.{0,12}$|分[值数].{0,12}$"),
    "届": re.compile(r"连续$"),
    "列": re.compile(r"(?:班列|列车|专列|开行)[^\d]{0,8}$"),
    "度": re.compile(r"电[^\d]{0,8}$"),
    "周": re.compile(r"[为至从到]$"),
    "路": re.compile(r"(?:探头|视频|摄像头|监控|信号|图像)\S{0,4}$"),
    "成": re.compile(r"[近约达过到有率]$"),
    **{unit: re.compile(r"[建修]成\S{0,8}$") for unit in ("道", "环", "版", "号", "员")},
}
_NO_STOP = re.compile("[^。;!?\n,:、]*")
_BEHIND = re.compile(r"[^。;!?\n,:、\d²³①-⑨⑴-⑼⒈-⒐]{0,24}")
_LEAD = re.compile(
    r"(?:其中|目前|截至目前|全年|今年以来|今年|去年|累计|已经|已|共计|共|总计|合计|先后|分别|同时|并|及时|全市|全县|全区|全镇|全省|全州|全旗|全局|我[市县区镇局省厅]|本[市县区镇局]|"
    r"较好地?|积极|依法|组织|深入|扎实|认真|持续|不断|年内|年度|上半年|下半年|期间|市级|以来|有|为|和|与|及|对|将|把|在|由|从|即|通过|是|约|近|超过?|达到?|的|了|等)+"
)
_CHANGE = "提升|增加|减少|提高|缩短|压缩|压减|下降|降低|上升|增长"
_TAIL_WORDS = (
    "共计 共有 共 达到了 达到 达 约 近 超过 超 突破 为 是 有 的 至 到 各 总计 合计 累计 已 了 约为 余 分别 平均 增至 从 由 原来 不足"
).split()
_TAIL = re.compile(rf"(?:{'|'.join(_TAIL_WORDS)}|(?:{_CHANGE})[至到]|(?<!人)均)+$")
_TAIL_ENDS = frozenset([*(word[-1] for word in _TAIL_WORDS), "均"])
_PRINTED = re.compile(rf".*\d(?:[余多几]?(?:{_SCALES})?[余多]?(?:%|‰|年(?:度|底)?|月|日|{_UNIT})?)[;,]?")
_ITEM = re.compile(r"\s*(?:\d{1,2}[.、)](?!\d)|[(]\d{1,2}[)])\s*")
# What says how a number changed, and needs the thing that did.
_BARE_CHANGE = re.compile(
    rf"(?:同比|环比|同期)?(?:[较比与](?:上年|去年|上一年|前年)(?:同期)?(?:相比)?|降)?(?:分别)?(?:{_CHANGE})?"
)


class StatisticMention(NamedTuple):
    """A number with its unit; `quote` spans number and what it counts, `number` the printed number and unit."""

    indicator: str
    value: float
    unit: str
    quote: Span
    number: Span
    score: float


def find_statistics(folded: str, start: int, end: int, skip: list[Span]) -> list[StatisticMention]:
    """Return the statistics in `folded[start:end]`; numbers inside `skip` (plans, names) do not count."""
    masked = _mask(folded, start, end, skip)
    found = [*_arabic(folded, masked), *_ranks(folded, start, end, skip), *_chinese(folded, masked)]
    return _unique(folded, sorted(found, key=lambda s: s.number))


def _mask(folded: str, start: int, end: int, skip: list[Span]) -> str:
    """The text with everything that holds no statistics blanked out, same length."""
    blank = SpanSet(len(folded), [Span(0, start), Span(end, len(folded)), *skip])
    for title in titles(folded):
        blank.add(title.span)
    for begin, stop in quoted_spans(folded):
        if stop - begin <= 24 and not _MEASURING_QUOTE.search(folded, begin, stop):
            blank.add(Span(begin, stop))
    first = _FIRST_HEADING.match(folded)
    for heading in [first] if first else []:
        blank.add(Span(*heading.span()))
    for heading in _NEXT_HEADING.finditer(folded, first.end() if first else 0):
        blank.add(Span(*heading.span()))
    for date in _DATES.finditer(folded):
        if not blank.touches(Span(*date.span())):
            blank.add(Span(*date.span()))
    pieces, reached = [], 0
    for hidden in blank.stretches():
        pieces += [folded[reached : hidden.start], "\x00" * (hidden.end - hidden.start)]
        reached = hidden.end
    return "".join([*pieces, folded[reached:]])


def _arabic(folded: str, masked: str) -> Iterator[StatisticMention]:
    for match in _NUMBER.finditer(masked):
        unit = match["unit"] or _borrowed_unit(masked, match.end())
        if match["either"]:  # 12600头(只)
            unit = f"{unit}\uff08{match['either'][1:-1]}\uff09"
        begin, stop = match.start(), match.end()
        if unit is None:
            if match["scale"] and _MONEY.search(folded, max(0, begin - 8), begin):
                unit = "元"
            else:
                continue
        if not _counts(folded, begin, stop, unit):
            continue
        printed, scale = match["number"], _SCALE.get(match["scale"] or "", 1)
        value = (
            int(printed) * scale
            if printed.isdecimal()
            else Decimal(printed.replace(",", "").replace(" ", "")) * scale
        )
        yield _statistic(folded, Span(begin, stop), float(value), unit, 0.92)


_MONEY = re.compile("[金款额资元]")
_UNIT_LATER = re.compile(
    rf"(?:[、,和及]\d+(?:\.\d+)?(?:{_SCALES})?)+(%|{_UNIT})|[—–~～]\d+(?:\.\d+)?(%|{_UNIT})"
)


def _borrowed_unit(masked: str, end: int) -> str | None:
    """The unit that stands only behind the last number of a row or range: 606、618、590、414项, 2—3分钟."""
    row = _UNIT_LATER.match(masked, end)
    return row.group(1) or row.group(2) if row else None


_WORD_GOES_ON = re.compile(r"[A-Za-z+]")
_BOUND = re.compile(r"以[上下]的?[\u4e00-\u9fff]")
_PLACES_RANKED = re.compile(
    r"(?:设区市|地级市|州市|[省市县区旗州]{1,4}|街道|乡镇|镇街)(?:中|里)?(?:第|排名|位列|位居|居)"
)
_COMPARED = re.compile(r"(?:在|全国|全省|全市|全区)[^,。;]{0,3}$")


def _counts(folded: str, begin: int, stop: int, unit: str) -> bool:
    left, right = sentence_around(folded, begin, stop)
    after = folded[stop:right]
    part = folded[max(left, folded.rfind(",", left, begin) + 1, folded.rfind(":", left, begin) + 1) : begin]
    if unit == "号" or _WORD_GOES_ON.match(after):
        return False
    if unit in _AMBIGUOUS and not _AMBIGUOUS[unit].search(part):
        return False
    if unit in {"元", "%"} and _BOUND.match(after):
        return False
    if _TARGET.search(part) and not re.search(r"已|实现了?$", part[-6:]):
        return False
    if unit == "个" and after.startswith("月"):
        return False
    if _PLACES_RANKED.match(after):
        return False
    if unit not in {"个", "家", "项", "条"}:
        return True
    return not (_COMPARED.search(part[-6:]) and _FIELD.search(after[:40]))


def _ranks(folded: str, start: int, end: int, skip: list[Span]) -> Iterator[StatisticMention]:
    for match in _RANK.finditer(folded, start, end):
        span = Span(match.start(), match.end())
        if any(span.overlaps(other) for other in skip) or not _RANK_BEFORE.search(
            folded[max(start, span.start - 16) : span.start]
        ):
            continue
        if match["chinese"] and re.match(
            r"责任|时间|方|手|线|步|书记|产业|要务|动力|资源|大|梯队|方阵|起|例|张|家|所|个|案|人",
            folded[span.end : span.end + 2],
        ):
            continue
        clause_right = sentence_around(folded, span.start, span.end)[1]
        later = re.match(
            r"[^。;]{0,10}第 ?[\d一二三四五六七八九十]+([位名])", folded[span.end : clause_right]
        )
        by_place = re.search(r"排名|名列|名次", folded[max(start, span.start - 8) : span.start])
        unit = match["unit"] or (
            "位" if match["first"] else later.group(1) if later else "名" if by_place else "位"
        )
        value = (
            1
            if match["first"]
            else int(match["arabic"])
            if match["arabic"]
            else _chinese_value(match["chinese"])
        )
        yield _statistic(folded, span, float(value), unit, 0.85)


def _chinese(folded: str, masked: str) -> Iterator[StatisticMention]:
    for match in _CHINESE.finditer(masked):
        number, unit = match["number"], match["unit"]
        value = _chinese_value(number)
        if value < 2 or (value < 10 and unit in _FROM_TEN) or not _NUMERAL_FORM.fullmatch(number):
            continue
        after = folded[match.end() : match.end() + 4]
        if (
            not re.match(r"[\u4e00-\u9fff]", after)
            and unit not in {"天", "人次", "场次", "成"}
            and value < 10
        ):
            continue
        if _NOT_COUNTED.match(after) or (unit == "个" and re.search(r"[“”]", after)):
            continue
        if re.search(
            r"[级第这那每各上下前后首分]$|(?<!合)同$|[多数]个?$",
            folded[max(0, match.start() - 2) : match.start()],
        ):
            continue
        yield _statistic(
            folded,
            Span(match.start(), match.end()),
            float(value),
            unit,
            0.6,
        )


def _chinese_value(text: str) -> int:
    total, current = 0, 0
    for char in text:
        if char in "十百千":
            total += (current or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            current = 0
        else:
            current = _CHINESE_VALUE[char]
    return total + current


def _statistic(folded: str, number: Span, value: float, unit: str, score: float) -> StatisticMention:
    left = _part_start(folded, number.start, number.start - 40)
    behind = _BEHIND.match(folded, number.end)
    right = behind.end() if behind else number.end
    before = folded[left : number.start]
    # 、 joins the parts of one name (政务动态、通知公告、信息10065条): take them in when the last part is short.
    wider = left
    while wider > 0 and folded[wider - 1] == "、" and len(before) < 5 and number.start - wider < 40:
        wider = _part_start(folded, wider - 1, min(wider - 1, number.start - 40))
        before = folded[wider : number.start]
    if wider not in (0, left) and _DIGIT.search(before):
        before, wider = folded[left : number.start], left
    item = _ITEM.match(folded, left, number.start)
    if item and wider == left:
        wider, before = item.end(), folded[item.end() : number.start]
    indicator = _indicator(before, folded[number.end : right])
    if _BARE_CHANGE.fullmatch(indicator):
        subject, begin = _subject(folded, number.start)
        indicator, wider = subject + indicator, begin if subject else wider
    return StatisticMention(indicator, value, unit, Span(wider, right), number, score)


def _part_start(folded: str, at: int, earliest: int) -> int:
    """Where the part of a clause that ends at `at` begins, behind any stop or 、; not before `earliest`."""
    backwards = folded[max(0, earliest) : at][::-1]
    found = _NO_STOP.match(backwards)
    return at - (found.end() if found else 0)


def _subject(folded: str, end: int) -> tuple[str, int]:
    """What a number without a noun of its own is about, and where that begins: the words before the first number
    of its clause (606、618、590项; 从9.8%降到4.1%), else those of the clause before (满意率98%,同比上升2%)."""
    left = clause_around(folded, end, end)[0]
    for begin in (
        left,
        clause_around(folded, left - 1, left - 1)[0] if folded[left - 1 : left] == "," else left,
    ):
        words = _DIGIT.split(folded[begin:end], maxsplit=1)[0]
        subject = _noun(words)
        if len(subject) >= 2 and not _BARE_CHANGE.fullmatch(subject):
            return subject, begin
    return "", end


_DIGIT = re.compile(r"\d")
_TWO_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_ABOUT = re.compile(r"以上|以下|左右|以内|多|余")
_VERB_BEHIND = re.compile(
    r"(?<=[\u4e00-\u9fff]{2})(?:进行|开展|实现|达到|完成|纳入|采取|获|入|被|已|均|全部|提供|组织)"
)


def _indicator(before: str, after: str) -> str:
    """A short noun phrase for what is counted, from the words around the number."""
    if _DIGIT.search(before):
        before = _PRINTED.sub("", before)
    before = _noun(before)
    about = _ABOUT.match(after)
    after = (after[about.end() :] if about else after).strip(" ()")
    verb = _VERB_BEHIND.search(after)
    after = after[: verb.start()] if verb else after
    if len(before) >= 4 and not _TWO_WORDS.match(after):
        return before
    return (before + after).strip("、的") or before or after


def _noun(words: str) -> str:
    """What is counted, without the words that lead over to it or from it to the number."""
    words = words.strip(' ()“”"—–-')
    lead = _LEAD.match(words)
    words = words[lead.end() :] if lead else words
    tail = _TAIL.search(words) if words[-1:] in _TAIL_ENDS else None
    return words[: tail.start()] if tail else words


def _unique(folded: str, statistics: list[StatisticMention]) -> list[StatisticMention]:
    """Drop exact repeats: the same number of the same thing said again."""
    seen: set[tuple[float, str, str]] = set()
    taken = SpanSet(len(folded))
    kept: list[StatisticMention] = []
    for statistic in statistics:
        around = skeleton(folded[max(0, statistic.number.start - 12) : statistic.number.start])[-6:] or str(
            statistic.number.start
        )
        key = (statistic.value, statistic.unit, around)
        if key in seen or taken.touches(statistic.number):
            continue
        seen.add(key)
        taken.add(statistic.number)
        kept.append(statistic)
    return kept
