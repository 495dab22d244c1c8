from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.evaluate import (
    ERROR_KINDS,
    Error,
    KindScore,
    ReportScore,
    Share,
    Status,
    combine,
    list_errors,
    score_report,
)
from kg.evaluate.entries import RECORD_KEYS
from kg.model import Kind

Entries = list[dict[str, Any]]


def agency(name: str, *surfaces: str, aliases: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"name": name, "aliases": list(aliases), "surfaces": list(surfaces)}


def award(name: str, quote: str, recipient: str = "湖南省", level: str = "national") -> dict[str, Any]:
    return {"name": name, "quote": quote, "recipient": recipient, "level": level}


def statistic(indicator: str, value: float, unit: str, quote: str) -> dict[str, Any]:
    return {"indicator": indicator, "value": value, "unit": unit, "quote": quote}


def score(kind: Kind, gold: Entries, found: Entries) -> KindScore:
    return score_report({RECORD_KEYS[kind]: gold}, {RECORD_KEYS[kind]: found}).of(kind)


def counts(result: KindScore) -> tuple[int, int, int]:
    return result.gold, result.found, result.paired


# Entities


def test_precision_recall_f1() -> None:
    gold = [agency("醴陵市司法局", "市司法局"), agency("醴陵市公安局", "市公安局"), agency("甲", "乙")]
    found = [agency("醴陵市司法局", "市司法局"), agency("丙", "丁")]
    result = score(Kind.AGENCY, gold, found)
    assert counts(result) == (3, 2, 1)
    assert (result.precision, result.recall, result.f1) == (1 / 2, 1 / 3, 2 / 5)


@pytest.mark.parametrize(
    ("found", "paired", "linked"),
    [
        (agency("醴陵市司法局", "司法部门"), 1, 1),  # the gold name
        (agency("市司法局(醴陵)", "司法部门"), 1, 1),  # an alias, but for brackets
        (agency("商丘市司法局", " “市司法局”"), 1, 0),  # a surface, but for quotation marks
        (agency("商丘市司法局", "司法部门"), 0, 0),
        (agency("商丘市司法局", "司法部门", aliases=("醴陵市司法局",)), 0, 0),  # its own alias does not count
        (agency("", "、"), 0, 0),
    ],
)
def test_what_pairs_and_links(found: dict[str, Any], paired: int, linked: int) -> None:
    gold = agency("醴陵市司法局", "市司法局", "、", aliases=("市司法局醴陵",))
    result = score(Kind.AGENCY, [gold], [found])
    assert (result.paired, result.linked) == (paired, linked)
    assert result.linking == (linked if paired else None)


def test_pairs_are_one_to_one() -> None:
    gold = [agency("甲局", "局")]
    result = score(Kind.AGENCY, gold, [agency("甲局", "局"), agency("乙局", "局")])
    assert (counts(result), result.linked) == ((1, 2, 1), 1)
    result = score(Kind.AGENCY, [agency("甲局", "局"), agency("乙局", "局")], gold)
    assert (counts(result), result.linked) == ((2, 1, 1), 1)


def test_those_that_share_most_go_first() -> None:
    # In order, the first gold entry would take the second's.
    gold = [agency("甲", "一", "二"), agency("乙", "一", "二", "三")]
    found = [agency("丙", "一", "二", "三"), agency("丁", "一")]
    errors = list_errors({"agencies": gold}, {"agencies": found}, Kind.AGENCY)
    assert [(e.status, e.name, e.detail) for e in errors] == [
        (Status.MISLINKED, "甲", "found as 丁 (一)"),
        (Status.MISLINKED, "乙", "found as 丙 (一 | 二 | 三)"),
    ]


def test_ties_go_by_order() -> None:
    gold = [agency("甲", "局"), agency("乙", "局")]
    errors = list_errors({"agencies": gold}, {"agencies": [agency("丙", "局")]}, Kind.AGENCY)
    assert errors == [Error(Status.MISSED, "乙", "局"), Error(Status.MISLINKED, "甲", "found as 丙 (局)")]


