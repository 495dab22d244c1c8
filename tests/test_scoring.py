from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import BAOCHANG, GOLD, LILING, SEEDS

from kg.errors import UsageError
from kg.scoring import Scored, errors_text, score_paths, scores_text


@pytest.fixture(scope="module")
def scored() -> Scored:
    return score_paths(GOLD / f"{LILING}.json", [SEEDS])


def test_only_reports_with_gold_are_extracted(scored: Scored) -> None:
    assert list(scored.found) == list(scored.gold) == [LILING]
    assert scored.rejected == ()
    assert scored.evaluation.total.reports == 1


def test_the_table(scored: Scored) -> None:
    lines = scores_text(scored, as_json=False).splitlines()
    assert lines[0] == "1 reports"
    assert lines[1].split()[:4] == ["kind", "gold", "found", "paired"]
    assert [line.split()[0] for line in lines[2:]] == [
        "region", "agency", "regulation", "programme", "award", "statistic", "document",
    ]  # fmt: skip


def test_as_json(scored: Scored) -> None:
    data = json.loads(scores_text(scored, as_json=True))
    assert data["total"]["reports"] == 1
    assert 0.5 < data["total"]["kinds"]["programme"]["f1"] <= 1


@pytest.mark.parametrize("kind", ["programmes", "programme", "agencies", "statistics", "document"])
def test_errors_by_kind_in_either_number(scored: Scored, kind: str) -> None:
    for line in filter(None, errors_text(scored, kind, as_json=True).splitlines()):
        assert set(json.loads(line)) == {"report", "status", "name", "detail"}
    assert errors_text(scored, kind, as_json=False).count("\n") == errors_text(
        scored, kind, as_json=True
    ).count("\n")


def test_an_unknown_kind_names_the_known_ones(scored: Scored) -> None:
    with pytest.raises(UsageError, match="use one of"):
        errors_text(scored, "people", as_json=False)


def test_reports_without_gold_and_missing_files_are_errors(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of the reports annotated"):
        score_paths(GOLD / f"{LILING}.json", [SEEDS / f"{BAOCHANG}.txt"])
    with pytest.raises(UsageError, match="no such file"):
        score_paths(GOLD / f"{LILING}.json", [tmp_path / "gone"])
    with pytest.raises(UsageError, match="no such file"):
        score_paths(tmp_path / "gold", [SEEDS])


def test_a_report_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / f"{LILING}.txt").write_bytes(b"")
    scored = score_paths(GOLD, [tmp_path, SEEDS / f"{BAOCHANG}.txt"])
    assert [Path(rejection.source).stem for rejection in scored.rejected] == [LILING]
    assert list(scored.found) == [BAOCHANG]
