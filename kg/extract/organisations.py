"""Organisations of the vocabulary in text, the names that mean other things too only where it speaks of firms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.extract.body_mentions import BRANCH_BEHIND, SCHOOL_BEHIND, AgencyMention, Qualifier
from kg.extract.places import PlaceName, WordEdges
from kg.model import Method, Span
from kg.text import sentence_around
from kg.vocabulary.organisations import OrganisationMatch

# What may still belong to a firm's name.
_LONGER = re.compile(r"(?:集团|控股|股份)?(?:有限|责任)*公司(?!债)|集团(?!化|军)|股份(?![制合权额])")
# What a firm's name goes on with: it is one, whatever stands around.
_TRADE = re.compile(
    r"(?:汽车|科技|电子|新?能源|新材料|半导体|石化|化工|钢铁|重工|医药|制药|生物|智能|微电子|光电|锂电|电池|"
    r"航空|食品|通义|千问|液晶|乳业|空调|手机|云谷|新能源车|机器人|工厂)"
)
_SPEAKS_OF_FIRMS = re.compile(
    r"项目|投产|量产|开工|落户|落地|签约|企业|公司|集团|工厂|产线|生产线|总部|达产|扩产|扩能|技改|攻关|电厂|电站|整车|"
    r"芯片|大模型|LNG|入驻|产业链|供应链|建成|股权|重组|合作|研发|智造|投资"
)
_BEGINS = re.compile(
    r"(?:^|[、,。;:(“\n 和与及以如由在对向为是有到等的]|推动|推进|支持|引进|加快|确保|促进|服务|协助|依托|对接|建设|投产|新建|"
    r"建成|招引|联合|携手|吸引|培育|抓好|投用|做强|做大|瞄准|争取|深化|引入|保障|启动|实施|签约|落地|包括|比如|用好)$"
)
# A longer word or a class that only begins like a name: 中国银行业, 清华大学生, 东风汽车城.
_OTHER_WORD = re.compile(
    r"业(?!务|绩)|界|杯(?!具)|保险监督|路(?!虎)|大道|大街|式|化(?!工|学)|地区|街道|广场|不夜城|芙蓉园|盛世|堆|星级|级|零碳|岛|(?<=大学)(?:生|城|科技园)"
)


def known_organisations(
    folded: str, start: int, end: int, matches: list[OrganisationMatch], places: list[PlaceName]
) -> Iterator[AgencyMention]:
    """Those among the `matches` of the vocabulary that name an organisation; they may overlap."""
    edges = WordEdges(folded)
    starts = [place.start for place in places]
    ends = {place.end for place in places}
    for match in matches:
        if not start <= match.start < end:
            continue
        trade = _TRADE.match(folded, match.end) is not None
        if match.guarded and not (_begins(folded, match.start, ends) or (trade and _is_own(folded, match))):
            continue
        before = bisect_right(starts, match.end - 1) - 1
        place = places[before] if before >= 0 else None
        if place is not None and place.end > match.start:
            behind = places[before + 1].start if before + 1 < len(places) else -1
            if _is_place(match, place, trade or behind == match.end):
                continue
        if part := SCHOOL_BEHIND.match(folded, match.end) or _branch(folded, match):
            name = folded[match.start : part.end()]
            span = Span(match.start, part.end())
            yield AgencyMention(span, Qualifier.NAMED, "", name, None, Method.PATTERN, 0.65)
        elif longer := _counts(folded, match, edges, trade):
            yield AgencyMention(
                Span(match.start, longer),
                Qualifier.ORGANISATION,
                "",
                match.organisation.name,
                None,
                Method.VOCABULARY,
                0.7 if match.guarded else 0.9,
            )


def _branch(folded: str, match: OrganisationMatch) -> re.Match[str] | None:
    kind = match.organisation.kind
    return BRANCH_BEHIND.match(folded, match.end) if kind in ("enterprise", "bank") else None


def _is_place(match: OrganisationMatch, place: PlaceName, goes_on: bool) -> bool:
    """Whether the words are a place's, or part of them: 阿里 in 阿里地区, 京瓷 in 南京瓷器.

    They are none where a trade or another place `goes_on` behind: 阿里云, 吉利贵阳基地.
    """
    begins = place.parts[-2] if len(place.parts) > 1 else place.start
    if place.end == match.end and match.start in (begins, place.start):
        return not goes_on
    return place.start < match.start < place.end or (place.start == match.start and match.end < place.end)


def _begins(folded: str, start: int, ends: set[int]) -> bool:
    """Whether a guarded name may begin here: behind a place, a mark or a verb."""
    return start in ends or _BEGINS.search(folded, max(0, start - 2), start) is not None


def _is_own(folded: str, match: OrganisationMatch) -> bool:
    """Whether a name is too rare to be the end of another word: 清陶 in 清陶锂电, not 中化 in 集中化工."""
    return folded[match.start] not in "中国一"


def _counts(folded: str, match: OrganisationMatch, edges: WordEdges, trade: bool) -> int:
    """Where the name ends, or 0 where the words mean something else."""
    if _OTHER_WORD.match(folded, match.end):
        return 0
    longer = _LONGER.match(folded, match.end)
    stop = longer.end() if longer else match.end
    if not match.guarded:
        short = match.end - match.start <= 2
        return 0 if short and match.start not in edges.around(match.start, match.end) else stop
    if longer or trade:
        return stop
    left, right = sentence_around(folded, match.start, match.end)
    return stop if _SPEAKS_OF_FIRMS.search(folded, left, right) else 0