def test_regulations_go_by_title_and_have_role_and_kind() -> None:
    gold = {
        "title": "中华人民共和国民法典",
        "aliases": ["民法典"],
        "surfaces": [],
        "role": "cited",
        "kind": "law",
    }
    found = gold | {"title": "《民法典》", "role": "studied"}
    result = score(Kind.REGULATION, [gold], [found])
    assert (result.paired, result.linking) == (1, 1.0)
    assert result.attributes == (Share("role", 0, 1), Share("kind", 1, 1))


def test_programmes_have_stage_and_a_set_of_places() -> None:
    gold = agency("板凳法庭", "板凳法庭") | {"stage": "implemented", "where": ["湖南省", "福建省"]}
    same = gold | {"where": ["福建省", "湖南省"], "stage": "pilot"}
    assert score(Kind.PROGRAMME, [gold], [same]).attributes == (Share("stage", 0, 1), Share("where", 1, 1))
    fewer = gold | {"where": ["福建省"]}
    assert score(Kind.PROGRAMME, [gold], [fewer]).attributes == (Share("stage", 1, 1), Share("where", 0, 1))


# Awards and statistics


@pytest.mark.parametrize(
    ("name", "quote", "paired"),
    [
        ("甲乙丙", "子丑寅卯", 1),
        ("甲乙丁", "子丑寅卯", 1),  # Dice 0.5
        ("甲丁丙", "子丑寅卯", 0),  # Dice 0
        ("甲乙丁戊", "子丑寅卯", 0),  # Dice 2/5
        ("甲乙丙", "荣获子丑寅卯称号", 1),  # holds the gold's
        ("甲乙丙", "“子丑”", 1),  # held by the gold's
        ("甲乙丙", "寅卯辰巳午", 1),  # 2 of 4
        ("甲乙丙", "卯辰巳午", 0),  # 1 of 4
    ],
)
def test_awards_pair_by_quote_and_name(name: str, quote: str, paired: int) -> None:
    result = score(Kind.AWARD, [award("甲乙丙", "子丑寅卯")], [award(name, quote)])
    assert (result.paired, result.linked, result.linking) == (paired, None, None)


def test_award_attributes_and_best_first() -> None:
    gold = [award("全国先进", "获评全国先进", "甲县"), award("全国先进", "获评全国先进", "乙县", "other")]
    result = score(Kind.AWARD, gold, gold[::-1])
    assert result.attributes == (Share("recipient", 2, 2), Share("level", 2, 2))
    result = score(Kind.AWARD, gold[1:], [award("全国先进县", "获评全国先进县", "乙县"), gold[0]])
    assert result.attributes == (Share("recipient", 0, 1), Share("level", 0, 1))


@pytest.mark.parametrize(
    ("found", "paired"),
    [
        (statistic("别的", 371000.00000000006, "件", "申请371000件"), 1),
        (statistic("行政复议申请", 371000, "％", "申请371000件"), 0),
        (statistic("行政复议申请", 371001, "件", "申请371000件"), 0),
        (statistic("行政复议申请", 371000, "件", "诉讼若干"), 0),
        (statistic("行政复议申请", 371000, " 件", "共收到申请371000件,增长"), 1),
    ],
)
def test_statistics_pair_by_value_unit_and_quote(found: dict[str, Any], paired: int) -> None:
    gold = statistic("行政复议申请", 371000, "件", "申请371000件")
    assert score(Kind.STATISTIC, [gold], [found]).paired == paired


@pytest.mark.parametrize(
    ("indicator", "agrees"),
    # The gold has 3 bigrams: 2·1 / (3 + 2) is 0.4, 2·1 / (3 + 3) less.
    [("甲乙丙丁", 1), ("甲乙戊", 1), ("甲乙戊己", 0), ("子丑寅", 0)],
)
def test_indicators_are_reported_beside(indicator: str, agrees: int) -> None:
    gold, found = statistic("甲乙丙丁", 5, "件", "办结5件"), statistic(indicator, 5, "件", "办结5件")
    assert score(Kind.STATISTIC, [gold], [found]).attributes == (Share("indicator", agrees, 1),)


