"""Programmes: known ones by their labels, new ones by quotation marks, telling words and titles of campaigns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Method, Span
from kg.scan import Around
from kg.spans import SpanSet
from kg.text import quoted_spans, skeleton
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept


@dataclass(frozen=True, slots=True)
class ProgrammeMention:
    """A programme found; `span` is its name without quotation marks, `name` what to call it if it is new.

    `forms` are longer or shorter ways in which the same place of the text names it.
    """

    span: Span
    name: str
    kind: str
    concept: Concept | None
    method: Method
    score: float
    forms: tuple[Span, ...] = ()


# What a programme is, by the word that ends its name.
_KIND_WORDS: tuple[tuple[str, str], ...] = (
    ("campaign", "专项整治行动 专项行动 攻坚行动 提升行动 整治行动 专项整治 集中整治 综合整治 百日攻坚 专项检查 大走访 大排查 大整治 大检查 大调研 大比武 比武 大练兵 专项治理 "
     "主题活动 系列活动 宣传活动 普法活动 专项活动 创建活动 活动 行动 整治 攻坚战 保卫战 运动 战役 创建 进校园 大讲堂 讲堂 宣传周 宣传月 普法 竞赛 大赛 评选 巡讲 巡逻 巡查 夜市 集市 大集 课堂 学堂 公开课"),
    ("platform", "信息共享平台 服务平台 监管平台 信用平台 平台 管理系统 监管系统 预警系统 系统 微信小程序 小程序 微信公众号 公众号 网站 App APP app 客户端 热线 一张图 大脑 云平台 一张网 数据库 码 频道 视频号 微信群 直播间 专栏 栏目"),
    ("mechanism", "标准 联动机制 协作机制 联席机制 快处模式 机制 责任制 制度 承诺制 包案制 接访制 专员 联络员 指挥体系 格局 服务员 议事会 评理团 服务团 讲师团 宣讲团 志愿队 服务队 执法队 先锋队 小分队 轻骑兵 合伙人 联盟 积分 银行"),
    ("method", "工作法 调解法 监管模式 治理模式 工作模式 执法模式 新模式 模式 方法 执法 监管 调解 治理 做法 打法"),
    ("reform", "管理体制改革 集成改革 改革试点 改革 试点"),
    ("site", "示范点 示范基地 服务站 服务点 护航站 工作站 驿站 联系点 反映窗口 综合窗口 窗口 专窗 专区 服务中心 指挥中心 管理中心 中心 基地 工作室 阵地 长廊 广场 公园 工作坊 议事厅 说事点 观察点 调解室 会客厅 街区 示范区 先行区 试验区 先导区 园区 超市 之家 客厅"),
    ("plan", "培育工程 培养工程 惠民工程 提升工程 工程 计划 三年行动 政务服务体系 服务体系 体系 专项基金 引导基金 战略 项目 规划"),
    ("service", "政务服务 审批服务 服务 套餐 通办 一次办 秒批 即办 贷 保险 套餐式"),
)  # fmt: skip
_KIND_OF = {word: kind for kind, words in _KIND_WORDS for word in words.split()}
_SUFFIX = re.compile("(?:" + "|".join(sorted(map(re.escape, _KIND_OF), key=len, reverse=True)) + ")")
_LONGEST_SUFFIX = max(map(len, _KIND_OF))

_DO = (
    "推进 推行 实施 实行 开展 打造 建立 创新 创设 深化 推广 落实 设立 设置 开通 开设 建成 搭建 构建 "
    "启动 上线 运用 采取 探索 组织 举办 创办 推出 完善 健全 依托 利用 建设 全面推行 形成 推动 提供 做实 "
    "做优 实现 执行 贯彻落实 擦亮 深耕 用好 借助 通过 持续开展 全面推进 创建 争创 倡导 拓展 优化 引入 "
    "试行 首创 优化升级 集成 布局 升级 培育 抓好 践行 发挥 试点 创出 评选 共建 成立 组建 发起 延伸 设计 研发 建好 办好 叫响 推介 唱响 首推 摸索 总结 提炼"
).split()
_DO_BEFORE = re.compile(
    rf"(?:{'|'.join(sorted(_DO, key=len, reverse=True))})(?:了|好|起)?(?:[^,。;:“”、]{{0,14}})$"
)
# A row of quoted names that closes with what they are: “A”、“B”等重点领域改革.
_ROW_OF = re.compile(
    r"(?:[、,和及]?[\u4e00-\u9fff]{0,8}“[^”\n。;]{2,20}”){0,5}等[\u4e00-\u9fff]{0,8}(?:改革|机制|活动|行动|平台|服务|模式|制度|做法)"
)
_QUOTE_ROW = re.compile(r"[”](?:、|和|及|与|以及|,|)$")

# Words behind a closing quotation mark that tell what stands inside is no programme.
_NAMED_BEFORE = re.compile(
    r"(?:公众号|网站|平台|小程序|App|APP|热线|栏目|品牌|频道|视频号|系统|工作室|名为|命名为)$"
)
_HONOURED = re.compile(
    r"(?:成功|被[^,。;]{2,20}?)?(?:入选|获评|荣获|评为|列为|获批)|(?:做法|经验|案例)(?:被|获|入选|在全)"
)
_NOT_AFTER = re.compile(
    r"的?(?:精神|思想|意识|目标|问题|责任(?!制)|理念|原则|要求|思维|短板|难题|瓶颈|顽疾|乱象|现象|作风|方针|总要求|会议|论断|论述|讲话|规划(?:期|纲要|收官|开局|目标)|时期|期间|末|收官|良好|的好|氛围|态势|之[路风治声]|部署|企业(?!服务)|群众|人员|"
    r"干部(?!培)|队伍|少数|人才(?!工程|计划)|案件|犯罪|团伙|等?(?:不良|违法|违规)|条例|编制|经费|产品|产业(?!园)|同志|战略支点|定位|方向|重任|优势|格局|新篇|文章|成效|答卷|大考|通道(?!审批)|感|关系)"
)
_NOT_BEFORE = re.compile(
    r"(?:破解|解决|整治|打击|防止|杜绝|克服|纠治|反对|避免|消除|治理|增强|树立|坚定|做到|捍卫|拥护|牢记|深刻领悟|践行|打通|打破|力戒|防范|查[处办]的?|跑出|按下|奏响|吹响|争当|当好|聚焦|紧盯|突出|围绕|涉及|所谓|称为|誉为|按照|坚持|本着|遵循|秉持|处理|从|由|变|到|向|为|是|像|如|比|非|不搞|不)$"
)
_INSIDE_NO = re.compile(
    r"(?:[率度感气力性]|(?<!中)心)$|^(?:不|无|没|要|从|由|被|已|如何|怎么|为什么)|[。?!,;:]|^\d+(?:\.\d+)?$|^[\u4e00-\u9fff]$|第[一二三四五六七八九十]|^(?:十[二三四五]五|[一二三四五六七八九]五)$|习近平|总书记|党的|主义|思想|精神$|(?<![方预提])案件?$"
)
_INSIDE_YES = re.compile(
    r"\+|×|一(?:[\u4e00-\u9fff]{1,2})(?:通|办|网|次|站|码|窗|键|件|张|卡|门|链|表|图)|^[一二三四五六七八九十百千万两双多][\u4e00-\u9fff]{1,6}[一二三四五六七八九十百千万多][\u4e00-\u9fff]|即[\u4e00-\u9fff]{1,3}$|通办|免[\u4e00-\u9fff]|智慧|云[\u4e00-\u9fff]|码上|掌上|网上|[\u4e00-\u9fff]{2}(?:式|制|贷|码|站|通|宝)$|进(?:校园|企业|社区|乡村|机关)|工作法|[eEiI][\u4e00-\u9fff]|驿站|专员|联络员|清单|红黄|[联巡访谈]|大讲堂|直通车|服务|调解|普法|监督|审批|执法|办"
)
_LONG_SLOGAN = re.compile(r"[、,].*[、,].*[、,]|[让把将使]|的[\u4e00-\u9fff]{3,}$")

_CAMPAIGN_VERB = (
    r"(?:开展|推进|实施|组织|启动|深化|纳入|推动|抓好|打好|推行|落实|完成|部署|进行)(?:了|好|以)?"
)
_CAMPAIGN_END = (
    r"(?:专项整治行动|专项行动|攻坚行动|提升行动|整治行动|保护行动|护航行动|帮扶行动|培育行动|行动计划|专项整治|集中整治|综合整治|综合治理|专项治理|专项检查|专项执法检查|大走访|大排查|大整治|大检查|大比武|"
    r"大练兵|大调研|攻坚战|保卫战|进校园|进乡村|进企业|进社区|进机关|文明城市创建|卫生城市创建|创建活动|主题活动|系列活动|专项普法活动|运动|行动|倍增计划|支持计划|培养工程|培育工程|惠民工程|提升工程|示范工程|工程|计划|比武活动|试点改革|改革试点|整省试点)"
)
_CAMPAIGN = re.compile(
    rf"{_CAMPAIGN_VERB}((?:(?!开展|推进|实施|组织|[,。;:“”]|的)[\u4e00-\u9fff、+\dA-Za-z()—-]){{3,30}}?{_CAMPAIGN_END})(?!方案|计划|的?意见|[一-龥]?率|中|规划|领导小组|办公室|指挥部|学院|师|技术|建设项目|质量|机械|造价|款|审批|招标|招投标|领域|项目|院)"
)
_CAMPAIGN_BARE = re.compile(
    r"^(?:各类?|一系列|系列|相关|多种形式|形式多样|丰富多彩|多次|法治宣传|普法宣传|法治宣传教育|宣传教育|宣传|主题教育|集中|专题|日常|重点|全市|联合|本次|此次|[\d一二三四五六七八九十]+[次场项个期])*"
    r"(?:专项|各项|集中|联合|综合|宣传|教育|主题|创建|系列|培训|检查|执法|整治|治理|宣教|重大|重点|建设|民生|试点|有关)*(?:整治|行动|活动|检查|治理|宣传活动|攻坚|计划|工程|运动|改革试点|综合治理|综合整治)$"
)
_PLATFORM_END = (
    r"(?:信息共享平台|监管平台|服务平台|信用平台|管理平台|交换平台|交易平台|监督平台|执法平台|应用平台|指挥平台|办案平台|预警系统|监管系统|管理系统|办公系统|"
    r"办案系统|信息系统|执法系统|审批系统|指挥系统|微信小程序|小程序|App|APP)(?:[(][A-Za-z]+[)])?"
)
_PLATFORM = Around(
    re.compile(
        rf"(?:(?:建设|搭建|依托|通过|利用|打造|建成|开发|上线|完善|推广|运用|借助|启用|开通|建立|优化|使用|研发|升级)(?:了|完善|运行|使用|应用|全市|全县|全省|全区)?)"
        rf"((?:(?!建设|搭建|依托|通过|利用|的|等|以及|[,。;:“”])[\u4e00-\u9fff\dA-Za-z+()]){{3,22}}?{_PLATFORM_END})"
        rf"|(?<=[,。;、\n])((?:(?!建设|搭建|依托|通过|利用|的|等|以及|[,。;:“”])[\u4e00-\u9fff\dA-Za-z+()]){{3,22}}?{_PLATFORM_END})(?=建成|建设|上线|投入|正式|运行|全面|于\d|已)"
    ),
    re.compile(_PLATFORM_END),
    before=26,
    behind=20,
)
_PLATFORM_BARE = re.compile(
    r"^(?:[本该全各新]|网络|网上|微信|信息化|信息|数据|工作|业务|综合|相关|有关|统一|现代化|省级?|市级?|县级?|国家|线上|多个|[一二三两四五六]个|交易|网格|政务|公共)*(?:平台|系统|服务平台|管理平台|管理系统|信息系统|信息平台|小程序|监管平台|交易平台|App|APP)$|与|实现|纳入|主动|充分"
)
_STYLE = Around(
    re.compile(
        r"((?:(?!的)[\u4e00-\u9fff]){2,6}式(?:行政)?(?:执法监督|执法|普法|监管|调解|服务|监督|审批)(?:模式|工作法)?)"
    ),
    re.compile("式"),
    before=6,
    behind=9,
)
_STYLE_NO = re.compile(r"^(?:方|形|模|公|正|多种|各种|新|创新|的|以|线上|书面|等)|[方形模公]式|多种形式")
_WORKING_METHOD = Around(
    re.compile(r"([\u4e00-\u9fff\dA-Za-z]{2,10}工作法)(?!创新|上|下|中)"),
    re.compile("工作法"),
    before=10,
    behind=2,
)
_METHOD_BARE = re.compile(
    r"^(?:新|工作|管理|服务|治理|创新|多种|该|这种|两种|传统|运行|监管|发展|工作新|一体化|全新|双|线上|线下|共享|合作|监督|治理新|的|为|采取|形成|探索|构建|打造|推广|推行|创新|建立)+(?:工作法|模式)|的|(?:采取|推广|推行|形成|探索|构建|打造|建立|创新)"
)


def find_programmes(
    folded: str, start: int, end: int, vocabulary: Vocabulary, titles: SpanSet, bodies: list[Span]
) -> list[ProgrammeMention]:
    """Return the programmes named in `folded[start:end]`, in order; offsets are of `folded`.

    `titles` are the spans of 《…》 and other documents, where only quoted names count; `bodies` those of agencies.
    """
    in_bodies = SpanSet(len(folded), bodies)
    quoted = [Span(*span) for span in quoted_spans(folded) if start <= span[0] and span[1] <= end]
    candidates = list(_quoted(folded, quoted, vocabulary, titles))
    unquoted = list(_unquoted(folded, start, end))
    known = _known(folded, start, end, vocabulary, titles, in_bodies, quoted, candidates)
    known = _not_in_longer(known, unquoted)
    found = [m for m in _models(folded, bodies) if start <= m.span.start < end]
    taken = SpanSet(len(folded), (m.span for m in found))
    for mention in known:
        if not taken.touches(mention.span):
            found.append(mention)
            taken.add(mention.span)
    for mention in candidates:
        if not taken.touches(mention.span):
            found.append(mention)
            taken.add(mention.span)
    for mention in unquoted:
        if not (
            taken.touches(mention.span) or titles.touches(mention.span) or in_bodies.touches(mention.span)
        ):
            found.append(mention)
            taken.add(mention.span)
    return sorted(found, key=lambda m: m.span)


_PRACTICE = re.compile(r"(?:^|[的,])([\u4e00-\u9fff“”]{4,18}(?:改革|模式|工作法|机制|制度))$")


def honoured_practices(
    folded: str, subjects: Iterable[Span], found: list[ProgrammeMention]
) -> list[ProgrammeMention]:
    """Practices without quotation marks that an honour or a promotion names: 残疾人证办理改革获全省推广.

    `subjects` are the spans in front of the honours; those that hold one of the mentions `found` give nothing.
    """
    taken = SpanSet(len(folded), (m.span for m in found))
    practices: list[ProgrammeMention] = []
    for subject in subjects:
        named = _PRACTICE.search(folded[subject.start : subject.end])
        if named is None or taken.touches(subject):
            continue
        span = Span(subject.start + named.start(1), subject.end)
        taken.add(span)
        kind = _KIND_OF[suffix_word(named.group(1))]
        practices.append(ProgrammeMention(span, named.group(1), kind, None, Method.PATTERN, 0.6))
    return practices


def _known(
    folded: str,
    start: int,
    end: int,
    vocabulary: Vocabulary,
    titles: SpanSet,
    bodies: SpanSet,
    quoted: list[Span],
    candidates: list[ProgrammeMention],
) -> Iterator[ProgrammeMention]:
    near_quotes = SpanSet(
        len(folded), (Span(max(0, q.start - 2), min(q.end + 2, len(folded))) for q in quoted)
    )

    starts = [q.start for q in quoted]
    named = {c.span.start for c in candidates}

    def accept(begin: int, stop: int) -> bool:
        if begin < start or stop > end:
            return False
        span = Span(begin, stop)
        if bodies.covers(span) or _cut(folded, span):
            return False
        if not near_quotes.touches(span):
            return not titles.covers(span)
        near = quoted[bisect_left(starts, begin - 62) : bisect_right(starts, stop)]
        if any(_across(span, q) for q in near):
            return False
        whole = next((q for q in near if span.within(q) and q.start in named), None)
        if whole is not None and (stop - begin) < 0.7 * (whole.end - whole.start):
            return False  # part of a quoted name of its own
        return not titles.covers(span) or any(
            span.within(q) and q.end - q.start <= (stop - begin) + 4 for q in near
        )

    for match in vocabulary.programme_labels.find(folded, accept):
        span = Span(match.start, match.end)
        forms = tuple(_longer_forms(folded, span, match.concept.kind))
        yield ProgrammeMention(
            span, match.concept.name, match.concept.kind, match.concept, Method.VOCABULARY, 0.95, forms
        )


def _not_in_longer(
    known: Iterator[ProgrammeMention], unquoted: list[ProgrammeMention]
) -> Iterator[ProgrammeMention]:
    """Leave out a known label that is but a small part of a longer title: 大排查大化解 in …大整治攻坚行动."""
    titles = sorted(m.span for m in unquoted)
    for mention in known:
        at = bisect_right(titles, Span(mention.span.start, 1 << 60)) - 1
        around = titles[at] if at >= 0 else None
        small = around is not None and mention.span.within(around)
        if around is None or not small or 2 * _length(mention.span) >= _length(around):
            yield mention


def _length(span: Span) -> int:
    return span.end - span.start


def _across(span: Span, quotation: Span) -> bool:
    """Whether a match runs from outside into the middle of a quotation, or from its middle out."""
    into = span.start < quotation.start - 1 and quotation.start < span.end < quotation.end
    out = quotation.start < span.start < quotation.end < span.end
    return into or out


_LEFT = re.compile(
    r"(?:.*(?:建设|搭建|依托|通过|利用|打造|建成|开发|上线|完善|推广|运用|设立|建立|创建|组建|升级|推进|推动|创新|开展|实施|的|和|与|、|对|将|在|了|及|为|用|以|从|等))?([\u4e00-\u9fff()]{2,14})$"
)
_NAMED_THINGS = frozenset({"platform", "site", "campaign"})


def _longer_forms(folded: str, span: Span, kind: str = "") -> Iterator[Span]:
    """The name with the words around it that belong to it: “放管服”改革, 商丘市中小企业融资信用服务平台."""
    if kind in _NAMED_THINGS:
        before = re.search(r"[\u4e00-\u9fff、()]*$", folded[max(0, span.start - 16) : span.start])
        lead = _LEFT.match(before.group()) if before else None
        if lead:
            yield Span(span.start - len(lead.group(1)), span.end)
    closing = span.end < len(folded) and folded[span.end] in "”’"
    end = span.end + 1 if closing else span.end
    suffix = _suffix_behind(folded[end : end + 14])
    if suffix:
        yield Span(span.start, end + len(suffix))


def _cut(folded: str, span: Span) -> bool:
    """Whether the label's edge cuts a word: 述法 in 上述法律."""
    if folded.startswith("述法", span.start, span.end) and span.end - span.start == 2:
        return (
            bool(re.match(r"[律规]", folded[span.end : span.end + 1]))
            or folded[span.start - 1 : span.start] in "上前所陈综论"
        )
    return False


