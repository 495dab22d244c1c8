"""Links between regions: kinds, directions, certainty, quads and back."""

from __future__ import annotations

import math

import pyoxigraph as ox
import pytest

from kg.errors import UsageError
from kg.namespaces import BASE, ONTOLOGY
from kg.spread.facts import Facts, PlaceRow, ReportRow
from kg.spread.links import (
    Link,
    LinkKind,
    direction_of,
    inferred_links,
    link_quads,
    links_table,
    order_links,
    read_links,
)
from kg.spread.stated import stated_links
from spread.rows import world

REGION = BASE + "region/"


def pairs(facts: Facts, certain: bool = False) -> list[tuple[str, str, bool]]:
    return [(link.origin, link.destination, link.certain) for link in order_links(facts, "x", certain)]


def test_order_draws_no_arrow_between_those_of_one_year() -> None:
    facts = world({"A": {2021: "x"}, "B": {2022: "", 2023: "x"}, "C": {2022: "", 2023: "x"}})
    assert sorted(pairs(facts)) == [("A", "B", True), ("A", "C", True)]


def test_order_is_not_certain_before_a_left_censored_region() -> None:
    # B's only report has x: it may have begun before 2021.
    facts = world({"A": {2021: "x"}, "B": {2023: "x"}})
    assert pairs(facts) == [("A", "B", False)]
    assert pairs(facts, certain=True) == []


def test_order_is_certain_if_the_later_one_had_a_report_without_it_by_then() -> None:
    # B lacked x in 2020 and reports it in 2023: it began in 2021 to 2023, so not surely after A in 2021.
    facts = world({"A": {2021: "x"}, "B": {2020: "", 2023: "x"}})
    assert pairs(facts) == [("A", "B", False)]
    facts = world({"A": {2021: "x"}, "B": {2021: "", 2023: "x"}})
    assert pairs(facts) == [("A", "B", True)]


def test_a_stated_start_counts_and_a_plan_does_not() -> None:
    facts = world({"A": {2023: "x@2018"}, "B": {2023: "x@2020"}, "C": {2019: "p:x"}})
    assert pairs(facts) == [("A", "B", True)]


def test_direction_of_places() -> None:
    facts = world(
        {"甲": {2023: "x"}, "乙": {2023: "x"}, "丙": {2023: "x"}},
        {"甲": "county", "乙": "county"},
        {"甲": "省", "乙": "省"},
    )
    assert direction_of(facts, "甲", "省") == direction_of(facts, "省", "甲") == "vertical"
    assert direction_of(facts, "甲", "乙") == direction_of(facts, "甲", "丙") == "horizontal"
    assert direction_of(facts, "甲", REGION + "cn") == "vertical"


def test_inferred_links_take_names_and_keep_the_p_value() -> None:
    facts = world({"甲": {2022: "x"}, "乙": {2023: "x"}})
    a, b = inferred_links(
        facts, [("甲", "乙", 22.3, 0.01), ("乙", "甲", 1.0, math.nan)], "netinf, exponential 0.5"
    )
    assert (a.kind, a.origin, a.destination, a.p_value, a.improvement) == (
        LinkKind.INFERRED,
        "甲",
        "乙",
        0.01,
        22.3,
    )
    assert a.method == "netinf, exponential 0.5" and a.direction == "horizontal"
    assert b.p_value is None
    with pytest.raises(UsageError):
        inferred_links(facts, [("甲", "丁", 1.0, 0.1)], "netinf")


def link(kind: LinkKind, **more: object) -> Link:
    return Link(kind, REGION + "430281", REGION + "430000", "vertical", **more)  # type: ignore[arg-type]


STATED = link(
    LinkKind.STATED, relation="promotion", year=2023, method="pattern", report=BASE + "report/430281-2023-0a",
    quote="改革获全省推广", programme=BASE + "programme/x", fact=BASE + "adoption/a", within=True, planned=True,
)  # fmt: skip
INFERRED = link(LinkKind.INFERRED, p_value=1e-7, improvement=22.25, method="netinf, exponential 0.5")


