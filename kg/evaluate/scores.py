"""Scores of one report and over many; a share or score of nothing is None."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.alignment import agrees, align, is_linked
from kg.evaluate.entries import ATTRIBUTES, LINKED_KINDS, Record, is_scored, read_entries
from kg.evaluate.likeness import comparable
from kg.model import Kind


@dataclass(frozen=True, slots=True)
class Share:
    """How many of `of` things are right in what `name` says."""

    name: str
    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1, or None if there is nothing to share."""
        return _ratio(self.right, self.of)


@dataclass(frozen=True, slots=True)
class KindScore:
    """The counts of one kind and what follows from them.

    `linked` counts the pairs whose extracted name is the gold name or an alias (None for awards and
    statistics, which are not linked). If not `scored`, the gold is partial and all counts are 0.
    """

    kind: Kind
    gold: int
    found: int
    paired: int
    linked: int | None
    attributes: tuple[Share, ...]
    scored: bool = True

    @property
    def precision(self) -> float | None:
        """Share of the extracted entries that are paired, None if nothing was extracted."""
        return _ratio(self.paired, self.found)

    @property
    def recall(self) -> float | None:
        """Share of the gold entries that are paired, None if the gold has none."""
        return _ratio(self.paired, self.gold)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, None if there is nothing on either side."""
        return _ratio(2 * self.paired, self.gold + self.found)

    @property
    def linking(self) -> float | None:
        """Share of the pairs that are linked, None without pairs or for a kind that is not linked."""
        return None if self.linked is None else _ratio(self.linked, self.paired)


@dataclass(frozen=True, slots=True)
class ReportScore:
    """Scores of one report: the kinds in the order of `Kind`, the document by the gold's non-empty fields."""

    kinds: tuple[KindScore, ...]
    fields: tuple[Share, ...]

    def of(self, kind: Kind) -> KindScore:
        """Return the score of one kind."""
        return next(score for score in self.kinds if score.kind is kind)

    @property
    def document(self) -> Share:
        """All fields of the document together."""
        return Share("document", sum(f.right for f in self.fields), sum(f.of for f in self.fields))


@dataclass(frozen=True, slots=True)
class Scores(ReportScore):
    """Scores over `reports` reports, from their counts added up (micro average)."""

    reports: int


def score_report(gold: Record, found: Record) -> ReportScore:
    """Score one extracted report against its gold.

    `gold` is an annotated report as `read_gold` returns it, `found` what `kg.records.to_record` returns;
    keys that are missing count as empty. Raises nothing for such objects.
    """
    kinds = tuple(_score_kind(gold, found, kind) for kind in Kind)
    return ReportScore(kinds, _score_document(gold.get("document") or {}, found.get("document") or {}))


def combine(scores: Iterable[ReportScore]) -> Scores:
    """Return the micro average: the counts of all reports added up. No reports give zero counts."""
    reports = list(scores)
    kinds = tuple(_add_kind(kind, [report.of(kind) for report in reports]) for kind in Kind)
    return Scores(kinds, _add_shares(f for report in reports for f in report.fields), len(reports))


def _score_kind(gold: Record, found: Record, kind: Kind) -> KindScore:
    if not is_scored(gold, kind):
        return _unscored(kind)
    ours, theirs = read_entries(gold, kind), read_entries(found, kind)
    pairs = align(ours, theirs).pairs
    return KindScore(
        kind=kind,
        gold=len(ours),
        found=len(theirs),
        paired=len(pairs),
        linked=sum(is_linked(g, f) for g, f in pairs) if kind in LINKED_KINDS else None,
        attributes=tuple(
            Share(name, sum(agrees(g, f, name) for g, f in pairs), len(pairs)) for name in ATTRIBUTES[kind]
        ),
    )


def _unscored(kind: Kind) -> KindScore:
    linked = 0 if kind in LINKED_KINDS else None
    return KindScore(kind, 0, 0, 0, linked, tuple(Share(name, 0, 0) for name in ATTRIBUTES[kind]), False)


def _score_document(gold: Record, found: Record) -> tuple[Share, ...]:
    wanted = {name: value for name, raw in gold.items() if (value := comparable(raw)) is not None}
    return tuple(Share(name, int(comparable(found.get(name)) == value), 1) for name, value in wanted.items())


def _add_kind(kind: Kind, scores: Sequence[KindScore]) -> KindScore:
    scored = [score for score in scores if score.scored]
    if not scored:
        return _unscored(kind)
    return KindScore(
        kind=kind,
        gold=sum(score.gold for score in scored),
        found=sum(score.found for score in scored),
        paired=sum(score.paired for score in scored),
        linked=sum(score.linked or 0 for score in scored) if kind in LINKED_KINDS else None,
        attributes=_add_shares(share for score in scored for share in score.attributes),
    )


def _add_shares(shares: Iterable[Share]) -> tuple[Share, ...]:
    """Add up shares of the same name, in the order in which names first come."""
    added: dict[str, Share] = {}
    for share in shares:
        before = added.get(share.name, Share(share.name, 0, 0))
        added[share.name] = Share(share.name, before.right + share.right, before.of + share.of)
    return tuple(added.values())


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
