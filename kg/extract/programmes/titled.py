"""New programmes without quotation marks: titles of campaigns, names of platforms, ways of working and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.programmes.kinds import KIND_OF, WORDS, suffix_word
from kg.extract.programmes.mention import ProgrammeMention
from kg.model import Method, Span
from kg.scan import Around


def _any(words: Iterable[str]) -> str:
    """The words as a scan takes them."""
    return "|".join(words)


_CAMPAIGN_VERB = rf"(?:{WORDS.pattern('campaign verb')})(?:了|好|以)?"
_CAMPAIGN_END = f"(?:{WORDS.pattern('campaign end')})"
_CAMPAIGN = re.compile(
    rf"{_CAMPAIGN_VERB}((?:(?!开展|推进|实施|组织|[,。;:“”]|的)[\u4e00-\u9fff、+\dA-Za-z()—-]){{3,44}}?{_CAMPAIGN_END})"
    rf"(?!{WORDS.pattern('no campaign behind')}|[一-龥]?率)"
)
# 大排查 in 大排查大化解大整治攻坚行动 is not the end of the title yet.
_RUNS_ON = re.compile(
    r"(?:、?大[\u4e00-\u9fff]{2}){0,3}(?:专项|攻坚|整治|专项整治|(?<=[治检][理查])和[\u4e00-\u9fff]{2,14})?(?:行动|活动)"
)
# What is built of bricks is no programme: 机场改扩建工程, 美术馆等重点文化工程.
_BUILT = re.compile(rf"(?:{WORDS.pattern('built')}).*工程$|等[\u4e00-\u9fff]{{0,10}}工程$")
# …行动、…行动: the second in a row stands under the verb of the first.
_NEXT = Around(
    re.compile(
        r"(?<=[行工战计][动程役划]、)((?:(?!开展|推进|实施|组织|[,、。;:“”和]|的)[\u4e00-\u9fff+\dA-Za-z]){4,24}?(?:行动|工程|战役|计划))(?=[、,。;和]|等)"
        r"|(?:^|(?<=[,、和。;\n]))((?:(?!开展|推进|实施|组织|[,、。;:“”和]|的)[\u4e00-\u9fff+\dA-Za-z]){4,24}?(?:行动|工程|战役|计划))(?=(?:有序|深入|扎实|加快|全面|顺利|稳步|持续|启动)*(?:推进|实施|开展|启动))"
    ),
    "行动|工程|战役|计划",
    before=34,
    behind=34,
)
# 民法典进商圈, 禁毒宣传进校园、进企业.
_WHERE = f"进(?:{WORDS.pattern('enters where', longest_first=True)})"
_ENTERS = Around(
    re.compile(
        rf"((?:{WORDS.pattern('enters what', longest_first=True)})(?:学习|宣传|教育|知识|讲座|活动|宣讲|政策){{0,3}}{_WHERE}(?:、{_WHERE})*)"
    ),
    _any("进" + word for word in WORDS["enters where"]),
    before=16,
    behind=8,
)
_NO_ENTERS = re.compile("^$")
_NAME = r"(?:(?!打造|建设|创建|培育|争创|推进|开展|实施|支持|的|等|一批|若干|多个|[,。;:“”])[\u4e00-\u9fff+\dA-Za-z])"
_ZONE = Around(
    re.compile(
        rf"(?:{WORDS.pattern('zone verb')})(?:了|全国|好|新一轮|一批|全省|首批|\d+个)*({_NAME}{{4,24}}?(?:{WORDS.pattern('zone end')}))(?=建设|创建|[,。;、\d]|$|\n)"
    ),
    _any(WORDS["zone end"]),
    before=40,
    behind=3,
)
_ZONE_BARE = re.compile(
    r"^(?:国家级?|省级|市级|全国|全省|一批|更多|各类|高质量|特色|产业|创新|改革|综合|发展|绿色|低碳|重点|经济|农业|工业|旅游|服务|现代|科技|先进|数字|和|与|及|、)*(?:示范区|先行区|试验区|先导区|创新区|合作区|示范城市|试点城市|孵化基地|实践基地|示范片区)$|自贸试验区$|自由贸易试验区$|^(?:为|成|到|向)|、"
)
_REFORM = Around(
    re.compile(
        rf"(?:深化|推进|实施|开展|启动|探索|推动|稳妥有序实施|新一轮)(?:了|好|新一轮)?({_NAME}{{3,20}}?(?:{WORDS.pattern('reform end')}))(?=[,。;、]|$|\n|取得|落地)"
    ),
    "改革",
    before=32,
    behind=6,
)
_REFORM_BARE = re.compile(
    r"^(?:集成|综合|市场化|系统性|重点|关键|国家|全国|省级|县域|各项|重大|和|与|、)*(?:集成|综合|市场化|一体化)改革(?:试点)?$|、"
)
_CAMPAIGN_BARE = re.compile(
    rf"^(?:各类?|{WORDS.pattern('campaign scope')}|[\d一二三四五六七八九十]+[次场项个期])*"
    rf"(?:{WORDS.pattern('campaign sort')})*(?:{WORDS.pattern('campaign noun')})$"
)
_PLATFORM_END = rf"(?:{WORDS.pattern('platform end')})(?:[(][A-Za-z]+[)])?"
_PLATFORM_NAME = rf"((?:(?!建设|搭建|依托|通过|利用|推动|推进|加快|启动|的|等|以及|[,。;:“”])[\u4e00-\u9fff\dA-Za-z+()]){{3,22}}?{_PLATFORM_END})"
_PLATFORM = Around(
    re.compile(
        rf"(?:(?:{WORDS.pattern('platform verb')})(?:了|完善|运行|使用|应用|全市|全县|全省|全区)?){_PLATFORM_NAME}"
        rf"|(?<=[,。;、\n]){_PLATFORM_NAME}(?=建成|建设|上线|投入|正式|运行|全面|于\d|已)"
    ),
    _any(WORDS["platform end"]),
    before=26,
    behind=20,
)
_PLATFORM_BARE = re.compile(
    rf"^(?:[本该全各新]|{WORDS.pattern('platform sort')}|[一二三两四五六]个)*(?:{WORDS.pattern('platform noun')})$|与|实现|纳入|主动|充分|(?:中心|系统|平台|基地)[和及、]"
)
_STYLE = Around(
    re.compile(
        rf"((?:(?!的)[\u4e00-\u9fff]){{2,6}}式(?:行政)?(?:{WORDS.pattern('style noun')})(?:模式|工作法)?)"
    ),
    "式",
    before=6,
    behind=9,
)
_STYLE_NO = re.compile(r"^(?:方|形|模|公|正|多种|各种|新|创新|的|以|线上|书面|等)|[方形模公]式|多种形式")
_WORKING_METHOD = Around(
    re.compile(r"([\u4e00-\u9fff\dA-Za-z]{2,10}工作法)(?!创新|上|下|中|治)"),
    "工作法",
    before=10,
    behind=2,
)
_METHOD_BARE = re.compile(
    rf"^(?:{WORDS.pattern('method sort')})+(?:工作法|模式)|的|(?:采取|推广|推行|形成|探索|构建|打造|建立|创新)"
)
_SITE = Around(
    re.compile(
        rf"(?:{WORDS.pattern('site verb')})(?:了|完成)?(?:[^,。;:“”《》]{{0,12}}(?:个|处|家|支|村|、|了|一批|全市|全县|首个))?"
        rf"((?:(?!建设|打造|设立|建成|创建|的|和|与|等|各|了|、|村|个|处|家)[\u4e00-\u9fff]){{2,14}}?(?:{WORDS.pattern('site end')}))(?![率等的])"
    ),
    _any(WORDS["site end"]),
    before=48,
    behind=2,
)
_SITE_BARE = re.compile(rf"^(?:{WORDS.pattern('site sort')})+(?:示范点|教育基地|宣讲团|联络站|长廊)$")

# What is tried out under a title of its own: 开展规划环评与项目环评联动试点, 获批中小企业数字化转型试点县.
_PILOT_VERB = "开展|推进|实施|启动|承担|获批|入选|纳入|列入|推动|探索|抓好|做好|深化"
_PILOT = Around(
    re.compile(
        rf"(?:{_PILOT_VERB})(?:了|好|为|深化|全国|国家级?|省级|全省|新一轮|[一二三四五]?批|首批|第[一二三四五]批)*"
        r"((?:(?!开展|推进|实施|启动|获批|入选|的|等|一批|多个|若干|各项|[,。;:“”、])[\u4e00-\u9fff+\dA-Za-z()]){4,28}?试点)"
        r"(?:[县市区镇]|城市|园区|工作|项目|任务)?(?=[,。;、和及\d]|$|\n)"
    ),
    "试点",
    before=44,
    behind=5,
)
_PILOT_BARE = re.compile(
    r"^(?:国家级?|全国|省级|全省|市级|整[省市县]|更多|更大范围|重点|领域|方面|综合|系统|集成|专项|相关|有关|各类|重大|改革|创新|先行|先试|工作|体制|机制|示范|和|与|个|项|\d+)*试点$"
    r"|^(?:在|以|把|将|对|为|到|向)|[省市县区州镇](?:开展|作为|列为)|一体推进|扩大|成为|全面|加快|\d+个|试点.*试点"
)

# Words that say how or when, in front of a name.
_ADVERBS = re.compile(
    rf"^(?:全[国省市县区]|{WORDS.pattern('adverb')}|\d+[个项处]|《?|[我本][市县区镇省]|年度?|\d+年度?)+"
)

# A longer stretch is a row of things, but for the titles of campaigns against several offences.
_LONGEST = 30
_MAY_BE_LONG = ("专项行动", "专项整治行动", "专项整治")

_SCOPE = re.compile(
    r"全[国省市县区]|[我本][市县区镇省]|\d|《|年|各|到|做好|开展|持续|扎实|深入|积极|集中|广泛|大力|统筹|严厉"
)


def titled_ones(folded: str, start: int, end: int) -> Iterator[ProgrammeMention]:
    """New programmes without quotation marks in `folded[start:end]`, by titles with telling ends."""
    for pattern, bare, score in (
        (_CAMPAIGN, _CAMPAIGN_BARE, 0.65),
        (_PLATFORM, _PLATFORM_BARE, 0.6),
        (_STYLE, _STYLE_NO, 0.6),
        (_WORKING_METHOD, _METHOD_BARE, 0.5),
        (_SITE, _SITE_BARE, 0.55),
        (_NEXT, _CAMPAIGN_BARE, 0.55),
        (_ENTERS, _NO_ENTERS, 0.6),
        (_ZONE, _ZONE_BARE, 0.5),
        (_REFORM, _REFORM_BARE, 0.5),
        (_PILOT, _PILOT_BARE, 0.5),
    ):
        for match in pattern.finditer(folded, start, end):
            group = match.lastindex or 0
            text = match.group(group)
            if bare.search(text) or text.startswith(("、", "和", "了", "各", "等", "以及")):
                continue
            stop = match.end(group)
            if pattern is _CAMPAIGN and (more := _RUNS_ON.match(folded, stop, end)):
                stop = more.end()
                text = folded[match.start(group) : stop]
            if len(text) > _LONGEST and not text.endswith(_MAY_BE_LONG):
                continue
            trimmed = _ADVERBS.sub("", text)
            if (
                (len(trimmed) < 5 or bare.search(trimmed))
                and pattern in (_CAMPAIGN, _NEXT)
                and not _SCOPE.match(text)
            ):
                trimmed = text  # 创新提升行动: what looks like an adverb belongs to the name
            if len(trimmed) < 5 or bare.search(trimmed):
                continue
            begin = match.start(group) + len(text) - len(trimmed)
            if _BUILT.search(trimmed):
                continue
            kind = KIND_OF.get(suffix_word(trimmed), "campaign")
            yield ProgrammeMention(Span(begin, stop), trimmed, kind, None, Method.PATTERN, score)
