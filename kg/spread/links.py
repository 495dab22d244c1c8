"""Links between regions, of three kinds that are never mixed, as rows and as quads.

- *stated*: the text says it (学习借鉴, 在全省推广, 接待…学习考察), with its clause; `kg.spread.stated`;
- *inferred*: an edge of the network that best explains who reported what when, with the p-value of the test,
  `kg.spread.netinf`; it is no evidence that one region looked at the other;
- *order*: one region is known to have begun before the other. No arrow joins those of one year.

Each is *vertical* where one place lies in the other or one is the whole country, else *horizontal*. Order in time is
everywhere and means little, so it is computed when it is asked for and never written to a graph.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import pyoxigraph as ox

from kg.extract.links import direction
from kg.graph.iris import graph_iri
from kg.graph.terms import TYPE, decimal, integer, kg_term, node, plain
from kg.iris import hash12, iri, local_name
from kg.namespaces import BASE, PROV
from kg.query.run import run
from kg.spread.facts import Facts
from kg.spread.starts import Start, starts
from kg.spread.tables import Table

LINKS_GRAPH = "links"
"""The graph of inferred links, `graph/links`: they rest on all reports, so they stand in none's graph."""


class LinkKind(StrEnum):
    """How a link is known."""

    STATED = "stated"
    INFERRED = "inferred"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Link:
    """One link from a region to another (IRIs); the practice goes from `origin` to `destination`.

    `relation` is that of a stated link (learning, promotion, visit, meeting), `within` tells that it means places
    inside the destination, `planned` that it stands among next steps. `certain` is False for order in time where
    the later region may have begun before.
    """

    kind: LinkKind
    origin: str
    destination: str
    direction: str
    programme: str | None = None
    relation: str = ""
    year: int | None = None
    p_value: float | None = None
    improvement: float | None = None
    method: str = ""
    certain: bool = True
    within: bool = False
    planned: bool = False
    report: str | None = None
    quote: str = ""
    fact: str | None = None


def direction_of(facts: Facts, origin: str, destination: str) -> str:
    """The direction of a link between two regions of a graph (IRIs)."""
    return direction(_chain(facts, origin), _chain(facts, destination))


def _chain(facts: Facts, region: str) -> str:
    if region in facts.places and facts.places[region].level != "national":
        return facts.places[region].chain
    return "" if local_name(region) == "cn" else region


def inferred_links(
    facts: Facts,
    edges: Iterable[tuple[str, str, float, float]],
    method: str,
    programme: str | None = None,
) -> list[Link]:
    """Edges (origin, destination, improvement, p-value) as links; nodes are IRIs or names of regions.

    `method` says how they were found, with the model and its parameters. A p-value that is no number (one cascade
    alone) becomes None. Raises UsageError for a node that is no region of the graph.
    """
    found = []
    for start, end, improvement, p_value in edges:
        origin, destination = (n if n in facts.places else facts.find_region(n).iri for n in (start, end))
        found.append(
            Link(
                LinkKind.INFERRED, origin, destination, direction_of(facts, origin, destination), programme,
                p_value=p_value if math.isfinite(p_value) else None, improvement=improvement, method=method,
            )
        )  # fmt: skip
    return found


def order_links(facts: Facts, programme: str, certain: bool = False) -> Iterator[Link]:
    """Order in time for one programme (IRI): from each region to each that begins in a later year.

    A link is certain where the earlier region had begun by a year in which the later one either stated no start
    yet or had a report without the programme; a left-censored later region may have begun before. With `certain`
    only those are yielded. None joins regions of the same year.
    """
    rows = starts(facts, programme).get(programme, ())
    for later in rows:
        for earlier in rows:
            if earlier.year >= later.year:
                break
            sure = _surely_before(earlier, later)
            if sure or not certain:
                yield Link(
                    LinkKind.ORDER, earlier.region, later.region,
                    direction_of(facts, earlier.region, later.region), programme, year=later.year,
                    method=f"{earlier.year} ({earlier.censoring}) before {later.year} ({later.censoring})",
                    certain=sure, report=later.adoption.report, quote=later.adoption.quote,
                    fact=later.adoption.iri,
                )  # fmt: skip


def _surely_before(earlier: Start, later: Start) -> bool:
    if later.censoring == "stated":
        return earlier.year < later.year
    return later.last_without is not None and earlier.year <= later.last_without