_TAKEN_UP = re.compile(r"(?:推广|借鉴|复制|学习)(?:应用|运用|借鉴|推广)?$")


def _models(folded: str, bodies: list[Span]) -> Iterator[ProgrammeMention]:
    """A body's way of working that is spread: 推广…应急消防管理服务中心模式."""
    for body in bodies:
        if folded.startswith(("模式", "经验", "做法"), body.end) and _TAKEN_UP.search(
            folded[max(0, body.start - 8) : body.start]
        ):
            span = Span(body.start, body.end + 2)
            yield ProgrammeMention(span, folded[span.start : span.end], "method", None, Method.PATTERN, 0.7)


# “1+N”, “8+4”: every place has its own; only what stands behind tells what it is: “8+4”经济政策体系.
_FORMULA = re.compile(r"[\dA-Za-z]+(?:\+[\dA-Za-z]+)+")


def _quoted(
    folded: str, quoted: list[Span], vocabulary: Vocabulary, titles: SpanSet
) -> Iterator[ProgrammeMention]:
    outer_end = -1
    for span in quoted:
        inner = span.end <= outer_end  # quotations come sorted, outer ones first
        outer_end = max(outer_end, span.end)
        text = folded[span.start : span.end]
        core = skeleton(text)
        if len(core) < 2 or len(core) > 26 or core in vocabulary.rhetoric:
            continue
        if inner or vocabulary.programme_labels.exact(core) is not None:
            continue
        in_title = titles.covers(span)
        after = folded[span.end + 1 : span.end + 16]
        suffix = _suffix_behind(after)
        score = _quoted_score(folded, span, core, suffix, after)
        telling = suffix or suffix_word(core)
        if score < 0.5 or (in_title and not telling):
            continue
        formula = _FORMULA.fullmatch(core) is not None
        if formula and not suffix:
            continue
        whole = Span(span.start, span.end + 1 + len(suffix)) if suffix else span
        word = suffix or (text if telling else "")
        kind = _KIND_OF[suffix_word(word)] if word else _guess_kind(text)
        name = text + suffix if formula or len(core) < 3 else text
        yield ProgrammeMention(
            span, name, kind, None, Method.PATTERN, round(min(score, 0.95), 2), (whole,) if suffix else ()
        )


