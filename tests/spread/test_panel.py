"""The research files of the worked case, and of the real corpus where it is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.spread.cascades import read_cascades
from kg.spread.dictionary import COLUMNS
from kg.spread.facts import Facts, PlaceRow, ProgrammeRow
from kg.spread.grouping import neighbours, province_borders
from kg.spread.panel import cascades_of, scores_table, unique_names, write_panel
from kg.spread.risk import national_year

from .worked import facts

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("panel") / "new"
    write_panel(facts(), place)
    return place


def read(folder: Path, name: str) -> Rows:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_all_files_are_there_with_their_columns(folder: Path) -> None:
    wanted = {f"{name}.csv" for name in COLUMNS} | {"data-dictionary.md"}
    assert {path.name for path in folder.iterdir()} == wanted
    text = (folder / "data-dictionary.md").read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").split("\n")[0]
        assert header == ",".join(columns)
        assert f"## {name}.csv" in text
        assert all(f"| {column} |" in text for column in columns)


def test_the_risk_set_by_hand(folder: Path) -> None:
    rows = read(folder, "panel")
    keys = (
        "unit", "year", "event", "left_censored", "years_at_risk", "neighbours", "neighbours_share",
        "same_province", "same_province_share", "parent_adopted", "adopted_before", "national_document",
    )  # fmt: skip
    assert [tuple(row[key] for key in keys) for row in rows] == [
        # The city has no other city beside it, and nothing is known of the province.
        ("湖南省/株洲市", "2020", "1", "1", "1", "0", "", "0", "", "", "0", "1"),
        # 乙县 enters in 2020, the first start anywhere, and has no report of that year: one row, its second year.
        ("湖南省/株洲市/乙县", "2021", "1", "0", "2", "1", "1.0", "1", "1.0", "1", "2", "1"),
        # The city starts in the same year: a tie, and no parent that had started before.
        ("湖南省/株洲市/甲县", "2020", "1", "0", "1", "1", "0.0", "1", "0.0", "0", "0", "1"),
    ]
    assert {row["policy"] for row in rows} == {"行刑衔接"}
    assert {row["national_year"] for row in rows} == {"2020"}


def test_dyads_join_no_ties(folder: Path) -> None:
    keys = ("source", "target", "year", "event", "years_since", "relation", "same_province", "neighbour")
    assert {tuple(row[key] for key in keys) for row in read(folder, "dyads")} == {
        ("湖南省/株洲市", "湖南省/株洲市/乙县", "2021", "1", "1", "down", "1", "0"),
        ("湖南省/株洲市/甲县", "湖南省/株洲市/乙县", "2021", "1", "1", "across", "1", "1"),
    }
    assert {row["source_left_censored"] for row in read(folder, "dyads")} == {"0", "1"}


def test_adoptions_and_policies(folder: Path) -> None:
    rows = {(row["policy"], row["unit"][-2:]): row for row in read(folder, "adoptions")}
    assert len(rows) == 4
    stated = rows["林长制", "甲县"]
    assert (stated["start"], stated["censoring"], stated["first_report"], stated["since"]) == (
        "2018", "stated", "2021", "2018",
    )  # fmt: skip
    assert rows["行刑衔接", "乙县"]["last_without"] == "2019"
    assert rows["行刑衔接", "甲县"]["same_year"] == "1"
    policies = {row["policy"]: row for row in read(folder, "policies")}
    known = policies["行刑衔接"]
    assert list(known)[:7] == [
        "policy", "source", "first_year", "last_year", "adopt_count", "description", "majortopic",
    ]  # fmt: skip
    assert (known["first_year"], known["last_year"], known["adopt_count"]) == ("2020", "2021", "3")
    assert (known["national_year"], policies["林长制"]["national_year"]) == ("2020", "")


def test_cascades_can_be_read_as_such(folder: Path) -> None:
    every, datable = (read_cascades(folder / f"{name}.csv") for name in ("cascades", "cascades-datable"))
    assert [(c.name, len(c.nodes)) for c in every] == [("林长制", 1), ("行刑衔接", 3)]
    assert [(c.name, c.times) for c in datable] == [("林长制", (2018.0,)), ("行刑衔接", (2020.0, 2021.0))]
    assert cascades_of(facts()).cascades == datable.cascades
    assert {c.name: set(c.nodes) for c in cascades_of(facts(), datable=False)} == {
        c.name: set(c.nodes) for c in every
    }


def test_scores_curves_and_coverage(folder: Path) -> None:
    rows = {row["unit"]: row for row in read(folder, "scores")}
    # Counties for themselves: X from 2020 to 2021; Y has one county and is left out.
    jia, yi = rows["湖南省/株洲市/甲县"], rows["湖南省/株洲市/乙县"]
    assert (jia["rank"], jia["boushey_score"], jia["opportunities"]) == ("1", "1.0", "1")
    assert (yi["rank"], yi["boushey_score"], yi["opportunities"]) == ("2", "0.5", "1")
    assert rows["湖南省/株洲市"]["programmes"] == "0"
    curve = [
        (row["year"], row["new"], row["left_censored"], row["cumulative"]) for row in read(folder, "curves")
    ]
    assert curve[1:] == [("2020", "2", "1", "2"), ("2021", "1", "0", "3")]
    states = [row["state"] for row in read(folder, "coverage")]
    assert (states.count("report"), states.count("no report")) == (6, 3)
    assert scores_table(facts()).columns == COLUMNS["scores"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        write_panel(facts(), tmp_path / "file" / "panel")


def test_an_empty_graph_gives_empty_files(tmp_path: Path) -> None:
    assert {written.rows for written in write_panel(Facts(), tmp_path)} == {0}
    assert "spread cannot be inferred" in (tmp_path / "data-dictionary.md").read_text(encoding="utf-8")


def test_programmes_of_one_name_are_told_apart() -> None:
    rows = [ProgrammeRow("p/a", "林长制"), ProgrammeRow("p/x-1", "林长制"), ProgrammeRow("p/b", "河长制")]
    names = unique_names(Facts(programmes={row.iri: row for row in rows}), {row.iri: () for row in rows})
    assert names == {"p/a": "林长制 (a)", "p/x-1": "林长制 (x-1)", "p/b": "河长制"}


def test_borders_of_provinces() -> None:
    borders = province_borders()
    assert len(borders) == 34
    assert all(code in borders[other] for code, others in borders.items() for other in others)
    assert len(borders["150000"]) == len(borders["610000"]) == 8
    assert borders["460000"] == {"440000"}
    assert borders["230000"] == {"150000", "220000"}
    names = ("北京市", "110000"), ("河北省", "130000"), ("湖南省", "430000")
    places = {code: PlaceRow(code, name, name, "province", code) for name, code in names}
    assert neighbours(Facts(places), places) == {
        "110000": {"130000"}, "130000": {"110000"}, "430000": set(),
    }  # fmt: skip


def test_documents_of_provinces_are_not_national() -> None:
    def year(document: str | None) -> int | None:
        return national_year(ProgrammeRow("p", "p", origin_year=2020, origin_document=document))

    assert year("国务院关于甲的意见") == year("城市更新行动方案") == 2020
    assert year("湖南省人民政府关于乙的意见") is None
    assert year(None) is None
