"""Mentions of titles to regulations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.regulations import RegulationMention, strip_edition, strongest
from kg.iris import candidate_iri
from kg.model import Kind, Mention, Place, Regulation
from kg.text import skeleton
from kg.vocabulary.concepts import Concept

_ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plan", re.compile(r"(?:规划|纲要|方案|要点|计划|预案|任务书|路线图|总规|控规)$")),
    ("report", re.compile(r"(?:报告|白皮书|蓝皮书|公报|年报)$")),
    ("law", re.compile(r"(?:法典|(?<!办)(?<!方)(?<!做)法|宪法)$")),
    ("local_regulation", re.compile(r"条例$")),
)
_LOCAL_RULE = re.compile(
    r"^[\u4e00-\u9fff]{2,10}?(?:省|自治区|市)[\u4e00-\u9fff]*(?:管理办法|规定|实施办法)$"
)
_PROVINCIAL = re.compile(r"^[\u4e00-\u9fff]{2,10}?(?:省|自治区)|^(?:北京|天津|上海|重庆)市")


# The text says what kind it is: 出台规章《…办法》.
_CALLED = re.compile(r"(规章|地方性法规)(?:[::])?$")
# Governments' rules are decreed (公布, 出台); what is 印发, on trial or about the bounds of penalties is a document.
_ISSUED = re.compile(r"印发(?:了|实施)?(?:《[^《》]{2,60}》[、和及]?)*$")
_ON_TRIAL = re.compile(r"\((?:试行|暂行)\)$|裁量基准|裁量权基准")
_CALLED_KIND = {"规章": "rule", "地方性法规": "local_regulation"}


@dataclass(slots=True)
class _Found:
    title: str
    concept: Concept | None
    aliases: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    called: str = ""
    issued: bool = False


def link_regulations(
    text: str, mentions: list[RegulationMention], context: Place | None
) -> tuple[Regulation, ...]:
    """Group mentions by the document they name; `text` is the report's own text, for surfaces.

    A title that is only the end of a longer one in the same report (《实施细则》) is taken for it.
    """
    found: dict[str, _Found] = {}
    for mention in sorted(mentions, key=lambda m: -len(m.title)):
        title = _title(mention, context)
        key = mention.concept.iri if mention.concept else skeleton(title)
        key = _longer(key, found) if mention.concept is None and len(key) <= 8 else key
        entry = found.setdefault(
            key, _Found(mention.concept.name if mention.concept else title, mention.concept)
        )
        for alias in (mention.title, title):
            if alias != entry.title and alias not in entry.aliases:
                entry.aliases.append(alias)
        role = (
            "cited"
            if mention.role == "enacted" and entry.concept is not None and entry.concept.kind in _NATIONAL
            else mention.role
        )
        entry.roles.append(role)
        if (called := _CALLED.search(text, max(0, mention.span.start - 8), mention.span.start)) is not None:
            entry.called = called.group(1)
        if mention.concept is None and _LOCAL_RULE.match(title):
            start = mention.span.start
            entry.issued |= bool(
                _ON_TRIAL.search(mention.title) or _ISSUED.search(text, max(0, start - 200), start)
            )
        entry.mentions.append(
            Mention(mention.span, text[mention.span.start : mention.span.end], mention.method, mention.score)
        )
    return tuple(sorted((_regulation(entry) for entry in found.values()), key=lambda r: r.mentions[0].span))


_NATIONAL = frozenset({"law", "administrative_regulation", "party_regulation"})


# A bare level word that says whose document it is (省国土空间规划), rather than beginning another word (省级, 市场).
_OWNER = re.compile(r"(自治区|省|市|县)(政府)?(?![级属直委域内外会场政民容校乡办、和])")
_QUOTED = re.compile(r"“([^“”]*)”")


def _title(mention: RegulationMention, context: Place | None) -> str:
    title = strip_edition(mention.title)
    if (quoted := _QUOTED.fullmatch(title)) is not None:
        title = quoted.group(1)
    title = re.sub(r"^(?:全[省市县区镇]|本地区?|本级|我[省市县区镇局])(?=[\u4e00-\u9fff])", "", title)
    return title if mention.concept is not None else _with_owner(title, context)


def _with_owner(title: str, context: Place | None) -> str:
    """The title with the name of the place in full where the text gives its level alone: 县政府工作规则."""
    found = _OWNER.match(title)
    if found is None or context is None:
        return title
    names = [name for name in reversed(context.chain.split("/")) if name.endswith(found.group(1))]
    if not names:
        return title
    return names[0] + ("人民政府" if found.group(2) else "") + title[found.end() :]


def _longer(key: str, found: dict[str, _Found]) -> str:
    return next(
        (other for other in found if other != key and other.endswith(key) and not other.startswith("http")),
        key,
    )


def _regulation(entry: _Found) -> Regulation:
    mentions = tuple(sorted(entry.mentions, key=lambda m: m.span))
    if entry.concept is not None:
        aliases = tuple(dict.fromkeys([*entry.concept.labels[1:], *entry.aliases]))
        return Regulation(
            entry.concept.iri,
            entry.title,
            aliases,
            entry.concept.kind,
            strongest(entry.roles),
            True,
            mentions,
        )
    iri = candidate_iri(Kind.REGULATION, skeleton(entry.title))
    kind = _CALLED_KIND.get(entry.called) or kind_of(entry.title)
    kind = "normative" if entry.issued and kind == "rule" and not entry.called else kind
    return Regulation(iri, entry.title, tuple(entry.aliases), kind, strongest(entry.roles), False, mentions)


def kind_of(title: str) -> str:
    """The kind of a document by the end of its title."""
    for kind, pattern in _ENDINGS:
        if pattern.search(title):
            return kind
    if _LOCAL_RULE.match(title) and _PROVINCIAL.match(title):
        return "rule"
    return "normative"