def read_links(store: ox.Store) -> list[Link]:
    """The stated and inferred links that a graph holds as nodes."""
    rows = run(
        store,
        "SELECT ?link ?class ?p ?o { VALUES ?class { kg:StatedLink kg:InferredLink } ?link a ?class ; ?p ?o }",
    ).terms
    found: dict[str, dict[str, str]] = {}
    for link, kind, predicate, value in rows:
        if isinstance(link, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            of = found.setdefault(link.value, {"class": local_name(kind.value).rsplit("#", 1)[-1]})
            if isinstance(predicate, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                of[predicate.value.rsplit("#", 1)[-1]] = value.value
    return [_from_node(found[link]) for link in sorted(found)]


def _from_node(of: dict[str, str]) -> Link:
    return Link(
        LinkKind.STATED if of["class"] == "StatedLink" else LinkKind.INFERRED,
        of["fromRegion"],
        of["toRegion"],
        of["direction"],
        of.get("programme"),
        of.get("relation", ""),
        int(of["year"]) if "year" in of else None,
        float(of["pValue"]) if "pValue" in of else None,
        float(of["improvement"]) if "improvement" in of else None,
        of.get("method", ""),
        within=of.get("scope") == "inside",
        planned=of.get("stage", "").endswith("#planned"),
        report=of.get("report"),
        quote=of.get("surface", ""),
        fact=of.get("wasDerivedFrom"),
    )


def link_quads(links: Iterable[Link], base: str = BASE) -> list[ox.Quad]:
    """Stated and inferred links as nodes, sorted; `origin kg:statedLink node` or `origin kg:inferredLink node`.

    A stated link stands in the graph of its report, so that it goes when the report goes, and points to the fact
    whose quote states it (prov:wasDerivedFrom); an inferred one stands in `graph/links`. Raises ValueError for order
    in time, which is no link of a graph, and for a stated link without a report.
    """
    quads: set[ox.Quad] = set()
    for link in links:
        if link.kind is LinkKind.ORDER:
            raise ValueError("order in time alone is not written to a graph")
        if link.kind is LinkKind.STATED and link.report is None:
            raise ValueError("a stated link needs the report that states it")
        quads.update(_node_quads(link, base))
    return sorted(quads, key=str)


def _node_quads(link: Link, base: str) -> Iterator[ox.Quad]:
    stated = link.kind is LinkKind.STATED
    graph = node(link.report or "" if stated else graph_iri(LINKS_GRAPH, base))
    name = node(link_iri(link, base))
    yield ox.Quad(node(link.origin), kg_term("statedLink" if stated else "inferredLink"), name, graph)
    values: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal | None]] = [
        (TYPE, kg_term("StatedLink" if stated else "InferredLink")),
        (kg_term("fromRegion"), node(link.origin)),
        (kg_term("toRegion"), node(link.destination)),
        (kg_term("direction"), plain(link.direction)),
        (kg_term("method"), plain(link.method)),
        (kg_term("programme"), node(link.programme) if link.programme else None),
        (kg_term("relation"), plain(link.relation) if link.relation else None),
        (kg_term("year"), integer(link.year) if link.year is not None else None),
        (kg_term("pValue"), decimal(link.p_value) if link.p_value is not None else None),
        (kg_term("improvement"), decimal(link.improvement) if link.improvement is not None else None),
        (kg_term("report"), node(link.report) if link.report else None),
        (kg_term("scope"), plain("inside") if link.within else None),
        (kg_term("stage"), kg_term("planned") if link.planned else None),
        (kg_term("surface"), plain(link.quote) if link.quote else None),
        (node(PROV + "wasDerivedFrom"), node(link.fact) if link.fact else None),
    ]
    for predicate, value in values:
        if value is not None:
            yield ox.Quad(name, predicate, value, graph)


def link_iri(link: Link, base: str = BASE) -> str:
    """The IRI of a link's node: `link/<report>-<hash>` for a stated one, `link/inferred-<hash>` else."""
    parts = (link.origin, link.destination, link.programme or "", link.relation, link.method, link.quote)
    start = local_name(link.report) if link.report else link.kind.value
    return iri(base, "link", f"{start}-{hash12(' '.join(parts))}")


def links_table(facts: Facts, links: Iterable[Link]) -> Table:
    """Links as rows, the kinds one after the other: stated, inferred, order."""
    kinds = list(LinkKind)
    rows = sorted((kinds.index(link.kind), number, link) for number, link in enumerate(links))
    columns = (
        "kind", "from", "from_level", "to", "to_level", "direction", "programme", "relation", "year", "p_value",
        "improvement", "method", "certain", "planned", "inside", "quote", "report",
    )  # fmt: skip
    counts = ", ".join(
        f"{sum(rank == kinds.index(kind) for rank, _, _ in rows)} {kind.value}" for kind in kinds
    )
    note = (
        f"{counts}. Stated: the text says it. Inferred: an edge of the network that best explains the years, no "
        f"evidence of contact. Order: one began in an earlier year, no more; not certain where the later region may "
        f"have begun before its first report. Vertical: one place lies in the other, or one is the country. "
        f"Inside: the text means places in the destination. Planned: the text speaks of next steps."
    )
    return Table("links", columns, tuple(_row(facts, link) for _, _, link in rows), note)


def _row(facts: Facts, link: Link) -> tuple[str | int | float | None, ...]:
    programme = facts.programmes.get(link.programme or "")
    return (
        link.kind.value,
        *_end(facts, link.origin),
        *_end(facts, link.destination),
        link.direction,
        programme.name if programme else link.programme,
        link.relation or None,
        link.year,
        link.p_value,
        link.improvement,
        link.method or None,
        "yes" if link.certain else "no",
        "yes" if link.planned else "no",
        "yes" if link.within else "no",
        link.quote or None,
        link.report,
    )


def _end(facts: Facts, region: str) -> tuple[str, str | None]:
    place = facts.places.get(region)
    if place is None:
        return ("全国", "national") if local_name(region) == "cn" else (region, None)
    return place.name, place.level
