"""Ways to find the programmes that no vocabulary holds, compared: `python -m tests.benchmarks.methods`.

Learned ones are trained on the tuning part, their settings chosen there by leaving one report out at a time, and
every way is then scored once on the held-out part. METHODS.md tells what came out and what was chosen.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

import rjieba

from kg.evaluate.alignment import align
from kg.evaluate.entries import read_entries
from kg.evaluate.gold import read_gold
from kg.evaluate.likeness import normalise
from kg.extract.programmes import ProgrammeMention, finding, kinds
from kg.model import Kind, Method, Report, Span
from kg.pipeline import analyse
from kg.read import read
from kg.records import to_record
from kg.spans import SpanSet
from kg.text import fold, quoted_spans
from kg.vocabulary import Vocabulary, load_vocabulary
from tests.benchmarks.candidates import Candidate, candidates, without_hand
from tests.benchmarks.learners import Features, Logistic, Tagged, Tagger, stretches

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
TUNING = ("000_2610cc06b801b4b3", "001_b2724b32383efc5b", "002_5bda4c0694c4520f", "003_ef4cd1f1ae457225",
          "004_6217e2c08ed19368", "invented-c", "invented-d")  # fmt: skip
HELD_OUT = ("invented-a", "invented-b")
LATER = ("invented-e", "invented-f")  # written when the patterns stood
WORK_TUNING, WORK_HELD_OUT = "2025年湖南省政府工作报告", "2025年浙江省政府工作报告"

Finder = Callable[["Annotated"], list[ProgrammeMention]]


@dataclass(frozen=True)
class Annotated:
    """A report with its gold."""

    name: str
    report: Report
    gold: dict[str, Any]
    vocabulary: Vocabulary

    @cached_property
    def folded(self) -> str:
        return fold(self.report.text)

    @cached_property
    def candidates(self) -> list[Candidate]:
        return candidates(self.report, self.vocabulary)

    @cached_property
    def surfaces(self) -> frozenset[str]:
        """The names of all programmes of the gold, as scoring compares them."""
        return frozenset(s for entry in read_entries(self.gold, Kind.PROGRAMME) for s in entry.surfaces)

    def is_right(self, candidate: Candidate) -> bool:
        """Whether the gold has the candidate, with or without the words behind its quotation marks."""
        text = self.folded[candidate.span.start : candidate.span.end]
        return not self.surfaces.isdisjoint((normalise(text), normalise(text + candidate.suffix)))

    @cached_property
    def sentences(self) -> list[tuple[int, Tagged]]:
        """The body's lines with features and tags a character, by where each begins."""
        return list(_tagged(self))


def load(name: str) -> Annotated | None:
    """A report by the stem of its name, or None where it is not here."""
    vocabulary = load_vocabulary()
    places = ((ROOT / "seeds", ROOT / "tests" / "gold"), (ROOT / "tests" / "gold", ROOT / "tests" / "gold"),
              (SHARED / "corpora" / "provincial-2025", SHARED / "gold"))  # fmt: skip
    for texts, golds in places:
        for text in (*texts.glob(f"{name}.txt"), *texts.glob(f"{name}.docx")):
            if (golds / f"{name}.json").exists():
                gold = read_gold(golds / f"{name}.json").records[name]
                return Annotated(name, read(text, vocabulary.gazetteer), gold, vocabulary)
    return None


# ---- the ways


def patterns(annotated: Annotated) -> list[ProgrammeMention] | None:
    """The hand-written ones: None leaves them in place."""
    return None


def learned(model: Logistic, quoted_from: float, unquoted_from: float, stacked: bool) -> Finder:
    """Candidates that a scorer finds likely enough; a `stacked` one sees what the patterns say."""

    def find(annotated: Annotated) -> list[ProgrammeMention]:
        found: list[ProgrammeMention] = []
        taken = SpanSet(len(annotated.folded))
        fresh = [c for c in annotated.candidates if not c.known]
        scored = [(model.probability(_seen(c, stacked)), c) for c in fresh]
        for score, candidate in sorted(scored, key=lambda item: -item[0]):
            enough = score >= (quoted_from if candidate.quoted else unquoted_from)
            if enough and not taken.touches(candidate.span):
                taken.add(candidate.span)
                found.append(candidate.mention(annotated.folded, score))
        return found

    return find


def _seen(candidate: Candidate, stacked: bool) -> Features:
    return candidate.features if stacked else without_hand(candidate.features)


