"""New programmes without quotation marks: titles of campaigns, names of platforms, ways of working and places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.programmes.kinds import KIND_OF, WORDS, suffix_word
from kg.extract.programmes.mention import ProgrammeMention
from kg.model import Method, Span
from kg.scan import Around

_CAMPAIGN_VERB = rf"(?:{WORDS.pattern('campaign verb')})(?:了|好|以)?"
_CAMPAIGN_END = f"(?:{WORDS.pattern('campaign end')})"
_CAMPAIGN = re.compile(
    rf"{_CAMPAIGN_VERB}((?:(?!开展|推进|实施|组织|[,。;:“”]|的)[\u4e00-\u9fff、+\dA-Za-z()—-]){{3,30}}?{_CAMPAIGN_END})"
    rf"(?!{WORDS.pattern('no campaign behind')}|[一-龥]?率)"
)
_CAMPAIGN_BARE = re.compile(
    rf"^(?:各类?|{WORDS.pattern('campaign scope')}|[\d一二三四五六七八九十]+[次场项个期])*"
    rf"(?:{WORDS.pattern('campaign sort')})*(?:{WORDS.pattern('campaign noun')})$"
)
_PLATFORM_END = rf"(?:{WORDS.pattern('platform end')})(?:[(][A-Za-z]+[)])?"
_PLATFORM_NAME = rf"((?:(?!建设|搭建|依托|通过|利用|的|等|以及|[,。;:“”])[\u4e00-\u9fff\dA-Za-z+()]){{3,22}}?{_PLATFORM_END})"
_PLATFORM = Around(
    re.compile(
        rf"(?:(?:{WORDS.pattern('platform verb')})(?:了|完善|运行|使用|应用|全市|全县|全省|全区)?){_PLATFORM_NAME}"
        rf"|(?<=[,。;、\n]){_PLATFORM_NAME}(?=建成|建设|上线|投入|正式|运行|全面|于\d|已)"
    ),
    re.compile(_PLATFORM_END),
    before=26,
    behind=20,
)
_PLATFORM_BARE = re.compile(
    rf"^(?:[本该全各新]|{WORDS.pattern('platform sort')}|[一二三两四五六]个)*(?:{WORDS.pattern('platform noun')})$|与|实现|纳入|主动|充分"
)
_STYLE = Around(
    re.compile(
        rf"((?:(?!的)[\u4e00-\u9fff]){{2,6}}式(?:行政)?(?:{WORDS.pattern('style noun')})(?:模式|工作法)?)"
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
    rf"^(?:{WORDS.pattern('method sort')})+(?:工作法|模式)|的|(?:采取|推广|推行|形成|探索|构建|打造|建立|创新)"
)
_SITE = re.compile(
    rf"(?:{WORDS.pattern('site verb')})(?:了|完成)?(?:[^,。;:“”《》]{{0,12}}(?:个|处|家|支|村|、|了|一批|全市|全县|首个))?"
    rf"((?:(?!建设|打造|设立|建成|创建|的|和|与|等|各|了|、|村|个|处|家)[\u4e00-\u9fff]){{2,14}}?(?:{WORDS.pattern('site end')}))(?![率等的])"
)
_SITE_BARE = re.compile(rf"^(?:{WORDS.pattern('site sort')})+(?:示范点|教育基地|宣讲团|联络站|长廊)$")

# Words that say how or when, in front of a name.
_ADVERBS = re.compile(
    rf"^(?:全[国省市县区]|{WORDS.pattern('adverb')}|\d+[个项处]|《?|[我本][市县区镇省]|年度?|\d+年度?)+"
)


def titled_ones(folded: str, start: int, end: int) -> Iterator[ProgrammeMention]:
    """New programmes without quotation marks in `folded[start:end]`, by titles with telling ends."""
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
            kind = KIND_OF.get(suffix_word(trimmed), "campaign")
            yield ProgrammeMention(Span(begin, match.end(group)), trimmed, kind, None, Method.PATTERN, score)
