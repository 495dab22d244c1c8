"""The annotated reports keep to the guidelines' schema, and what they quote is in the texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from samples import GOLD, SEEDS

from kg.evaluate import read_gold

FILES = sorted(path for path in GOLD.glob("*.json"))
KINDS = {"reform", "campaign", "mechanism", "method", "service", "platform", "site", "plan"}
REGULATION_KINDS = {
    "law", "administrative_regulation", "local_regulation", "rule", "party_regulation", "plan", "normative", "report",
}  # fmt: skip


def load(path: Path) -> tuple[dict[str, Any], str]:
    beside = path.with_suffix(".txt")
    source = beside if beside.exists() else SEEDS / beside.name
    # The reader keeps the text as it is but for line ends.
    text = source.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return json.loads(path.read_text(encoding="utf-8")), text


def test_the_gold_of_the_seeds_and_of_invented_reports_is_there() -> None:
    assert {path.stem for path in SEEDS.glob("0*.txt")} <= {path.stem for path in FILES}
    assert [path.stem for path in FILES if path.stem.startswith("invented-")]
    assert set(read_gold(GOLD).records) == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_surface_and_quote_is_in_the_text(path: Path) -> None:
    gold, text = load(path)
    missing = [
        (kind, value)
        for kind, entries in gold.items()
        if isinstance(entries, list)
        for entry in entries
        for value in [*entry.get("surfaces", []), *([entry["quote"]] if entry.get("quote") else [])]
        if value not in text
    ]
    assert missing == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_names_are_listed_once_with_surfaces(path: Path) -> None:
    gold, _ = load(path)
    for kind, key in (
        ("regions", "name"),
        ("agencies", "name"),
        ("regulations", "title"),
        ("programmes", "name"),
    ):
        names = [entry[key] for entry in gold[kind]]
        assert [name for name in names if names.count(name) > 1] == []
        assert [entry[key] for entry in gold[kind] if not entry["surfaces"]] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_that_are_chosen_from_a_list(path: Path) -> None:
    gold, _ = load(path)
    assert gold["document"]["level"] in {"province", "prefecture", "county", "township"}
    assert {p["kind"] for p in gold["programmes"]} <= KINDS
    assert {p["stage"] for p in gold["programmes"]} <= {"implemented", "pilot", "planned"}
    assert {r["role"] for r in gold["regulations"]} <= {"enacted", "cited", "studied"}
    assert {r["kind"] for r in gold["regulations"]} <= REGULATION_KINDS
    assert {a["level"] for a in gold["awards"]} <= {
        "national", "provincial", "municipal", "county", "media", "other",
    }  # fmt: skip
    assert all(isinstance(s["value"], int | float) and s["unit"] for s in gold["statistics"])