def test_quads_and_back() -> None:
    quads = link_quads([STATED, INFERRED])
    store = ox.Store()
    store.extend(quads)
    assert read_links(store) == [STATED, INFERRED]
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
    assert graphs == {STATED.report, BASE + "graph/links"}
    assert all(quad.subject.value.isascii() for quad in quads if isinstance(quad.subject, ox.NamedNode))
    names = {
        (quad.predicate.value.removeprefix(ONTOLOGY), str(quad.object))
        for quad in quads
        if quad.subject == ox.NamedNode(STATED.origin)
    }
    assert {name for name, _ in names} == {"statedLink", "inferredLink"}
    assert quads == link_quads([INFERRED, STATED, STATED])  # sorted, each once


def test_order_in_time_is_never_written() -> None:
    with pytest.raises(ValueError, match="order in time"):
        link_quads([link(LinkKind.ORDER)])
    with pytest.raises(ValueError, match="report"):
        link_quads([link(LinkKind.STATED)])


def test_table_keeps_the_kinds_apart() -> None:
    facts = world({"甲": {2022: "x"}, "乙": {2023: "x"}})
    order = list(order_links(facts, "x"))
    table = links_table(facts, [*order, *inferred_links(facts, [("甲", "乙", 2.0, 0.5)], "netinf")])
    assert [row["kind"] for row in table.to_dicts()] == ["inferred", "order"]
    assert table.to_dicts()[1]["certain"] == "no"
    assert table.note.startswith("0 stated, 1 inferred, 1 order.")


def small(quote: str, programme: str = "改革", label: str = "残疾人证办理改革") -> Facts:
    """A county's report with one adoption; its prefecture, province and another province are in the graph."""
    chain = "甲省/乙市/丙县"
    facts = world({"丙县": {2023: programme}}, {"丙县": "county"})
    places = {
        REGION + "1": PlaceRow(REGION + "1", "甲省", "甲省", "province"),
        REGION + "2": PlaceRow(REGION + "2", "乙市", "甲省/乙市", "prefecture", province=REGION + "1"),
        REGION + "3": PlaceRow(
            REGION + "3", "丙县", chain, "county", province=REGION + "1", prefecture=REGION + "2"
        ),
        REGION + "4": PlaceRow(REGION + "4", "浙江省", "浙江省", "province"),
    }
    reports = {"r": ReportRow("r", "r", REGION + "3", 2023, "county")}
    row = facts.adoptions[0].__class__("a", "r", REGION + "3", programme, 2023, "implemented", quote=quote)
    named = {programme: facts.programmes[programme].__class__(programme, label, (label,))}
    return Facts(places, reports, named, (row, row))


@pytest.mark.parametrize(
    ("quote", "origin", "destination", "direction", "programme"),
    [
        ("残疾人证办理改革获全省推广", "3", "1", "vertical", "改革"),
        ("残疾人证办理改革获全市推广", "3", "2", "vertical", "改革"),
        ("法律援助经验获全省推广", "3", "1", "vertical", None),
        ("残疾人证办理改革获全国推广", "3", "cn", "vertical", "改革"),
        ("借鉴浙江残疾人证办理改革经验", "4", "3", "horizontal", "改革"),
    ],
)
def test_links_that_quotes_state(
    quote: str, origin: str, destination: str, direction: str, programme: str | None
) -> None:
    (found,) = stated_links(small(quote))  # the same sentence proves two facts: one link
    assert (found.origin, found.destination) == (REGION + origin, REGION + destination)
    assert (found.direction, found.programme, found.quote) == (direction, programme, quote)
    assert (found.report, found.fact, found.year) == ("r", "a", 2023)


def test_a_place_has_no_link_with_itself() -> None:
    assert stated_links(small("残疾人证办理改革获全县推广")) == []
