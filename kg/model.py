"""The plain data that flows through the pipeline; nothing here needs a library or does any work.

Offsets everywhere are code points of `Report.text`, half-open (`text[start:end]`), bounds
`0 <= start <= end <= len(text)`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of thing that are looked for in a report."""

    REGION = "region"
    AGENCY = "agency"
    REGULATION = "regulation"
    PROGRAMME = "programme"
    AWARD = "award"
    STATISTIC = "statistic"


class Level(StrEnum):
    """Levels of government, highest first; `ZONE` is a development zone."""

    NATIONAL = "national"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    ZONE = "zone"


class Role(StrEnum):
    """What a section of a report is about."""

    BODY = "body"
    PROBLEMS = "problems"
    PLANS = "plans"


class Stage(StrEnum):
    """How far a programme has come in the region that reports it."""

    IMPLEMENTED = "implemented"
    PILOT = "pilot"
    PLANNED = "planned"


class Method(StrEnum):
    """How a mention was found."""

    VOCABULARY = "vocabulary"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the report under one heading.

    `number` is as printed (`一、`, `(二)`, `1.`, `三是`) or empty, `depth` is 1 for the topmost
    headings, `parent` the index of the section above in `Report.sections` or None.
    """

    number: str
    title: str
    depth: int
    start: int
    end: int
    role: Role
    parent: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division or another named place.

    `code` is GB/T 2260 (6 digits, 9 for townships) where the division is official, else None.
    `chain` is the name from the province down, joined by `/`: `湖南省/株洲市/醴陵市`.
    """

    chain: str
    level: Level
    code: str | None = None

    @property
    def name(self) -> str:
        """The last link of the chain: 醴陵市."""
        return self.chain.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the report says of itself. Dates are ISO 8601 (`YYYY-MM-DD`), unknown fields None or empty."""

    title: str | None = None
    issuers: tuple[str, ...] = ()
    place: Place | None = None
    year: int | None = None
    doc_number: str | None = None
    index_number: str | None = None
    published: str | None = None
    dated: str | None = None
    signatories: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read.

    `source` is the path as given, `sha256` the hash of the file's bytes (hex), `text` what all
    offsets refer to, `header` the labelled fields printed around the text (`索引号`, `来源` …).
    """

    source: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    header: tuple[tuple[str, str], ...]
    metadata: Metadata
    body_start: int
    body_end: int

    def section_at(self, offset: int) -> int | None:
        """Index of the innermost section that holds `offset`, or None."""
        index = bisect_right(self.sections, offset, key=_START) - 1
        while index >= 0 and self.sections[index].end <= offset:
            index -= 1
        return index if index >= 0 else None

    def role_at(self, offset: int) -> Role:
        """What the text at `offset` is about."""
        index = self.section_at(offset)
        return Role.BODY if index is None else self.sections[index].role

    def section_path(self, index: int | None) -> str:
        """The headings above and at a section, topmost first, joined by ` > `."""
        parts: list[str] = []
        while index is not None:
            section = self.sections[index]
            parts.append(f"{section.number}{section.title}")
            index = section.parent
        return " > ".join(reversed(parts))


class Span(NamedTuple):
    """A stretch of a report's text: code points, half-open."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether all of this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a report names an entity. `score` is between 0 and 1."""

    span: Span
    surface: str
    method: Method = Method.VOCABULARY
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Region:
    """A region that the report names."""

    iri: str
    place: Place
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that the report names; `function` is the IRI of its function in the vocabulary, if known."""

    iri: str
    name: str
    aliases: tuple[str, ...]
    place: Place | None
    function: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation or document that the report cites; `role` is enacted, cited or studied."""

    iri: str
    title: str
    aliases: tuple[str, ...]
    kind: str
    role: str
    known: bool
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme that the report says is done, tried or planned in `places`.

    `quote` is the evidence chosen for the adoption, `since` the year of a stated start,
    `agencies` the IRIs of bodies named in the same sentence.
    """

    iri: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    places: tuple[Place, ...]
    stage: Stage
    since: int | None
    known: bool
    quote: Span
    mentions: tuple[Mention, ...]
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """An honour that the report says was received.

    `recipient` is a region chain, an agency's name, a programme's name or a work's title;
    `recipient_iri` and `programme` are the IRIs where these are entities of the report.
    """

    name: str
    honour: str | None
    recipient: str
    recipient_iri: str | None
    grantor: str | None
    level: str
    year: int | None
    programme: str | None
    programme_name: str | None
    quote: Span
    method: Method = Method.PATTERN
    score: float = 0.8


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number that measures the government's work; `value` has 万 and 亿 multiplied out.

    `number` is the span of the printed number, `indicator_iri` the concept in the vocabulary if known,
    `programme` the IRI of the programme that it measures if one is named in the same clause.
    """

    indicator: str
    value: float
    unit: str
    quote: Span
    number: Span
    indicator_iri: str | None = None
    place: Place | None = None
    programme: str | None = None
    method: Method = Method.PATTERN
    score: float = 0.9


@dataclass(frozen=True, slots=True)
class StatedLink:
    """A link between two places that the text states: the practice goes from `origin` to `destination`.

    `relation` is learning, promotion, visit or meeting, `direction` vertical or horizontal, `quote` the clause,
    `programme` an IRI where the text names one. `planned` tells that the clause stands among next steps,
    `within` that places inside the destination are meant (在全省推广).
    """

    origin: Place
    destination: Place
    relation: str
    direction: str
    programme: str | None
    quote: Span
    planned: bool = False
    within: bool = False
    score: float = 0.8


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one report says, linked to entities."""

    report: Report
    regions: tuple[Region, ...] = ()
    agencies: tuple[Agency, ...] = ()
    regulations: tuple[Regulation, ...] = ()
    programmes: tuple[Programme, ...] = ()
    awards: tuple[Award, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    links: tuple[StatedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that was not built, and why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did: numbers of reports, of entities and facts by kind, and the rejected files."""

    reports: int
    entities: dict[str, int] = field(default_factory=dict)
    facts: dict[str, int] = field(default_factory=dict)
    quads: int = 0
    rejected: tuple[Rejection, ...] = ()
