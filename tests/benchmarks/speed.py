"""Extraction and linking against jieba.lcut over the same text: `python -m tests.benchmarks.speed`.

Both run on one core in one process, report by report in turn, so that a busy machine slows both alike. Counted is
the time of the process; of several rounds the median counts. The first, uncounted round loads dictionaries and
vocabularies. What is kept of one report does not live until the next round (see `kg.text.remembered`).
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import jieba

from kg.model import Report
from kg.pipeline import analyse
from kg.read import find_files, read
from kg.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
CORPORA = {"seeds": ROOT / "seeds", "provincial-2025": ROOT.parent / "shared" / "corpora" / "provincial-2025"}
ROUNDS = 5


def reports_of(folder: Path) -> list[Report]:
    """The reports of a folder, read and ready to be analysed; README and the like are no reports."""
    gazetteer = load_vocabulary().gazetteer
    return [read(path, gazetteer) for path in find_files([folder]) if Path(path).suffix != ".md"]


def spent(work: Callable[[], object]) -> float:
    """The processor time of a call, in seconds."""
    begin = process_time()
    work()
    return process_time() - begin


def one_round(reports: list[Report]) -> tuple[float, float]:
    """The time of extraction and linking, and that of jieba, over all reports."""
    vocabulary = load_vocabulary()
    ours = theirs = 0.0
    for report in reports:
        ours += spent(lambda report=report: analyse(report, vocabulary))
        theirs += spent(lambda report=report: jieba.lcut(report.text))
    return ours, theirs


def measure(reports: list[Report], rounds: int = ROUNDS) -> tuple[float, float]:
    """Medians over the rounds: the seconds of extraction and linking, and those of jieba."""
    one_round(reports)
    times = [one_round(reports) for _ in range(rounds)]
    return median(ours for ours, _ in times), median(theirs for _, theirs in times)


def main() -> None:
    """Print a line for each corpus that is there."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    for name, folder in CORPORA.items():
        if not folder.is_dir():
            sys.stdout.write(f"{name}: not here, not measured\n")
            continue
        reports = reports_of(folder)
        ours, theirs = measure(reports)
        characters = sum(len(report.text) for report in reports)
        sys.stdout.write(
            f"{name}: {len(reports)} reports, {characters} characters; extraction and linking {ours:.3f} s, "
            f"jieba.lcut {theirs:.3f} s: {theirs / ours:.2f} times the speed of jieba\n"
        )


if __name__ == "__main__":
    main()