def train(reports: Iterable[Annotated], penalty: float, stacked: bool) -> Logistic:
    """A scorer taught by all candidates of the reports, those in the vocabulary too."""
    examples = [(_seen(c, stacked), r.is_right(c)) for r in reports for c in r.candidates]
    return Logistic(examples, penalty)


def tagged(tagger: Tagger) -> Finder:
    """What the tagger marks as names, in quotation marks or not."""

    def find(annotated: Annotated) -> list[ProgrammeMention]:
        found = []
        for begin, (features, _) in annotated.sentences:
            for start, stop in stretches(tagger.tag(features)):
                span = Span(begin + start, begin + stop)
                text = annotated.folded[span.start : span.end]
                kind = kinds.KIND_OF.get(kinds.suffix_word(text.rstrip("”")), "mechanism")
                found.append(ProgrammeMention(span, text.strip("“”"), kind, None, Method.PATTERN, 0.6))
        return found

    return find


def _tagged(annotated: Annotated) -> Iterable[tuple[int, Tagged]]:
    folded, report = annotated.folded, annotated.report
    marks = {at: "B" if at == b else "E" for b, e in quoted_spans(folded) for at in (b, e)}
    known = SpanSet(
        len(folded), (Span(m.start, m.end) for m in annotated.vocabulary.programme_labels.find(folded))
    )
    names = SpanSet(len(folded))
    begins: set[int] = set()
    for surface in sorted(
        (s for p in annotated.gold["programmes"] for s in p["surfaces"]), key=len, reverse=True
    ):
        at = report.text.find(surface, report.body_start)
        while 0 <= at < report.body_end:
            span = Span(at + surface.startswith("“"), at + len(surface) - surface.endswith("”"))
            if not names.touches(span):
                names.add(span)
                begins.add(span.start)
            at = report.text.find(surface, at + len(surface))
    at = report.body_start
    for line in folded[report.body_start : report.body_end].split("\n"):
        features = list(_characters(line, at, marks, known))
        tags = [
            "B" if i in begins else "I" if names.covers(Span(i, i + 1)) else "O"
            for i in range(at, at + len(line))
        ]
        if line:
            yield at, (features, tags)
        at += len(line) + 1


def _characters(line: str, offset: int, marks: dict[int, str], known: SpanSet) -> Iterable[Features]:
    words = [(word, i) for word in rjieba.cut(line) for i in range(len(word))]
    padded, inside = f"^^{line}$$", False
    for at, (word, within) in enumerate(words):
        inside = marks.get(offset + at) == "B" or (inside and marks.get(offset + at) != "E")
        window = padded[at : at + 5]
        place = f"{'q' if inside else 'u'}{'k' if known.covers(Span(offset + at, offset + at + 1)) else ''}"
        following = words[at + len(word) - within][0] if at + len(word) - within < len(words) else "$"
        previous = words[at - within - 1][0] if at > within else "^"
        yield [
            *(f"{i}{char}" for i, char in enumerate(window)),
            *(f"{i}:{window[i : i + 2]}" for i in range(4)),
            place, f"{place}{marks.get(offset + at, '')}", f"w{word}", f"w{place}{word}", f"at{within}/{len(word)}",
            f"n{following}", f"p{previous}", f"k{kinds.KIND_OF.get(word, '')}", f"nk{kinds.KIND_OF.get(following, '')}",
        ]  # fmt: skip