_WINDOW = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,12}")
_SUFFIX_LATER = re.compile(rf"(?!的|等|和|与|及|在|以|为|有)[\u4e00-\u9fff]{{1,8}}?{_SUFFIX.pattern}")
_SUFFIX_NO = re.compile(r"的|等|[和与及在以为]|实现|建设完")


def _suffix_behind(after: str) -> str:
    """The words behind the closing mark up to the first one that tells a kind: 反映窗口, 解难题优服务行动."""
    window = _WINDOW.match(after)
    if window is None or not _SUFFIX.search(after, 0, window.end()):
        return ""
    found = _SUFFIX.match(after, 0, window.end()) or _SUFFIX_LATER.match(after, 0, window.end())
    return found.group() if found and not _SUFFIX_NO.search(found.group()) else ""


def suffix_word(suffix: str) -> str:
    """The telling word at the end of a suffix, the longest there is; empty if there is none."""
    ends = (suffix[-length:] for length in range(_LONGEST_SUFFIX, 0, -1))
    return next((end for end in ends if end in _KIND_OF), "")


_SENTENCE_MARK = re.compile(r"[。;\n]")
_PARTS_AFTER = re.compile(r"\d+[个项大](?:环节|方面|问题|阶段|要素)")


def _quoted_score(folded: str, span: Span, core: str, suffix: str, after: str) -> float:
    """How much a quoted term looks like a programme, from 0 to 1: evidence for and against, added up."""
    before = folded[max(0, span.start - 21) : span.start - 1]
    clause = _SENTENCE_MARK.split(before)[-1]
    score = 0.3
    if suffix:
        score += 0.4
    if _INSIDE_YES.search(core):
        score += 0.2
    if suffix_word(core):
        score += 0.2
    if _DO_BEFORE.search(clause.rsplit(",", 1)[-1]):
        score += 0.25
    if _QUOTE_ROW.search(clause) and len(core) >= 3:
        score += 0.1
    if _ROW_OF.match(folded[span.end + 1 : span.end + 80]):
        score += 0.3
    if _NAMED_BEFORE.search(clause) or _HONOURED.match(after):
        score += 0.4
    if _NOT_AFTER.match(after) or _PARTS_AFTER.match(after):
        score -= 0.5
    if _NOT_BEFORE.search(clause):
        score -= 0.3
    if _INSIDE_NO.search(core):
        score -= 0.6
    if _LONG_SLOGAN.search(core):
        score -= 0.3
    if len(core) > 14 and not suffix:
        score -= 0.2
    return score


