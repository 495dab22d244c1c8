"""Seeds and provincial reports together: what the tables must show, and that every quote stands in its source."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import kg
from kg.read.report import to_text
from kg.spread.coverage import coverage_table
from kg.spread.facts import Facts, load_facts
from kg.spread.history import history, programmes_table
from kg.spread.panel import write_panel


def _text(source: str) -> str:
    return to_text(Path(source).read_bytes(), source)


def test_at_least_sixty_programmes_in_three_regions_with_quotes_that_stand(real_facts: Facts) -> None:
    rows = [row for row in programmes_table(real_facts).to_dicts() if int(str(row["regions"])) >= 3]
    assert len(rows) >= 60
    texts: dict[str, str] = {}
    for row in rows:
        source = str(row["source"])
        text = texts.setdefault(source, texts.get(source) or _text(source))
        assert row["quote"] and str(row["quote"]) in text


def test_histories_tell_what_cannot_be_inferred(real_facts: Facts) -> None:
    table = history(real_facts, "高效办成一件事")
    assert len(table) >= 20
    assert "left-censored" in table.note and "spread cannot be inferred" in table.note
    for row in table.to_dicts()[:5]:
        assert str(row["quote"]) in _text(str(row["source"]))


def test_each_region_year_has_one_state(real_facts: Facts) -> None:
    rows = coverage_table(real_facts, real_facts.find_programme("枫桥经验")).to_dicts()
    assert len({(row["iri"], row["year"]) for row in rows}) == len(rows)
    assert {row["state"] for row in rows} == {"reported", "not reported", "no report"}


def test_the_research_files_agree_with_one_another(real_facts: Facts, tmp_path: Path) -> None:
    written = {one.path.stem: one.rows for one in write_panel(real_facts, tmp_path)}
    assert written["adoptions"] == written["cascades"] >= written["cascades-datable"]
    with (tmp_path / "policies.csv").open(encoding="utf-8") as stream:
        policies = list(csv.DictReader(stream))
    assert len({row["policy"] for row in policies}) == len(policies)
    assert sum(int(row["adopt_count"]) for row in policies) == written["adoptions"]
    with (tmp_path / "panel.csv").open(encoding="utf-8") as stream:
        panel = list(csv.DictReader(stream))
    assert len({(row["policy"], row["unit"], row["year"]) for row in panel}) == len(panel)
    for name in ("neighbours_share", "same_province_share"):
        assert all(0 <= float(row[name]) <= 1 for row in panel if row[name])


def test_loading_and_counting_is_fast(real_graph: kg.Graph) -> None:
    began = time.process_time()
    programmes_table(load_facts(real_graph.store, tied_only=True))
    assert time.process_time() - began < 3  # about 1.2 s of processor time; a busy machine takes longer