# ---- scoring


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries of the gold, of the extraction, and pairs; `new` ones stand in no vocabulary."""

    gold: int = 0
    found: int = 0
    paired: int = 0
    new_gold: int = 0
    new_gold_paired: int = 0
    new_found: int = 0
    new_found_paired: int = 0

    def __add__(self, other: Counts) -> Counts:
        pairs = zip(self.values(), other.values(), strict=True)
        return Counts(*(a + b for a, b in pairs))

    def values(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def overall(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of all programmes."""
        return _prf(self.paired, self.found, self.paired, self.gold)

    def new(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of those in no vocabulary: of what is found, and of what the gold has."""
        return _prf(self.new_found_paired, self.new_found, self.new_gold_paired, self.new_gold)


def _prf(right: int, found: int, reached: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(found, 1), reached / max(gold, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def score(find: Callable[[Annotated], list[ProgrammeMention] | None], annotated: Annotated) -> Counts:
    """Count what the whole pipeline finds with a way of finding new programmes in place."""
    mentions = find(annotated)
    if mentions is None:
        extraction = analyse(annotated.report, annotated.vocabulary)
    else:
        with (
            patch.object(finding, "quoted_ones", lambda *_: iter(mentions)),
            patch.object(finding, "titled_ones", lambda *_: iter(())),
        ):
            extraction = analyse(annotated.report, annotated.vocabulary)
    gold = read_entries(annotated.gold, Kind.PROGRAMME)
    found = read_entries(to_record(extraction), Kind.PROGRAMME)
    pairs = align(gold, found).pairs
    exact = annotated.vocabulary.programme_labels.exact
    new_gold = {id(e) for e in gold if not any(exact(name) for name in (*e.names, *e.surfaces))}
    new_found = {id(e) for e, p in zip(found, extraction.programmes, strict=True) if not p.known}
    return Counts(
        len(gold), len(found), len(pairs),
        len(new_gold), sum(id(g) in new_gold for g, _ in pairs),
        len(new_found), sum(id(f) in new_found for _, f in pairs),
    )  # fmt: skip


def total(find: Callable[[Annotated], list[ProgrammeMention] | None], reports: Iterable[Annotated]) -> Counts:
    return sum((score(find, report) for report in reports), Counts())


# ---- choosing settings

BOUNDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def folds(reports: list[Annotated], extra: list[Annotated]) -> Iterable[tuple[Annotated, list[Annotated]]]:
    """Each report with all others to learn from; `extra` ones only teach."""
    for left_out in reports:
        yield left_out, [r for r in (*reports, *extra) if r is not left_out]


def choose_learned(
    reports: list[Annotated], extra: list[Annotated], stacked: bool
) -> tuple[float, float, float, float]:
    """F1 across the left-out reports and the best penalty and bounds, those of the learned scorer."""
    best = (0.0, 0.0, 0.0, 0.0)
    for penalty in (0.3, 1.0, 3.0, 10.0):
        models = [(left_out, train(others, penalty, stacked)) for left_out, others in folds(reports, extra)]
        for bounds in itertools.product(BOUNDS, (*BOUNDS, 2.0)):
            counts = sum((score(learned(m, *bounds, stacked), r) for r, m in models), Counts())
            best = max(best, (counts.overall()[2], penalty, *bounds))
    return best


def choose_tagger(reports: list[Annotated], extra: list[Annotated]) -> tuple[float, int]:
    """F1 across the left-out reports and the best number of epochs."""
    return max(
        (
            sum(
                (score(tagged(train_tagger(others, epochs)), r) for r, others in folds(reports, extra)),
                Counts(),
            ).overall()[2],
            -epochs,
        )
        for epochs in (3, 6)
    )


def train_tagger(reports: Iterable[Annotated], epochs: int) -> Tagger:
    return Tagger([sentence for report in reports for _, sentence in report.sentences], epochs)


def main() -> None:
    """Choose on the tuning part, score on both parts, print the table."""
    tuning = [r for name in TUNING if (r := load(name))]
    held_out = [r for name in HELD_OUT if (r := load(name))]
    work, work_held_out = load(WORK_TUNING), load(WORK_HELD_OUT)
    ways: list[tuple[str, Callable[[Annotated], list[ProgrammeMention] | None]]] = [("patterns", patterns)]
    for label, extra in (("", []), (" + 湖南", [work] if work else [])):
        if label and not extra:
            continue
        for name, stacked in (("learned", False), ("stacked", True)):
            f1, penalty, *bounds = choose_learned(tuning, extra, stacked)
            _say(f"# {name}{label}: left-out F1 {f1:.3f} with penalty {penalty}, bounds {bounds}")
            model = train([*tuning, *extra], penalty, stacked)
            ways.append((f"{name}{label}", learned(model, *bounds, stacked)))
        f1, epochs = choose_tagger(tuning, extra)
        _say(f"# tagger{label}: left-out F1 {f1:.3f} with {-epochs} epochs")
        ways.append((f"tagger{label}", tagged(train_tagger([*tuning, *extra], -epochs))))
    later = [r for name in LATER if (r := load(name))]
    parts = [("tuning", tuning), ("held out", held_out), ("e and f", later)]
    parts += [("浙江", [work_held_out])] if work_held_out else []
    parts += [("all but tuning", [*held_out, *later, work_held_out])] if work_held_out else []
    _say("| way | part | P | R | F1 | new: P | R | F1 |\n|---|---|---|---|---|---|---|---|")
    for (name, way), (part, reports) in itertools.product(ways, parts):
        counts = total(way, reports)
        figures = " | ".join(f"{figure:.3f}" for figure in (*counts.overall(), *counts.new()))
        _say(f"| {name} | {part} | {figures} |")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
