"""A gate: no kind's F1 may fall more than 0.01 below tests/figures.json.

When a change makes the figures better, `python -m tests.update_figures` writes the new ones.
"""

from __future__ import annotations

import json
from functools import cache

import pytest
from update_figures import FIGURES, SETS, measure

ALLOWED = 0.01
EXPECTED: dict[str, dict[str, float]] = json.loads(FIGURES.read_text(encoding="utf-8"))


@cache
def measured(name: str) -> dict[str, float]:
    return measure(name)


def test_the_figures_are_of_all_sets_and_kinds() -> None:
    assert set(EXPECTED) == set(SETS)
    for name in SETS:
        assert set(EXPECTED[name]) == set(measured(name))


@pytest.mark.parametrize("name, kind", [(name, kind) for name in EXPECTED for kind in EXPECTED[name]])
def test_no_figure_falls(name: str, kind: str) -> None:
    now, before = measured(name)[kind], EXPECTED[name][kind]
    reports, stems = SETS[name]
    look = (
        ""
        if name.startswith("held out")
        else f"; see what was lost: kg eval tests/gold {reports.name} --errors {kind}"
    )
    assert now >= before - ALLOWED, f"{kind} on {name} ({stems}) fell from {before} to {now}{look}"
