"""The named queries: SPARQL files with a question on top, and places for what the user asks about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError, VocabularyError
from kg.namespaces import PREFIXES
from kg.paths import ontology_dir

_HEADER = re.compile(r"#\s*(问|title|param):\s*(.*?)\s*")
_PARAMETER = re.compile(r"(\w+)\s+(.+?)\s*\(([^()]*)\)")
_BLOCK = re.compile(r"VALUES\s+\?(?P<variable>\w+)\s*\{(?P<terms>[^{}]*)\}")
_TERM = re.compile(r'"(?:[^"\\]|\\.)*"(?P<tag>@[A-Za-z-]+)?|(?P<iri><[^<>]*>)|(?P<integer>[+-]?\d+)')
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_ESCAPES = {
    "\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t",
    r"\u": r"\U00000075", r"\U": r"\U00000055",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that a named query asks about: its name, the value it has by default, what to give.

    `variable` is the SPARQL variable whose VALUES block takes the value.
    """

    name: str
    default: str
    description: str
    variable: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of `ontology/queries`: its question in Chinese, its title in English, its text."""

    name: str
    question: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str


def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """Read the named queries of a folder (the shipped ones by default), by name.

    Raises VocabularyError naming the file that lacks its question, its title or the place of a parameter.
    """
    paths = sorted((folder or ontology_dir() / "queries").glob("*.rq"))
    return {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in paths}


def parse(name: str, sparql: str) -> NamedQuery:
    """Read one named query from its text. Raises VocabularyError when its header is incomplete."""
    found: dict[str, list[str]] = {"问": [], "title": [], "param": []}
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        if header := _HEADER.fullmatch(line):
            found[header[1]].append(header[2])
    if len(found["问"]) != 1 or len(found["title"]) != 1:
        raise VocabularyError(f"{name}.rq needs one line `# 问: …` and one line `# title: …` on top")
    variables = {block["variable"] for block in _BLOCK.finditer(sparql)}
    parameters = tuple(_parameter(name, text, variables) for text in found["param"])
    return NamedQuery(name, found["问"][0], found["title"][0], parameters, sparql)


def _parameter(query: str, text: str, variables: set[str]) -> Parameter:
    form = _PARAMETER.fullmatch(text)
    if form is None:
        raise VocabularyError(f"{query}.rq: not `# param: name default (what to give)`: {text!r}")
    variable = next((v for v in (form[1] + "Name", form[1]) if v in variables), None)
    if variable is None:
        raise VocabularyError(f"{query}.rq: no VALUES block of ?{form[1]}Name or ?{form[1]} takes {form[1]}")
    return Parameter(form[1], form[2], form[3], variable)


def bind(named: NamedQuery, values: Mapping[str, str]) -> str:
    """Return the SPARQL of a named query with the user's values in place of the defaults.

    A value becomes what the default is: text (escaped, with its language), an integer, or an IRI (in full or
    with a known prefix). A name may stand inside 《》 or “”. Raises UsageError for a parameter that the query
    does not have, and for a value that is empty or of the wrong kind.
    """
    known = {parameter.name: parameter for parameter in named.parameters}
    for name in values:
        if name not in known:
            has = ", ".join(known) or "none"
            raise UsageError(f"{named.name} has no parameter {name!r}; it has: {has}.")
    chosen = {known[name].variable: (name, value.strip()) for name, value in values.items()}

    def fill(block: re.Match[str]) -> str:
        if block["variable"] not in chosen:
            return block.group()
        name, value = chosen[block["variable"]]
        terms = [term for old in _TERM.finditer(block["terms"]) for term in _terms(old, name, value)]
        return f"VALUES ?{block['variable']} {{ {' '.join(dict.fromkeys(terms))} }}"

    return _BLOCK.sub(fill, named.sparql)


def _terms(old: re.Match[str], name: str, value: str) -> list[str]:
    """The terms that take the place of a default."""
    if not value:
        raise UsageError(f"{name} needs a value.")
    if old["integer"]:
        if re.fullmatch(r"[+-]?[0-9]{1,18}", value) is None:
            raise UsageError(f"{name} is a whole number, not {value!r}.")
        return [value]
    if old["iri"]:
        return [f"<{_expand(name, value)}>"]
    tag = old["tag"] or ""
    return [literal(name, text) + tag for text in ([value, _bare(value)] if tag else [value])]


def _expand(name: str, value: str) -> str:
    prefix, colon, local = value.strip("<>").partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else f"{prefix}:{local}"
    if not colon or _IRI.fullmatch(iri) is None or not iri.isprintable():
        raise UsageError(f"{name} is an IRI (https://… or with a prefix, like region:430281), not {value!r}.")
    return iri


def literal(name: str, value: str) -> str:
    """A value as a SPARQL string. Raises UsageError, which calls it `name`, when it is no text.

    A `u` after a backslash is escaped too: some engines read it before all else.
    """
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name} holds characters that are no text.") from error
    pairs = zip(" " + value, value, strict=False)
    escaped = (_ESCAPES.get(before + char if char in "uU" else char, char) for before, char in pairs)
    return f'"{"".join(escaped)}"'


def _bare(value: str) -> str:
    """The name without the marks around it: 《行政处罚法》 → 行政处罚法."""
    pair = value[:1] + value[-1:]
    inner = value[1:-1].strip()
    return inner if pair in ("《》", "“”", "「」") and inner and not set(pair) & set(inner) else value
