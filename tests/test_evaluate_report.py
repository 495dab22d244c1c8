from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.evaluate import (
    ERROR_KINDS,
    TABLE_HEADER,
    evaluate,
    list_errors,
    read_gold,
    report_stem,
    score_report,
    table_rows,
)
from kg.model import Kind

GOLD = sorted(path for path in (Path(__file__).parent / "gold").glob("*.json") if path.stem != "figures")

RECORD: dict[str, Any] = {
    "document": {"title": "甲县报告", "year": 2023},
    "regions": [{"name": "甲省/甲县", "surfaces": ["甲县"]}],
    "agencies": [{"name": "甲县司法局", "aliases": [], "surfaces": ["县司法局"]}],
    "regulations": [{"title": "法", "aliases": [], "surfaces": ["《法》"], "kind": "law", "role": "cited"}],
    "programmes": [{"name": "甲", "aliases": [], "surfaces": ["甲"], "where": [], "stage": "pilot"}],
    "awards": [{"name": "先进", "recipient": "甲", "level": "national", "quote": "先进"}],
    "statistics": [{"indicator": "案件", "value": 5, "unit": "件", "quote": "5件"}],
}


def write(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_gold_file_against_itself(path: Path) -> None:
    record = read_gold(path).records[path.stem]
    result = score_report(record, record)
    assert result.document.value == 1.0
    for k in result.kinds:
        expected = 1.0 if k.gold else None
        assert (k.precision, k.recall, k.f1) == (expected,) * 3
        assert k.linking in (expected, None)
        assert all(share.value == expected for share in k.attributes)
    assert all(list_errors(record, record, kind) == [] for kind in ERROR_KINDS)


def test_all_gold_files_in_total() -> None:
    records = read_gold(GOLD).records
    total = evaluate(GOLD, records).total
    assert total.reports == len(GOLD) > 0
    assert all(k.f1 == 1.0 for k in total.kinds)


def test_files_meet_reports_by_stem(tmp_path: Path) -> None:
    write(tmp_path / "000_x.json", RECORD)
    write(tmp_path / "001_y.json", RECORD)
    found = {report_stem("reports/000_x.docx"): RECORD, report_stem("http.txt"): {}}
    result = evaluate(tmp_path, found)
    assert [stem for stem, _ in result.reports] == ["000_x"]
    assert (result.left_out, result.total.reports) == (("001_y",), 1)


@pytest.mark.parametrize(
    ("source", "stem"),
    [("a/b/000_x.txt", "000_x"), ("2025年报告.docx", "2025年报告"), ("一.二.txt", "一.二"), ("x", "x")],
)
def test_report_stem(source: str, stem: str) -> None:
    assert report_stem(source) == stem


def test_other_files_are_skipped(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.json", RECORD)
    write(tmp_path / "list.json", [1])
    write(tmp_path / "package.json", {"name": "x", "document": "y"})
    (tmp_path / "GUIDELINES.md").write_text("#")
    (tmp_path / "below").mkdir()
    write(tmp_path / "below" / "deep.json", RECORD)
    assert [Path(p).name for p in evaluate(tmp_path, {}).skipped] == ["list.json", "package.json"]
    files = read_gold([gold, tmp_path / "GUIDELINES.md", tmp_path / "below"])
    assert list(files.records) == ["gold", "deep"]
    assert files.skipped == (tmp_path / "GUIDELINES.md",)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "not valid JSON"),
        (b'{"document": "\xff"}', "not valid JSON in UTF-8"),
        (b"[" * 100_000, "not valid JSON"),
    ],
)
def test_invalid_json_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "bad.json").write_bytes(content)
    with pytest.raises(UsageError, match=rf"bad\.json: {message}"):
        evaluate(tmp_path, {})


@pytest.mark.parametrize(
    ("key", "name"), [(k, n) for k, v in RECORD.items() if k != "document" for n in v[0]]
)
def test_missing_keys_of_entries_are_named(tmp_path: Path, key: str, name: str) -> None:
    lacking = {k: v for k, v in RECORD[key][0].items() if k != name}
    write(tmp_path / "bad.json", RECORD | {key: [*RECORD[key], lacking]})
    with pytest.raises(UsageError, match=rf"bad\.json: entry 2 of “{key}”: “{name}” is missing"):
        read_gold(tmp_path)


