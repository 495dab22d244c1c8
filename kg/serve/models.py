"""What the API answers, as models: their descriptions are its documentation."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")
Value = str | int | float | bool


class About(BaseModel):
    """What the graph holds, and where else it can be asked."""

    version: str = Field(description="The version of the program that serves.")
    base: str = Field(description="The IRI that the data's IRIs begin with.")
    ontology: str = Field(description="The IRI of the ontology; its classes and properties are at /ontology.")
    entities: dict[str, int] = Field(description="How many entities there are, by kind.")
    facts: dict[str, int] = Field(description="How many facts there are, by kind.")
    reports: int = Field(description="How many reports the graph was built from.")
    sparql: str = Field(description="Where SPARQL queries go.")
    openapi: str = Field(description="Where the description of this API is.")


class Found(BaseModel):
    """An entity that a search has found."""

    iri: str = Field(description="The IRI of the entity.")
    kind: str = Field(description="region, programme, agency, regulation, honour, indicator or report.")
    local: str = Field(description="The end of its IRI, as /api/entities/{kind}/{local} wants it.")
    label: str = Field(description="Its name.")
    match: str = Field(description="The name or alias that the words were found in.")


class Entity(BaseModel):
    """An entity with all that the graph says of it."""

    iri: str = Field(description="Its IRI.")
    kind: str = Field(description="Its kind.")
    local: str = Field(description="The end of its IRI.")
    label: str = Field(description="Its name.")
    aliases: list[str] = Field(description="Other names.")
    candidate: bool = Field(description="Whether it was found in a report and stands in no vocabulary.")
    properties: dict[str, list[Value]] = Field(
        description="Its other properties by short names (kg:level); IRIs are given in full."
    )
    facts: dict[str, int] = Field(description="How many facts name it, by kind.")


class Evidence(BaseModel):
    """The sentence that proves a fact."""

    iri: str = Field(description="The IRI of the evidence.")
    quote: str = Field(description="The exact words of the report.")
    start: int | None = Field(description="Where they begin, in code points of the report's text, from 0.")
    end: int | None = Field(description="Where they end (the first code point after them).")
    section: str | None = Field(description="The headings above them.")
    method: str | None = Field(description="How they were found: vocabulary, pattern …")
    score: float | None = Field(description="How sure it is, from 0 to 1.")


class Named(BaseModel):
    """An IRI with its name."""

    iri: str = Field(description="The IRI.")
    label: str | None = Field(description="Its name, null where it has none.")


class Fact(BaseModel):
    """Something that a report says, with its evidence."""

    iri: str = Field(description="The IRI of the fact.")
    fact: str = Field(description="adoption, citation, award, observation, mention or link.")
    report: Named | None = Field(description="The report that says so.")
    about: dict[str, list[Named]] = Field(description="What it is about: region, programme, stage …")
    values: dict[str, list[Value]] = Field(description="Years, numbers, words: year, since, value, unit …")
    evidence: list[Evidence] = Field(description="The sentences that prove it, the longest first.")


class Report(BaseModel):
    """A report that the graph was built from."""

    iri: str = Field(description="The IRI of the report, also the name of its graph.")
    local: str = Field(description="The end of its IRI.")
    title: str = Field(description="Its title.")
    year: int | None = Field(description="The year that it reports on.")
    region: Named | None = Field(description="The region whose government reports.")
    issued: str | None = Field(description="The day it was published.")
    sha256: str | None = Field(description="The SHA-256 of the file.")


class Page(BaseModel, Generic[T]):
    """Some of many: `next` leads on."""

    total: int = Field(description="How many there are in all.")
    offset: int = Field(description="How many stand before the first one here.")
    next: str | None = Field(description="The address of the next page, null at the end.")
    items: list[T] = Field(description="Those of this page.")


class Parameter(BaseModel):
    """What a named question can be asked about."""

    name: str = Field(description="Its name in the address: ?name=…")
    default: str = Field(description="What is asked about without it.")
    description: str = Field(description="What to give.")


class Question(BaseModel):
    """A question that has a name."""

    name: str = Field(description="Its name.")
    question: str = Field(description="The question in Chinese.")
    title: str = Field(description="The question in English.")
    parameters: list[Parameter] = Field(description="What can be asked about.")
    address: str = Field(description="Where its answer is.")


class Answered(BaseModel):
    """The answer to a named question."""

    name: str = Field(description="The name of the question.")
    question: str = Field(description="The question in Chinese.")
    parameters: dict[str, str] = Field(description="What was asked about.")
    columns: list[str] = Field(description="The names of the columns.")
    rows: list[list[Value | None]] = Field(description="The rows; null where there is no value.")
    truncated: bool = Field(description="Whether rows beyond the server's limit were left out.")
