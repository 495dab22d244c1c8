"""Decisions of a reviewer on programmes, applied where mentions are linked: which are none, which are the same."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath

from kg.errors import UsageError
from kg.extract.programmes import ProgrammeMention
from kg.link.variants import programme_core
from kg.model import Report
from kg.text import skeleton, skeleton_with_offsets
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept

COLUMNS = ("decision", "name", "target", "report", "note")


class Verdict(StrEnum):
    """What a reviewer decides of a name."""

    NOT_A_PROGRAMME = "not-a-programme"
    SAME_AS = "same-as"
    NOT_SAME = "not-same"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file; `report` is empty where the decision holds everywhere.

    `known` tells whether a vocabulary has the name, `concept` is the target's where one has it.
    """

    line: int
    verdict: Verdict
    name: str
    target: str = ""
    report: str = ""
    known: bool = False
    concept: Concept | None = None

    def holds_in(self, source: str) -> bool:
        """Whether the decision is about the report read from `source` (a path; its name or stem will do)."""
        return not self.report or self.report in _names_of(source)


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a file, found by the names that they are about."""

    file: str = ""
    lines: tuple[Decision, ...] = ()
    _by_name: dict[str, list[Decision]] = field(init=False, repr=False, compare=False)
    _by_core: dict[str, list[Decision]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_name: dict[str, list[Decision]] = defaultdict(list)
        by_core: dict[str, list[Decision]] = defaultdict(list)
        for decision in sorted(self.lines, key=lambda d: not d.report):  # those on one report come first
            by_name[skeleton(decision.name)].append(decision)
            if decision.verdict is not Verdict.NOT_SAME:
                by_core[programme_core(decision.name)].append(decision)
        object.__setattr__(self, "_by_name", dict(by_name))
        object.__setattr__(self, "_by_core", dict(by_core))

    def judged(self, report: Report, mentions: Iterable[ProgrammeMention]) -> list[ProgrammeMention]:
        """The mentions that remain, each with the programme that the reviewer says it means."""
        if not self.lines:
            return list(mentions)
        decided = (self._decided(report, mention) for mention in mentions)
        return [mention for mention in decided if mention is not None]

    def apart(self, source: str) -> frozenset[str]:
        """Skeletons of the names that are not to be joined with variants of theirs in a report."""
        return frozenset(
            skeleton(name)
            for decision in self.lines
            if decision.verdict is Verdict.NOT_SAME and decision.holds_in(source)
            for name in (decision.name, decision.target)
        )

    def said_in(self, source: str, folded: str) -> frozenset[tuple[int, str]]:
        """Of the names that no vocabulary has, those that stand in a report's folded text, with their lines."""
        sought = [(d.line, n) for d in self.lines if d.holds_in(source) for n in _unknown(d)]
        if not sought:
            return frozenset()
        bare, _ = skeleton_with_offsets(folded)
        return frozenset((line, name) for line, name in sought if skeleton(name) in bare)

    def check(self, said: frozenset[tuple[int, str]]) -> None:
        """Raise UsageError, naming the line, when a name stands in no vocabulary and in no report."""
        for decision in self.lines:
            for name in _unknown(decision):
                if (decision.line, name) not in said:
                    where = (
                        f"report {decision.report} does not have it"
                        if decision.report
                        else "no report has it"
                    )
                    raise UsageError(
                        f"{self.file}, line {decision.line}: unknown name {name!r}: it is in no vocabulary, and {where}"
                    )

    def _decided(self, report: Report, mention: ProgrammeMention) -> ProgrammeMention | None:
        """Follow the decisions from name to name; a line is followed once."""
        spans = (mention.span, *mention.forms)
        said = [skeleton(report.text[span.start : span.end]) for span in spans]
        followed: set[int] = set()
        while True:
            decision = next(
                (
                    d
                    for d in self._on(report, mention, said)
                    if d.line not in followed and _concerns(d, mention)
                ),
                None,
            )
            if decision is None:
                return mention
            if decision.verdict is Verdict.NOT_A_PROGRAMME:
                return None
            followed.add(decision.line)
            if decision.verdict is Verdict.SAME_AS:
                mention, said = _as(mention, decision), []
            else:
                surface = report.text[mention.span.start : mention.span.end]
                mention = mention._replace(concept=None, name=surface)

    def _on(self, report: Report, mention: ProgrammeMention, said: list[str]) -> Iterator[Decision]:
        """The decisions on a mention's programme or its words, those on one report first."""
        concept = mention.concept
        names = dict.fromkeys([skeleton(concept.name if concept else mention.name), *said])
        found = [decision for name in names for decision in self._by_name.get(name, ())]
        if concept is None:
            found += self._by_core.get(programme_core(mention.name), ())
        return (d for d in sorted(found, key=lambda d: not d.report) if d.holds_in(report.source))