@pytest.mark.parametrize("key", RECORD)
def test_missing_kinds_are_named(tmp_path: Path, key: str) -> None:
    write(tmp_path / "bad.json", {k: v for k, v in RECORD.items() if k != key})
    with pytest.raises(UsageError, match=rf"bad\.json: “{key}” is missing"):
        read_gold(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"regions": ["甲县"]},
        {"regions": [{"name": "甲", "surfaces": "甲"}]},
        {"regions": [{"name": "甲", "surfaces": [1]}]},
        {"statistics": [RECORD["statistics"][0] | {"value": "5"}]},
        {"statistics": [RECORD["statistics"][0] | {"value": True}]},
        {"statistics": [RECORD["statistics"][0] | {"value": float("nan")}]},
        {"statistics": [RECORD["statistics"][0] | {"value": 10**400}]},
        {"statistics_partial": "yes"},
    ],
)
def test_wrong_types_are_named(tmp_path: Path, change: dict[str, Any]) -> None:
    write(tmp_path / "bad.json", RECORD | change)
    with pytest.raises(UsageError, match=r"bad\.json: .*(not a|neither)"):
        read_gold(tmp_path)


def test_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No annotated report in"):
        evaluate(tmp_path, {})
    with pytest.raises(UsageError, match="No annotated report in nothing"):
        evaluate([], {})
    with pytest.raises(UsageError, match="nowhere: no such file"):
        evaluate(tmp_path / "nowhere", {})


def test_the_same_stem_twice(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    paths = [write(tmp_path / "x.json", RECORD), write(tmp_path / "a" / "x.json", RECORD)]
    with pytest.raises(UsageError, match="a second gold file for x"):
        read_gold(paths)


def test_json(tmp_path: Path) -> None:
    write(tmp_path / "x.json", RECORD)
    write(tmp_path / "y.json", RECORD)
    write(tmp_path / "z.json", {})
    found = RECORD | {"regions": [*RECORD["regions"], {"name": "乙县", "surfaces": ["乙县"]}], "awards": []}
    result = json.loads(json.dumps(evaluate(tmp_path, {"x": found}).to_json(), allow_nan=False))
    assert (result["left_out"], result["skipped"]) == (["y"], [str(tmp_path / "z.json")])
    assert result["total"] == {"reports": 1, **result["reports"]["x"]}
    assert result["total"]["document"] == {
        "right": 2,
        "of": 2,
        "share": 1.0,
        "fields": {"title": 1.0, "year": 1.0},
    }
    kinds = result["total"]["kinds"]
    assert list(kinds) == [kind.value for kind in Kind]
    assert kinds["region"] == {
        "scored": True,
        "gold": 1,
        "found": 2,
        "paired": 1,
        "precision": 0.5,
        "recall": 1.0,
        "f1": 2 / 3,
        "linking": 1.0,
        "attributes": {},
    }
    assert (kinds["award"]["precision"], kinds["award"]["recall"], kinds["award"]["f1"]) == (None, 0.0, 0.0)
    assert kinds["programme"]["attributes"] == {"stage": 1.0, "where": 1.0}


def test_table(tmp_path: Path) -> None:
    write(tmp_path / "x.json", RECORD | {"statistics_partial": True})
    found = RECORD | {"regulations": [], "agencies": [RECORD["agencies"][0] | {"name": "乙"}]}
    rows = table_rows(evaluate(tmp_path, {"x": found}).total)
    assert all(len(row) == len(TABLE_HEADER) for row in rows)
    assert [row[0] for row in rows] == [*(kind.value for kind in Kind), "document"]
    assert rows[1] == ("agency", "1", "1", "1", "1.000", "1.000", "1.000", "0.000", "")
    assert rows[2] == ("regulation", "1", "0", "0", "–", "0.000", "0.000", "–", "role –, kind –")
    assert rows[5] == ("statistic", "–", "–", "–", "–", "–", "–", "–", "not scored")
    assert rows[6] == ("document", "2", "", "2", "", "", "", "", "document 1.000")