def test_of_equal_numbers_the_liker_indicator_goes_first() -> None:
    gold = [
        statistic("刑事案件", 5, "件", "刑事、民事案件各5件"),
        statistic("民事案件", 5, "件", "刑事、民事案件各5件"),
    ]
    assert score(Kind.STATISTIC, gold, gold[::-1]).attributes == (Share("indicator", 2, 2),)


def test_partial_statistics_are_not_scored() -> None:
    numbers = [statistic("案件", 5, "件", "案件5件")]
    gold = {"statistics_partial": True, "statistics": numbers}
    partial = score_report(gold, {"statistics": []})
    result = partial.of(Kind.STATISTIC)
    assert (result.scored, counts(result), result.f1) == (False, (0, 0, 0), None)
    assert list_errors(gold, {"statistics": []}, Kind.STATISTIC) == []
    assert not combine([partial]).of(Kind.STATISTIC).scored
    total = combine([partial, score_report({"statistics": numbers}, {"statistics": numbers * 2})])
    assert counts(total.of(Kind.STATISTIC)) == (1, 2, 1)
    assert total.of(Kind.STATISTIC).scored


# Document and total


def test_document() -> None:
    gold = {
        "title": "关于“法治政府”的报告",
        "year": 2023,
        "doc_number": None,
        "signatories": ["甲", "乙"],
        "addressees": [],
        "level": "county",
    }
    found = {
        "title": "关于法治政府的报告",
        "year": 2022,
        "doc_number": "1号",
        "signatories": ["乙", "甲"],
        "level": None,
    }
    result = score_report({"document": gold}, {"document": found})
    assert result.fields == (
        Share("title", 1, 1),
        Share("year", 0, 1),
        Share("signatories", 1, 1),
        Share("level", 0, 1),
    )
    assert result.document == Share("document", 2, 4)
    assert list_errors({"document": gold}, {"document": found}, "document") == [
        Error(Status.ATTRIBUTE, "year", "gold 2023, found 2022"),
        Error(Status.MISSED, "level", "county"),
    ]


def test_the_total_is_a_micro_average() -> None:
    nine = [agency(f"局{n}", f"局{n}") for n in range(9)]
    reports = [
        score_report(
            {"agencies": nine, "document": {"year": 1}}, {"agencies": nine, "document": {"year": 1}}
        ),
        score_report({"agencies": nine[:1], "document": {"year": 1}}, {}),
    ]
    total = combine(reports)
    result = total.of(Kind.AGENCY)
    assert (total.reports, result.precision, result.recall, result.linking) == (2, 1.0, 0.9, 1.0)
    assert (total.document, total.fields) == (Share("document", 1, 2), (Share("year", 1, 2),))


def test_nothing_gives_none() -> None:
    total = combine([])
    assert total.reports == 0
    assert all(k.precision is k.recall is k.f1 is k.linking is None for k in total.kinds)
    assert total.document.value is None
    assert score(Kind.AGENCY, [agency("甲", "乙")], []).f1 == 0


# Errors


def test_errors_of_each_status() -> None:
    gold = {
        "programmes": [
            agency("甲", "“甲”", "甲\n制") | {"stage": "pilot", "where": []},
            agency("乙", "乙") | {"stage": "pilot", "where": ["湖南省"]},
        ]
    }
    found = {
        "programmes": [
            agency("丙", "丙") | {"stage": "pilot", "where": []},
            agency("丁", "乙") | {"stage": "planned", "where": ["湖南省", "福建省"]},
        ]
    }
    assert list_errors(gold, found, "programme") == [
        Error(Status.MISSED, "甲", "“甲” | 甲 制"),
        Error(Status.SPURIOUS, "丙", "丙"),
        Error(Status.MISLINKED, "乙", "found as 丁 (乙)"),
        Error(Status.ATTRIBUTE, "乙", "stage: gold pilot, found planned"),
        Error(Status.ATTRIBUTE, "乙", "where: gold 湖南省, found 湖南省 | 福建省"),
    ]


