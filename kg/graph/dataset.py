"""The description of a built graph as a data set: `dataset.ttl`, in VoID, DCAT 3 and PROV.

https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/. The same graph gives the same bytes: nothing
here knows the day. IRIs of the description begin with `<base>dataset`; the files beside it are named by relative
IRIs unless it is known where they will be published.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.census import Census, namespace, take_census
from kg.graph.description import BESIDE, DCAT, FOAF, SD, SPDX, VOID, Description, local, prefix
from kg.graph.published import DUMPS, Dump, Publication, dump_of
from kg.graph.serialise import serialise, write_bytes
from kg.graph.terms import LABEL, chinese, integer, node, plain
from kg.namespaces import BASE, DCT, ONTOLOGY, PROV, SCHEMA, XSD

DESCRIPTION = "dataset.ttl"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
_CHINESE = "http://id.loc.gov/vocabulary/iso639-1/zh"
# Named graphs that are described one by one; of more, the shared ones are.
MOST_GRAPHS = 100
UNSTATED = Publication()


def write_dumps(folder: Path, quads: list[ox.Quad], base: str = BASE) -> None:
    """Write the graph into its folder: `graph.ttl`, `graph.nq`, and the description that goes with them."""
    dumps = []
    for name, format in (("graph.ttl", "turtle"), ("graph.nq", "nquads")):
        data = serialise(quads, format, base)
        write_bytes(data, folder / name)
        dumps.append(dump_of(name, data))
    write_bytes(describe(quads, dumps, base), folder / DESCRIPTION)


def describe(
    quads: Iterable[ox.Quad],
    dumps: Iterable[Dump],
    base: str = BASE,
    publication: Publication = UNSTATED,
) -> bytes:
    """Return the description of a graph in Turtle.

    `quads` are all of the graph's, each once; `base` is what the IRIs of its data begin with; `dumps` are files
    that hold it.
    """
    census = take_census(quads, base)
    description = Description(f"{base}dataset")
    _about(description, census, publication)
    _coverage(description, census)
    _numbers(description, census, base)
    _partitions(description, census)
    _linksets(description, census)
    _graphs(description, census, base)
    _provenance(description)
    for dump in dumps:
        _distribution(description, dump, publication)
    return description.turtle(base)


def _about(to: Description, census: Census, publication: Publication) -> None:
    to.of_type(BESIDE + DESCRIPTION, VOID + "DatasetDescription")
    to.add(BESIDE + DESCRIPTION, FOAF + "primaryTopic", to.dataset)
    to.of_type(to.dataset, DCAT + "Dataset", VOID + "Dataset", SD + "Dataset")
    to.labelled(
        to.dataset, DCT + "title", "法治报告知识图谱", "Knowledge graph of Chinese government reports"
    )
    to.labelled(
        to.dataset,
        DCT + "description",
        f"由 {census.reports} 份政府报告建成的知识图谱：地区、机关、法规文件、做法、奖项与统计；每件事实都附原文及其位置。每份报告的内容在以其 IRI 命名的图中。",
        f"A knowledge graph built from {census.reports} government reports: regions, agencies, regulations, "
        "programmes, awards and statistics, every fact with the sentence that says so and its place. What a report "
        "says stands in the graph that bears its IRI.",
    )
    to.labelled(to.dataset, DCAT + "keyword", "法治政府建设", "government reports")
    to.labelled(to.dataset, DCAT + "keyword", "政策扩散", "policy diffusion")
    to.add(to.dataset, DCT + "language", _CHINESE)
    to.add(to.dataset, DCT + "conformsTo", ONTOLOGY.removesuffix("#"))
    if publication.licence:
        to.add(to.dataset, DCT + "license", publication.licence)
    if publication.endpoint:
        to.add(to.dataset, VOID + "sparqlEndpoint", publication.endpoint)


def _coverage(to: Description, census: Census) -> None:
    for region, label in census.regions.items():
        to.add(to.dataset, DCT + "spatial", region)
        to.of_type(region, DCT + "Location")
        if label:
            to.add(region, LABEL.value, chinese(label))
    if census.years:
        period = to.part("years")
        to.add(to.dataset, DCT + "temporal", period)
        to.of_type(period, DCT + "PeriodOfTime")
        for name, year in zip(("startDate", "endDate"), census.years, strict=True):
            to.add(period, DCAT + name, ox.Literal(f"{year:04}", datatype=node(XSD + "gYear")))


def _numbers(to: Description, census: Census, base: str) -> None:
    numbers = {
        "triples": census.triples,
        "entities": census.entities,
        "distinctSubjects": census.subjects,
        "distinctObjects": census.objects,
        "properties": len(census.properties),
        "classes": len(census.classes),
    }
    for name, number in numbers.items():
        to.add(to.dataset, VOID + name, integer(number))
    to.add(to.dataset, VOID + "uriSpace", plain(base))
    to.add(to.dataset, VOID + "exampleResource", *census.examples)
    terms = (*census.properties, *census.classes)
    to.add(to.dataset, VOID + "vocabulary", *sorted({namespace(term) for term in terms}))


def _partitions(to: Description, census: Census) -> None:
    for kind, number in census.classes.items():
        part = to.part(f"class-{local(kind)}")
        to.add(to.dataset, VOID + "classPartition", part)
        to.of_type(part, VOID + "Dataset")
        to.add(part, VOID + "class", kind)
        to.add(part, VOID + "entities", integer(number))
    for term, number in census.properties.items():
        part = to.part(f"property-{local(term)}")
        to.add(to.dataset, VOID + "propertyPartition", part)
        to.of_type(part, VOID + "Dataset")
        to.add(part, VOID + "property", term)
        to.add(part, VOID + "triples", integer(number))


def _linksets(to: Description, census: Census) -> None:
    """A linkset for each predicate that ties terms of the graph to those of another ontology."""
    for (predicate, other), number in census.links.items():
        part = to.part(f"links-{local(predicate)}-{prefix(other)}")
        to.add(to.dataset, VOID + "subset", part)
        to.of_type(part, VOID + "Linkset")
        to.add(part, VOID + "linkPredicate", predicate)
        to.add(part, VOID + "subjectsTarget", to.dataset)
        to.add(part, VOID + "objectsTarget", other)
        to.add(part, VOID + "triples", integer(number))
        to.of_type(other, VOID + "Dataset")
        to.add(other, VOID + "uriSpace", plain(other))


def _graphs(to: Description, census: Census, base: str) -> None:
    named = census.graphs
    shared = f"{base}graph/"
    if len(named) > MOST_GRAPHS:
        named = {name: number for name, number in named.items() if name.startswith(shared)}
    for name, number in named.items():
        ending = "-".join(name.rsplit("/", 2)[1:])
        entry, content = to.part(f"named-{ending}"), to.part(f"triples-{ending}")
        to.add(to.dataset, SD + "namedGraph", entry)
        to.of_type(entry, SD + "NamedGraph")
        to.add(entry, SD + "name", name)
        to.add(entry, SD + "graph", content)
        to.of_type(content, SD + "Graph", VOID + "Dataset")
        to.add(content, VOID + "triples", integer(number))
        to.add(to.dataset, VOID + "subset", content)


def _provenance(to: Description) -> None:
    from kg import __version__

    build, software, statement = to.part("build"), to.part("software"), to.part("provenance")
    to.add(to.dataset, PROV + "wasGeneratedBy", build)
    to.of_type(build, PROV + "Activity")
    to.labelled(build, LABEL.value, "由报告建图", "the building of the graph from reports")
    to.add(build, PROV + "wasAssociatedWith", software)
    to.of_type(software, PROV + "SoftwareAgent")
    to.add(software, LABEL.value, plain(f"fazhi-kg {__version__}"))
    to.add(software, SCHEMA + "softwareVersion", plain(__version__))
    to.add(to.dataset, DCT + "provenance", statement)
    to.of_type(statement, DCT + "ProvenanceStatement")
    to.labelled(
        statement,
        LABEL.value,
        "按规则和词表从报告原文自动抽取，每件事实附原文、方法和置信度；未经逐条人工核对。",
        "Extracted from the reports' texts by rules and vocabularies, every fact with its quote, method and score; "
        "not reviewed fact by fact.",
    )


def _distribution(to: Description, dump: Dump, publication: Publication) -> None:
    media, format, zh, en = DUMPS[dump.name]
    place = publication.place.rstrip("/") + "/" if publication.place else BESIDE
    file, part, checksum = place + quote(dump.name), to.part(dump.name), to.part(f"{dump.name}-sha256")
    to.add(to.dataset, VOID + "dataDump", file)
    to.add(to.dataset, VOID + "feature", _FORMATS + format)
    to.add(to.dataset, DCAT + "distribution", part)
    to.of_type(part, DCAT + "Distribution")
    to.labelled(part, DCT + "title", zh, en)
    to.add(part, DCAT + "downloadURL", file)
    to.add(part, DCAT + "accessURL", file)
    to.add(part, DCAT + "mediaType", _MEDIA + media)
    to.add(part, DCAT + "byteSize", ox.Literal(str(dump.size), datatype=node(XSD + "nonNegativeInteger")))
    to.add(part, SPDX + "checksum", checksum)
    to.of_type(checksum, SPDX + "Checksum")
    to.add(checksum, SPDX + "algorithm", SPDX + "checksumAlgorithm_sha256")
    to.add(checksum, SPDX + "checksumValue", ox.Literal(dump.sha256, datatype=node(XSD + "hexBinary")))
    if publication.licence:
        to.add(part, DCT + "license", publication.licence)
