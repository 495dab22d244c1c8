"""Who may have received an honour: the words in front of its verb, and the rows of names in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from operator import attrgetter

from kg.extract.regulations import titles
from kg.model import Span

# Words between the recipient and the verb.
_ADVERB = r"(?:分别|均|双双|成功|先后|相继|再次|首次|又|新|也|已|均已|共同|继|自|一举|顺利|正式|同|累计|连续[\d一二三四五六七八九十两]+[年次届个度季月]*|蝉联|同时|全部)"
_TAIL = re.compile(rf"(?:还|并|{_ADVERB})+$")
# 等5个集群, 2个化工园区, 等作品: the class of what a row names.
_CLASS = re.compile(
    r"(?:等(?:[\d一二三四五六七八九十两多]+)?|(?<=[\u4e00-\u9fff”》])[\d一二三四五六七八九十两]+(?=[个家项件部处所条支座]))(?:[个家项件部处名所条支座位](?:[\u4e00-\u9fff]{0,8}))?(?P<what>[\u4e00-\u9fff]{0,8})$"
)
_DEEDS = re.compile(
    r"(?:经验|做法|成果|举措|创新|工作|机制|改革|措施|服务|指标|指数|能力|考核|方面)[\u4e00-\u9fff]{0,4}$"
)
_SEPARATOR = re.compile("[、和及与]|以及")
_MARKS = re.compile("、|(?<=[”》])(?=[“《])")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》|\([^)]*\)")
_VERB = re.compile(
    r"推进|推动|开展|实现|加强|深化|打造|完善|提升|促进|落实|建立|构建|加快|扎实|全力|着力|大力|通过|依托|聚焦|围绕|组织|选送|制作|荣获|获|入选|将(?!军)|[了被把对在由从]|增长|达到?\d|亿元|万元"
)
_COUNTED = re.compile(
    r"^(?:其中|另有|共有|有|新增|全[省市县区州旗]|[我本][省市县区州旗])*(?:\d|[一二三四五六七八九十两多数][个家项件部名位批人])"
)
# What ends the name of a thing that can be honoured for itself.
_THING = re.compile(
    r"(?:景区|景点|公园|古城|古镇|古村|老街|街区|大街|步行街|集群|遗址群?|大桥|特大桥|水库|灌区|机场|港|口岸|基地|园区|产业园|科技园|开发区|高新区|经开区|"
    r"新区|自贸试验区|自贸区|综保区|综合保税区|度假区|旅游区|风景区|保护区|先行区|大学|学院|医院|学校|中学|小学|幼儿园|博物馆|博物院|图书馆|文化馆|美术馆|"
    r"纪念馆|实验室|公司|集团|企业|工厂|车间|团队|院士|教授|研究员|品牌|湖|河|江|湾|岛|山|洞|峡谷|草原|湿地|林场|栖息地|社区|街道|村|镇|乡|嘎查|合作社|"
    r"农场|案|案件|产业|项目|工程|平台|系统|小程序|公众号|驿站|长廊|广场|书屋|书院|剧院|法庭|派出所|司法所|检察室|支队|大队|中队|代表队|委员会|工作室|"
    r"调解室|服务站|服务中心|办案中心|调解中心|中心|协会|商会|联合会|事务所|律所|窗口|\d+号|[\d一二三]号)$"
)
_UNFIT = re.compile(
    r"(?:环境|工作|成效|成绩|成果|经验|做法|考核|考评|评价|评估|测评|建设|情况|能力|水平|指数|指标|发展|作品|企业|单位|个人|人员|地区|健儿|运动员|演员|学子|选手|人才|队员|民企|高校|精品|[数率量额值])$|地区$"
)
_VAGUE = re.compile(
    r"^(?:(?:街道|乡镇|镇|乡|县|市|区|省|全域)$|共|已有|现有|有|目前|相关|该|其|一批|多个|部分|各|这|此|多项|多家|全域)"
)
_OURS = re.compile(
    r"^(?:[我本][省市县区州旗镇乡]|[我本]自治[区州]|全[省市县区州旗]|其中|特别是|尤其是|并|同时|另外|此外|以来|年内|今年|当年|20\d\d年)+(?:的)?"
)
_SHORTEST, _LONGEST = 2, 26
_START = attrgetter("start")


def subject_of(folded: str, left: int, verb: int) -> tuple[Span, bool]:
    """The words before the verb that may name the recipient, and whether they stand in an earlier clause.

    Where the verb's own clause says nothing, that is the clause before.
    """
    clause = max(left, folded.rfind(",", left, verb) + 1, folded.rfind(":", left, verb) + 1)
    if len(_TAIL.sub("", folded[clause:verb].strip())) >= 2 or clause <= left:
        return Span(clause, verb), False
    earlier = max(left, folded.rfind(",", left, clause - 1) + 1)
    return Span(earlier, verb), True


def _parts(text: str) -> list[tuple[int, int]]:
    """The names of a row: parted by 、, the last two perhaps by 和; a 和 may also stand inside of a name."""
    parts = _between(text, _MARKS, 0, len(text))
    low, high = parts[-1]
    last = _between(text, _SEPARATOR, low, high)
    if len(last) == 2 and all(end - begin >= _SHORTEST for begin, end in last):
        parts[-1:] = last
    elif len(parts) > 1:
        first = _between(text, _SEPARATOR, *parts[0])  # A和B、C
        if len(first) == 2 and all(end - begin > _SHORTEST for begin, end in first):
            parts[:1] = first
    return parts


def _between(text: str, separator: re.Pattern[str], low: int, high: int) -> list[tuple[int, int]]:
    """The parts of `text[low:high]` between separators that stand outside quotations, titles and brackets."""
    hidden = [found.span() for found in _QUOTED.finditer(text)]
    parts: list[tuple[int, int]] = []
    begin = low
    for mark in separator.finditer(text, low, high):
        if any(start < mark.start() < stop for start, stop in hidden):
            continue
        parts.append((begin, mark.start()))
        begin = mark.end()
    return [*parts, (begin, high)]


def named_in(folded: str, subject: Span) -> Span:
    """A subject without the words that point to the report's place, count, or lead over to the verb."""
    text = folded[subject.start : subject.end]
    lead = _OURS.match(text.lstrip())
    begin = subject.start + len(text) - len(text.lstrip()) + (lead.end() if lead else 0)
    end = subject.end
    while begin < end and (tail := _TAIL.search(folded, begin, end)):
        end = tail.start()
    counted = _CLASS.search(folded, begin, end)
    if counted and counted.start() > begin:
        end = counted.start()
    return Span(begin, end)


