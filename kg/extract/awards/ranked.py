"""Ranks that a place reached among its like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.awards.levels import RANKS, level_of
from kg.extract.awards.mention import AwardMention, Sort
from kg.extract.awards.titles import SETTING
from kg.model import Span
from kg.scan import Around, From
from kg.text import sentence_around, skeleton

_PLACE = r"(?:第 ?\d{1,3} ?[位名]?|第[一二三四五六七八九十]{1,3}[位名]?|首位|榜首)"
_RANKED = re.compile(
    r"(?:排名|排位|位列|位居|居|列|名列|排在|排|稳居|跃居|并列|保持|提升到|提升至|上升至|上升到|升至)[^,。;]{0,12}?"
    rf"{_PLACE}(?:(?:上升|跃升|提升|提高|跃居|前进|前移|升|进)[至到为]?{_PLACE})?(?:[、,]?全[国省市]{_PLACE})*"
)
# 首次进入全省前50强, 连续四年名列全区22个司法所前三.
_TOP = Around(
    re.compile(
        r"(?:保持|稳居|进入|跻身|挺进|迈进|跨入|名列|位列|位居|排名|居)(?:全国|全省|全区|全市|全县)[\u4e00-\u9fff\d]{0,10}?前(?:\d{1,3}|[一二三四五六七八九十]{1,2})[强名位]?(?![列茅年期后])"
    ),
    "前",
    before=16,
    behind=6,
)
# 通过率全省第一: no verb, the rank ends its clause.
_PLAIN = From(
    "[全]",
    rf"(?<![\d“一个多])(?:全国|全省|全市|全区|全县)(?:县级|同类|各[省市县]|[省市县]级)?{_PLACE}(?=[,。;、\n]|$)",
)
_NO_RANK = re.compile(r"(?:[批次届期轮]|(?<=第一)(?:责任|时间|书记|方阵|梯队|线))")
_SCOPE = re.compile(r"全[国省市县区州]|中西?部|东部|西部|中西部|国内|省内|全球|世界")
_NUMBER = r"(?<![第\d.])\d[\d.,]*(?:余|多)?(?![\d.年月届批+×]|(?!PF?(?![A-Za-z]))[A-Za-z])"
_UNIT = r"(?:个季度|个百分点|个榨季|PF?|[万亿]*(?:%|美元|元|人次|人|斤|吨|亩|度|千瓦时|千瓦|公里|平方米|立方米|[个件项家户名条位头处只张宗款笔艘架台套部种所枚本篇座]次?|标箱|标准箱)|[万亿]+)"
_AMOUNT = re.compile(
    rf"(?:(?:达到?了?|突破|超过?|约|近|至|为|增长|下降|提高|提升至|提升到|增至|累计|同比|完成|实现)+ ?{_NUMBER}{_UNIT}?|{_NUMBER}{_UNIT})、?,?"
)
_SINCE = re.compile(r"连续(?:\d+|[一二三四五六七八九十两]+)[个]?[年季度榨次届]*")
_OF_SO_MANY = re.compile(
    r"^(?:我[省市县区]|全[省市县区]|其中)|在(?:全[省市县区])?\d+个[\u4e00-\u9fff]{1,6}?中?(?=排|位|列|居|名|$)"
)
# 在…评价中,我县位列第二: the words around the setting are no part of the name.
_IN_SETTING = re.compile(r"^在(.{4,40}?)中,(?:[我本全][省市县区州旗镇乡])?")
_NO_SUBJECT = re.compile(
    r"(?:均|都|也|分别|稳|总|且|并|继续|首次|预计|连续|[\d.,%年季度个亿元、占全国省市第一二三四]+)*$"
)
_QUOTED = re.compile("“[^”]*”")
_ANOTHER = re.compile("获评|荣获|获得|入选|入围|上榜|被评为|被授予|获[^,]{0,20}称号")
_TO_LISTED = re.compile(r"^[^,“]*?(?:入围|入选|上榜|获评|荣获|被评为)(?=[^,]+,)")
_RANK_BEFORE = re.compile(rf"{_PLACE},")
_FEWEST = 7


def ranked(folded: str, start: int, end: int, own_rank: int) -> Iterator[AwardMention]:
    """Ranks in a region above the report's own."""
    reached = start
    for match in sorted(
        (
            *_RANKED.finditer(folded, start, end),
            *_TOP.finditer(folded, start, end),
            *_PLAIN.finditer(folded, start, end),
        ),
        key=lambda m: m.start(),
    ):
        if match.start() < reached or _NO_RANK.match(folded, match.end()):
            continue
        reached = match.end()
        left, _ = sentence_around(folded, match.start(), match.start())
        begin = _begin(folded, left, match.start())
        context = folded[max(left, begin - 30) : match.end()]
        scope = _SCOPE.findall(match.group()) or _SCOPE.findall(context)[-1:]
        level = (
            min(map(level_of, scope), key=lambda given: RANKS.get(given or "", 9))
            if scope
            else "national"
            if re.search(r"国家|\d{3}个", context)
            else None
        )
        if level is None or RANKS.get(level, -1) >= own_rank:
            continue
        subject = Span(begin, match.start())
        name = (
            _AMOUNT.sub("", _OF_SO_MANY.sub("", _SINCE.sub("", folded[begin : match.start()])))
            + match.group()
        )
        name = _IN_SETTING.sub(r"\1", name)
        earlier = _QUOTED.sub("", folded[begin : match.start()])
        judged = _ANOTHER.search(earlier) and SETTING.search(folded[left:begin])
        if judged or _RANK_BEFORE.search(earlier):
            name = match.group()  # 在…考评中,我市获评优秀等次,名列全区第2位
        elif _ANOTHER.search(earlier):
            name = _TO_LISTED.sub("", name)  # 县供销社入围全国百强,排名第36位
        if len(skeleton(name)) <= _FEWEST and (setting := SETTING.search(folded[left:begin])) is not None:
            name = setting.group(1) + name  # 在…评价中,我市综合排名第二
            begin = left + setting.start()
        quote = Span(begin, match.end())
        yield AwardMention(
            name.strip("、,"),
            level,
            quote,
            Span(match.end(), match.end()),
            subject,
            None,
            None,
            0.75,
            Sort.RANK,
        )


def _begin(folded: str, left: int, rank: int) -> int:
    """Where what is ranked begins: in the clause of the rank, or in the one before if that says nothing of it."""
    clause = max(left, folded.rfind(",", left, rank) + 1)
    if clause > left and (rank - clause < 3 or _NO_SUBJECT.fullmatch(folded, clause, rank)):
        return max(left, folded.rfind(",", left, clause - 1) + 1)
    return clause