def test_errors_of_statistics_show_number_and_quote() -> None:
    gold = {"statistics": [statistic("案件", 5, "件", "案件5件"), statistic("甲乙", 1, "人", "共1人")]}
    found = {"statistics": [statistic("丙丁", 1, "人", "共1人")]}
    assert list_errors(gold, found, Kind.STATISTIC) == [
        Error(Status.MISSED, "案件 5件", "案件5件"),
        Error(Status.ATTRIBUTE, "甲乙 1人", "indicator: gold 甲乙, found 丙丁"),
    ]


def test_unknown_kind_of_error() -> None:
    with pytest.raises(UsageError, match=r"programmes.*region, agency"):
        list_errors({}, {}, "programmes")


# Properties

NAME = st.text("甲乙丙丁“”、a1", min_size=1, max_size=6).map(lambda text: f"名{text}")
NAMES = st.lists(NAME, max_size=3)
ENTITY: dict[str, st.SearchStrategy[Any]] = {"name": NAME, "aliases": NAMES, "surfaces": NAMES}
NUMBER = st.integers(0, 3) | st.floats(0, 100)
ENTRIES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "regions": st.fixed_dictionaries({"name": NAME, "surfaces": NAMES}),
    "agencies": st.fixed_dictionaries(ENTITY),
    "regulations": st.fixed_dictionaries(
        {"title": NAME, "aliases": NAMES, "surfaces": NAMES, "role": NAME, "kind": NAME}
    ),
    "programmes": st.fixed_dictionaries({**ENTITY, "stage": NAME, "where": NAMES}),
    "awards": st.fixed_dictionaries({"name": NAME, "recipient": NAME, "level": NAME, "quote": NAME}),
    "statistics": st.fixed_dictionaries(
        {"indicator": NAME, "value": NUMBER, "unit": st.sampled_from("件人"), "quote": NAME}
    ),
}
DOCUMENT = st.fixed_dictionaries({"title": NAME | st.none(), "year": st.integers(2000, 2030), "to": NAMES})
RECORDS = st.fixed_dictionaries(
    {"document": DOCUMENT, **{key: st.lists(entry, max_size=5) for key, entry in ENTRIES.items()}}
)


def shares(result: ReportScore) -> list[float | None]:
    return [
        result.document.value,
        *(v for k in result.kinds for v in (k.precision, k.recall, k.f1, k.linking)),
        *(share.value for k in result.kinds for share in k.attributes),
    ]


@given(RECORDS)
def test_gold_against_itself_is_perfect(record: Mapping[str, Any]) -> None:
    result = score_report(record, record)
    assert set(shares(result)) <= {1.0, None}
    assert all(k.paired == k.gold == k.found == len(record[RECORD_KEYS[k.kind]]) for k in result.kinds)
    assert all(list_errors(record, record, kind) == [] for kind in ERROR_KINDS)


@given(RECORDS, RECORDS)
def test_scores_are_between_nought_and_one(gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    result = score_report(gold, found)
    assert all(share is None or 0 <= share <= 1 for share in shares(result))
    for k in result.kinds:
        errors = list_errors(gold, found, k.kind)
        assert sum(e.status is Status.MISSED for e in errors) == k.gold - k.paired
        assert sum(e.status is Status.SPURIOUS for e in errors) == k.found - k.paired


@given(RECORDS, RECORDS)
def test_f1_is_symmetric_where_pairing_is(gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    # Names pair with aliases of the gold only, and greedy choice may depend on order: one entry a kind, no alias.
    ours, theirs = (
        {k: _without_aliases(v[:1]) for k, v in r.items() if k != "document"} for r in (gold, found)
    )
    there, back = score_report(ours, theirs), score_report(theirs, ours)
    assert [k.f1 for k in there.kinds] == [k.f1 for k in back.kinds]
    assert [k.precision for k in there.kinds] == [k.recall for k in back.kinds]


def _without_aliases(entries: Entries) -> Entries:
    return [entry | {"aliases": []} for entry in entries]