def row_of(folded: str, bodies: list[Span], subject: Span) -> list[Span]:
    """The recipients that a subject names one by one; empty when it names one, or none.

    `bodies` come in order. Works in 《》 and bodies go before other names, since 和 and 、 may stand inside of them.
    """
    works = [title.span for title in titles(folded) if title.span.within(subject)]
    first = bisect_left(bodies, subject.start, key=_START)
    near = takewhile(lambda span: span.start <= subject.end, islice(bodies, first, None))
    inside = [span for span in near if span.end <= subject.end]
    row = works if len(works) > 1 else inside
    whole = len(row) > 1 and _SEPARATOR.search(folded, row[-2].end, row[-1].start) is not None
    if works:
        return row if whole else []
    names = _names(folded, subject)
    if not inside or (len(names) >= len(inside) and all(any(b.within(n) for n in names) for b in inside)):
        return names
    return row if whole else []


def _names(folded: str, subject: Span) -> list[Span]:
    text = folded[subject.start : subject.end]
    end = len(_TAIL.sub("", text))
    counted = _CLASS.search(text, 0, end)
    quoted = text.lstrip().startswith("“")
    if counted:
        if _DEEDS.search(counted.group()) and not quoted:
            return []
        end = counted.start()
    parts = [(low, high) for low, high in _parts(text[:end]) if low < high]
    lead = _OURS.match(text)
    if lead and parts and parts[0][1] > lead.end():
        parts[0] = (lead.end(), parts[0][1])
    names = [text[low:high] for low, high in parts]
    if len(names) < 2 or not all(map(_is_name, names)) or (not counted and _DEEDS.search(names[-1])):
        return []
    return [Span(subject.start + low, subject.start + high) for low, high in parts]


def _is_name(text: str) -> bool:
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not _VERB.search(_QUOTED.sub("", text))
        and not _COUNTED.match(text)
    )


_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文莫韦覃农蓝阮"
)
# Whom a post or an office is called before: 所长李传红, 队员刘洋.
_PERSON = re.compile(
    rf"(?:[所局队院庭站科处股镇乡校厂组士班会社村园馆事]长|书记|主任|人员|队员|民警|警官|法官|检察官|律师|干部|职工|员工|教师|医生|护士|同志|[\u4e00-\u9fff]员|专家|村民|居民|调解能手|负责人)"
    rf"(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}})$"
)


def person_in(text: str) -> str | None:
    """The person whom a subject ends with, told by the post or office in front: 所长李传红."""
    found = _PERSON.search(text.strip(" “”"))
    return found.group("name") if found else None


def is_name(text: str) -> bool:
    """Whether a subject may be the name of one thing, and not something counted, done or measured."""
    bare = text.strip(" “”")
    if not _SHORTEST <= len(bare) <= _LONGEST or _VAGUE.match(bare) or "的" in bare or _UNFIT.search(bare):
        return False
    return _is_name(bare)


def is_thing(text: str) -> bool:
    """Whether a subject is the name of a thing that is honoured for itself: 凤凰古城, 李德仁院士."""
    return is_name(text) and _THING.search(text.strip(" “”")) is not None