def load_decisions(path: str | Path, vocabulary: Vocabulary, sources: Iterable[str]) -> Decisions:
    """Read a file of decisions: CSV with the columns `decision,name,target,report,note`.

    `sources` are the paths of the reports. Raises UsageError naming the line of what is not understood: an
    unknown decision or report, a missing name or target, two decisions that do not go together. Names that
    no vocabulary has are checked when the reports have been read (`Decisions.check`).
    """
    reports = {name for source in sources for name in _names_of(source)}
    found: list[Decision] = []
    try:
        for line, row in _rows(Path(path)):
            found.append(_decision(line, row, vocabulary, reports))
            _check_together(found)
    except ValueError as error:
        raise UsageError(f"{path}, {error}") from error
    return Decisions(str(path), tuple(found))


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # as spreadsheets in China save it
        text = data.decode("gb18030", errors="replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if not {"decision", "name"} <= set(header) <= set(COLUMNS) or len(set(header)) != len(header):
        raise ValueError(f"line 1: the columns must be {','.join(COLUMNS)}, not {','.join(header)}")
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise ValueError(f"line {reader.line_num}: more cells than columns")
        yield reader.line_num, {k: v.strip() for k, v in zip(header, cells, strict=False)}


def _decision(line: int, row: dict[str, str], vocabulary: Vocabulary, reports: set[str]) -> Decision:
    given, name = row.get("decision", ""), row.get("name", "")
    target, report = row.get("target", ""), row.get("report", "")
    if given not in list(Verdict):
        raise ValueError(f"line {line}: unknown decision {given!r}: use {', '.join(Verdict)}")
    verdict = Verdict(given)
    if not skeleton(name):
        raise ValueError(f"line {line}: {verdict} needs a name")
    if (verdict is Verdict.NOT_A_PROGRAMME) is bool(skeleton(target)):
        needs = "has no target" if target else "needs a target"
        raise ValueError(f"line {line}: {verdict} {needs}")
    if skeleton(name) == skeleton(target):
        raise ValueError(f"line {line}: name and target are the same: {name}")
    if report and report not in reports:
        raise ValueError(
            f"line {line}: unknown report {report!r}: give its path, its file's name or its stem"
        )
    labels = vocabulary.programme_labels
    concept = labels.exact(target) if target else None
    return Decision(line, verdict, name, target, report, labels.exact(name) is not None, concept)


def _check_together(found: list[Decision]) -> None:
    """Whether the last decision goes with those before it: one fate for a name, no circle of same-as."""
    last = found[-1]
    if last.verdict is Verdict.NOT_SAME:
        return
    for other in found[:-1]:
        same = skeleton(other.name) == skeleton(last.name) and other.report == last.report
        if same and other.verdict is not Verdict.NOT_SAME and _fate(other) != _fate(last):
            raise ValueError(f"line {last.line}: {last.name} is decided otherwise in line {other.line}")
    onward = {
        skeleton(d.name): skeleton(d.target)
        for d in found
        if d.verdict is Verdict.SAME_AS and (not d.report or not last.report or d.report == last.report)
    }
    step, seen = skeleton(last.name), set[str]()
    while step in onward:
        if step in seen:
            raise ValueError(f"line {last.line}: same-as leads back to {last.name}")
        seen.add(step)
        step = onward[step]


def _fate(decision: Decision) -> tuple[Verdict, str]:
    return decision.verdict, skeleton(decision.target)


def _concerns(decision: Decision, mention: ProgrammeMention) -> bool:
    """Whether a decision changes anything: it may have been followed already."""
    if decision.verdict is Verdict.NOT_SAME:
        return mention.concept is not None and mention.concept == decision.concept
    if decision.verdict is Verdict.SAME_AS and mention.concept is not None:
        return mention.concept != decision.concept
    return True


def _as(mention: ProgrammeMention, decision: Decision) -> ProgrammeMention:
    if decision.concept is not None:
        concept = decision.concept
        return mention._replace(concept=concept, name=concept.name, kind=concept.kind)
    return mention._replace(concept=None, name=decision.target)


def _unknown(decision: Decision) -> Iterator[str]:
    if not decision.known:
        yield decision.name
    if decision.target and decision.concept is None:
        yield decision.target


def _names_of(source: str) -> tuple[str, str, str]:
    path = PurePath(source)
    return source, path.name, path.stem
