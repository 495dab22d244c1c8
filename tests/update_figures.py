"""Write tests/figures.json, what test_accuracy.py holds the extraction to: `python -m tests.update_figures`.

Run it after a change that makes the figures better, or that changes the gold; the difference is shown.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from kg.scoring import score_paths

TESTS = Path(__file__).parent
FIGURES = TESTS / "figures.json"
# Each set by its name: where the reports are, and the stems of its gold files (tests/gold/README.md says which is which).
SETS = {
    "seeds": (TESTS.parent / "seeds", "0*"),
    "invented": (TESTS / "gold", "invented-[c-fj-o]"),
    "held out": (TESTS / "gold", "invented-[abgh]"),
    "held out, work report": (TESTS / "gold", "invented-i"),
}


def measure(name: str) -> dict[str, float]:
    """The F1 of each kind on one of the sets, and the share of the document's fields that are right."""
    reports, stems = SETS[name]
    gold = sorted((TESTS / "gold").glob(f"{stems}.json"))
    total = score_paths_of(gold, reports)
    figures = {kind: round(score["f1"], 3) for kind, score in total["kinds"].items()}
    return {**figures, "document": round(total["document"]["share"], 3)}


def score_paths_of(gold: list[Path], reports: Path) -> dict:
    """The total of an evaluation as plain data."""
    texts = [str(reports / f"{path.stem}.txt") for path in gold]
    return score_paths(TESTS / "gold", texts).evaluation.to_json()["total"]


def main() -> None:
    """Rewrite the figures and print what changed."""
    before = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    after = {name: measure(name) for name in SETS}
    for name, figures in after.items():
        for kind, figure in figures.items():
            old = before.get(name, {}).get(kind)
            sys.stdout.write(f"{name:22} {kind:11} {old if old is not None else '–'} → {figure}\n")
    FIGURES.write_text(json.dumps(after, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
