"""Praise by a named giver, and practices that a higher level spreads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.awards.levels import RANKS, level_of
from kg.extract.awards.mention import AwardMention, Sort
from kg.extract.awards.recipients import row_of, subject_of
from kg.model import Span
from kg.scan import Around
from kg.text import sentence_around

_PRAISE = Around(
    re.compile(
        r"(?:受到|得到|获得?|获|荣获|被|受)(?:了)?(?P<by>[^,。;“”]{0,30}?)(?P<what>通报(?:表扬|表彰|嘉奖)|书面表扬|激励表扬|发文表扬|发文推广|集体嘉奖|表彰奖励|督查激励|表彰(?!大会|会|为|奖(?!励)))(?!制度|机制|名单)"
    ),
    "表扬|表彰|嘉奖|发文推广|督查激励",
    before=40,
    behind=6,
)
_PROMOTE = Around(
    re.compile(
        r"(?:(?:获|被|得到|获得|作为[^,。;]{0,8}|并?在|向|于|(?:模式|经验|做法|成果|案例|创新)(?=全[国省市区县]))(?P<by>[^,。;]{0,16}?))(?P<scope>全国|全省|全区|全市|全县|[\u4e00-\u9fff]{2,4}省|[\u4e00-\u9fff]{2,3}市|(?<!全)省|国家(?=级|层面|有关))(?P<body>[^,。;]{0,10}?)(?P<what>复制推广|推广应用|宣传推广|推介|推广)(?=[,。;]|$|\n|”|、|“|该|这一)"
    ),
    "推广|推介",
    before=48,
    behind=6,
)
# 被国家发展改革委发文推广: who spreads it tells how far.
_SPREAD_BY = Around(
    re.compile(
        r"(?:被|获)(?P<by>[^,。;“”]{2,20}?)(?:集中)?(?P<what>发文推广|复制推广|宣传推广|推广|推介)(?=[,。;]|$|\n)"
    ),
    "推广|推介",
    before=34,
    behind=2,
)
# 省委依法治省办发文推广我县“三色预警”机制: who spreads it stands in front.
_SPREADS = Around(
    re.compile(
        r"(?P<by>[\u4e00-\u9fff]{3,16}?)(?P<what>(?:发文|通报)(?:在全[国省市区县])?(?:推广|推介))了?(?P<object>(?:[我本][省市县区])?[^,。;“”]{0,10}“[^”\n]{2,20}”[\u4e00-\u9fff]{0,6})"
    ),
    "发文|通报",
    before=16,
    behind=52,
)
_VAGUE = re.compile(r"(?:典型|相关|有关|其|该|经验|工作|做法|成效)+(?:经验|做法|成效|工作|成果)*$")
_CLAUSES_BACK = 3
# 在全市推广“三色卡”做法: what is spread stands behind.
_OBJECT = re.compile(
    r"(?:应用)?(?P<what>[\u4e00-\u9fff]{0,12}“[^”\n]{2,20}”)(?:[\u4e00-\u9fff]{0,6})?(?:做法|经验|模式|机制|工作法)"
)
_HURRY = re.compile(r"^(?:向|在)?.{0,3}(?:深入|积极|加快|大力)")
_MEANS = re.compile(r"制度|机制|平台|模式(?!在)")


def praised(folded: str, start: int, end: int, bodies: list[Span]) -> Iterator[AwardMention]:
    """Praise in public by a named giver."""
    for match in _PRAISE.finditer(folded, start, end):
        by = match.group("by")
        if match.group("what") == "表彰" and not by:
            continue
        left, _ = sentence_around(folded, match.start(), match.start())
        subject, apart = _what_is_praised(folded, left, match.start())
        award = AwardMention(
            match.group("what"),
            level_of(by) or "other",
            Span(subject.start, match.end()),
            Span(match.end(), match.end()),
            subject,
            Span(match.start("by"), match.end("by")) if by else None,
            None,
            0.8,
            Sort.PRAISE,
            apart,
        )
        rows = row_of(folded, bodies, subject)
        for span in rows or [subject]:
            yield replace(award, subject=span, one_of_row=bool(rows))


def _what_is_praised(folded: str, left: int, verb: int) -> tuple[Span, bool]:
    """The subject; of 典型经验做法受到… the clause before, where what is meant stands."""
    subject, apart = subject_of(folded, left, verb)
    if not _VAGUE.match(folded[subject.start : subject.end]):
        return subject, apart
    begin = subject.start
    for _ in range(_CLAUSES_BACK):
        if begin <= left:
            break
        begin = max(left, folded.rfind(",", left, begin - 1) + 1)
        if "”" in folded[begin : subject.start]:
            return Span(begin, subject.end), False
    return Span(max(left, folded.rfind(",", left, subject.start - 1) + 1), subject.end), False


def promoted(folded: str, start: int, end: int, own_rank: int) -> Iterator[AwardMention]:
    """Practices that are spread over, or told of in, a region above the report's own."""
    for match in _PROMOTE.finditer(folded, start, end):
        scope, body = match.group("scope"), match.group("body")
        level = level_of(scope if scope != "省" else "全省") or "other"
        if RANKS.get(level, 9) >= own_rank or _MEANS.search(body) or _HURRY.search(body):
            continue
        yield _promotion(folded, match, scope + body + match.group("what"), level)
    for match in _SPREAD_BY.finditer(folded, start, end):
        by, named = match.group("by"), level_of(match.group("by"))
        if named is None or RANKS.get(named, 9) >= own_rank or re.search(r"全[国省市区县]|[在向]", by):
            continue
        yield _promotion(folded, match, by + match.group("what"), named)

    for match in _SPREADS.finditer(folded, start, end):
        named = level_of(match.group("by"))
        if named is None or RANKS.get(named, 9) >= own_rank:
            continue
        giver, what = Span(*match.span("by")), Span(*match.span("object"))
        yield AwardMention(
            match.group("what"), named, Span(giver.start, what.end), Span(what.end, what.end), what, giver, None, 0.7,
            Sort.PROMOTION,
        )  # fmt: skip


# 综合医改做法被国家卫生健康委向全国推介: what stands behind 被 gives.
_PASSIVE = re.compile(r"(?<=[\u4e00-\u9fff”])(?:被|由|受到|得到)(?=[\u4e00-\u9fff、]{3,40}$)")


def _promotion(folded: str, match: re.Match[str], name: str, level: str) -> AwardMention:
    left, _ = sentence_around(folded, match.start(), match.start())
    subject, apart = _what_is_praised(folded, left, match.start())
    stop = match.end()
    giver = None
    if passive := _PASSIVE.search(folded, subject.start, subject.end):
        giver, subject = Span(passive.end(), subject.end), Span(subject.start, passive.start())
    if thing := _OBJECT.match(folded, match.end()):
        giver = subject
        subject, apart, stop = Span(thing.start("what"), thing.end()), False, thing.end()
    return AwardMention(
        name,
        level,
        Span(min(subject.start, giver.start if giver else subject.start), stop),
        Span(match.end(), match.end()),
        subject,
        giver,
        None,
        0.7,
        Sort.PROMOTION,
        apart,
    )
