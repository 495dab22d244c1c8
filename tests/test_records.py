from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, SHANGQIU, place, said, seed, seed_record

from kg.model import Extraction, Level, Metadata, Place, Span, Statistic
from kg.records import to_record

STEMS = (LILING, BAOCHANG, SHANGQIU, QINGLIU, EZHOU)
KEYS = ["source", "document", "regions", "agencies", "regulations", "programmes", "awards", "statistics"]


def bare(metadata: Metadata, **more: Any) -> dict[str, Any]:
    report = replace(said("完成任务。").report, metadata=metadata)
    return to_record(Extraction(report, **more))


@pytest.mark.parametrize("stem", STEMS)
def test_every_surface_and_quote_is_in_the_text(stem: str) -> None:
    text, record = seed(stem).report.text, seed_record(stem)
    for kind in ("regions", "agencies", "regulations", "programmes"):
        for entry in record[kind]:
            assert entry["surfaces"], entry
            assert all(surface in text for surface in entry["surfaces"]), entry
            assert len(entry["surfaces"]) == len(set(entry["surfaces"]))
    for kind in ("programmes", "awards", "statistics"):
        for entry in record[kind]:
            assert entry["quote"] and entry["quote"] in text, entry


@pytest.mark.parametrize("stem", STEMS)
def test_the_schema_of_the_annotated_reports(stem: str) -> None:
    record = seed_record(stem)
    assert list(record) == KEYS
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
    assert {p["stage"] for p in record["programmes"]} <= {"implemented", "pilot", "planned"}
    assert {r["role"] for r in record["regulations"]} <= {"enacted", "cited", "studied"}
    assert {a["level"] for a in record["awards"]} <= {
        "national", "provincial", "municipal", "county", "media", "other",
    }  # fmt: skip


def test_names_are_unique_within_a_kind() -> None:
    for stem in STEMS:
        for kind, key in (
            ("regions", "name"),
            ("agencies", "name"),
            ("regulations", "title"),
            ("programmes", "name"),
        ):
            names = [entry[key] for entry in seed_record(stem)[kind]]
            assert len(names) == len(set(names)), (stem, kind)


def test_what_is_unknown_is_null() -> None:
    document = bare(Metadata())["document"]
    assert document == {
        "title": None, "issuer": None, "region": None, "level": None, "year": None, "doc_number": None,
        "index_number": None, "published": None, "dated": None, "signatories": [], "addressees": [],
    }  # fmt: skip


def test_issuers_are_joined_and_zones_count_as_counties() -> None:
    metadata = Metadata(issuers=("甲委", "乙政府"), place=Place("湖北省/鄂州市/葛店开发区", Level.ZONE))
    document = bare(metadata)["document"]
    assert (document["issuer"], document["level"]) == ("甲委、乙政府", "county")
    assert bare(Metadata(place=place("醴陵市")))["document"]["region"] == "湖南省/株洲市/醴陵市"


def test_whole_numbers_are_integers() -> None:
    numbers = tuple(Statistic("甲", value, "件", Span(0, 1), Span(0, 1)) for value in (3.0, 99.83))
    values = [entry["value"] for entry in bare(Metadata(), statistics=numbers)["statistics"]]
    assert values == [3, 99.83]
    assert isinstance(values[0], int)