def _guess_kind(text: str) -> str:
    if re.search(r"办|批|一次|一网|一窗|免|享|通|贷|结算", text):
        return "service"
    if re.search(r"平台|系统|码|云|App|APP|小程序|网$|^[ei]", text):
        return "platform"
    if re.search(r"站|中心|窗|室|园|廊", text):
        return "site"
    return "mechanism"


_SITE = re.compile(
    r"(?:建设|打造|设立|建成|创建|组建|成立|筹建|建立|推出)(?:了|完成)?(?:[^,。;:“”《》]{0,12}(?:个|处|家|支|村|、|了|一批|全市|全县|首个))?"
    r"((?:(?!建设|打造|设立|建成|创建|的|和|与|等|各|了|、|村|个|处|家)[\u4e00-\u9fff]){2,14}?(?:驿站|说事点|议事厅|观察点|法治小院|文化街区|长廊|教育基地|轻骑兵|宣讲团|联络站|示范点|会客厅|评理站|诊所))(?![率等的])"
)
_SITE_BARE = re.compile(
    r"^(?:一批|多个|各级|省级|市级|县级|国家级|全国|示范|法治宣传|普法|服务|先进|各类|基层|村级|社区|文化|科普)+(?:示范点|教育基地|宣讲团|联络站|长廊)$"
)


# Words that say how or when, in front of a name.
_ADVERBS = re.compile(
    r"^(?:全[国省市县区]|深入|扎实|持续|积极|全面|新一轮|强化|加强|健全|实行|推行|探索|创新|\d+[个项处]|严厉|大力|集中|常态化|常态|广泛|认真|有序|统筹|《?|[我本][市县区镇省]|做好|开展|到|年度?|\d+年度?)+"
)


def _unquoted(folded: str, start: int, end: int) -> Iterator[ProgrammeMention]:
    for pattern, bare, score in (
        (_CAMPAIGN, _CAMPAIGN_BARE, 0.65),
        (_PLATFORM, _PLATFORM_BARE, 0.6),
        (_STYLE, _STYLE_NO, 0.6),
        (_WORKING_METHOD, _METHOD_BARE, 0.5),
        (_SITE, _SITE_BARE, 0.55),
    ):
        for match in pattern.finditer(folded, start, end):
            group = match.lastindex or 0
            text = match.group(group)
            if bare.search(text) or text.startswith(("、", "和", "了", "各", "等", "以及")):
                continue
            trimmed = _ADVERBS.sub("", text)
            if len(trimmed) < 5 or bare.search(trimmed):
                continue
            begin = match.start(group) + len(text) - len(trimmed)
            kind = _KIND_OF.get(suffix_word(trimmed), "campaign")
            yield ProgrammeMention(Span(begin, match.end(group)), trimmed, kind, None, Method.PATTERN, score)
