"""Bytes of a file to a `Report`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError
from kg.model import Metadata, Place, Report
from kg.read import header
from kg.read.decode import decode
from kg.read.html import html_to_text
from kg.read.office import docx_to_text, pdf_to_text
from kg.read.sections import sections
from kg.text import fold
from kg.vocabulary.gazetteer import Gazetteer

_READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": decode,
    ".text": decode,
    ".html": lambda data: html_to_text(decode(data)),
    ".htm": lambda data: html_to_text(decode(data)),
    ".docx": docx_to_text,
    ".pdf": pdf_to_text,
}
SUFFIXES = frozenset(_READERS)

_SHORTEST = 100  # characters of Chinese that a report has at least
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")


def read_bytes(data: bytes, source: str, gazetteer: Gazetteer) -> Report:
    """Return the report in `data`; `source` is its path as given and tells the format by its suffix.

    Raises InputError when the bytes are empty, damaged, of an unknown format or not a Chinese report.
    """
    text = to_text(data, source)
    _check(text, source)
    folded = fold(text)
    layout = header.layout(folded)
    metadata = _metadata(folded, layout, gazetteer)
    return Report(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        sections=sections(folded, layout.body_start, layout.body_end, metadata.year),
        header=layout.fields,
        metadata=metadata,
        body_start=layout.body_start,
        body_end=layout.body_end,
    )


def read(path: str | Path, gazetteer: Gazetteer) -> Report:
    """Read one file. Raises InputError naming the file when it cannot be used."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror or error})") from error
    return read_bytes(data, str(path), gazetteer)


def to_text(data: bytes, source: str) -> str:
    """The text that offsets refer to. Raises InputError naming the source."""
    if not data.strip():
        raise InputError(source, "the file is empty")
    suffix = Path(source).suffix.lower()
    if suffix in {".doc", ".wps"}:
        raise InputError(source, "the old Word format is not read: save it as .docx or .txt")
    if suffix not in _READERS:
        raise InputError(
            source, f"files of type {suffix or '(none)'} are not read (only {', '.join(sorted(SUFFIXES))})"
        )
    try:
        return _READERS[suffix](data)
    except ValueError as error:
        raise InputError(source, str(error)) from error


def _check(text: str, source: str) -> None:
    chinese = len(_CHINESE.findall(text))
    letters = sum(char.isalpha() for char in text)
    if not text.strip():
        raise InputError(source, "the file holds no text")
    if letters and (chinese / letters < 0.4 or len(_KANA.findall(text)) > chinese * 0.2):
        raise InputError(source, "the text is not Chinese")
    if chinese < _SHORTEST:
        raise InputError(
            source, f"too short for a report ({chinese} Chinese characters, at least {_SHORTEST} expected)"
        )


def _metadata(folded: str, layout: header.Layout, gazetteer: Gazetteer) -> Metadata:
    fields = dict(layout.fields)
    signers, signed = header.signature(folded, layout)
    delivered, session, speaker = header.delivery(folded, layout)
    addressed = header.salutation(folded, layout)
    published = fields.get("published")
    title = layout.title
    year = _year(title, delivered, published or signed or fields.get("dated"))
    issuers = tuple(signers) or _issuers_from_title(title, fields)
    place = _place(folded, title, issuers, (session or "",), fields, gazetteer, year)
    signatories = tuple(fields.get("signatory", "").split()) or ((speaker,) if speaker else ())
    addressees = (session,) if session else tuple(re.split(r"[、,]|并", addressed)) if addressed else ()
    return Metadata(
        title=title,
        issuers=issuers,
        place=place,
        year=year,
        doc_number=header.doc_number(folded, layout),
        index_number=fields.get("index_number"),
        published=published,
        dated=signed or delivered or fields.get("dated"),
        signatories=signatories,
        addressees=tuple(a.strip() for a in addressees if a.strip()),
    )


def _year(title: str | None, delivered: str | None, dated: str | None) -> int | None:
    """The year reported on: the title's, or the one before a report to a congress or before the date."""
    found = re.search(r"(?<!\d)(20\d{2}|19\d{2})", title or "")
    if found and (delivered or re.search(r"政府工作报告", title or "")):
        return int(found.group(1)) - 1
    if found:
        return int(found.group(1))
    reference = delivered or dated
    if reference is None:
        return None
    year, month = int(reference[:4]), int(reference[5:7])
    return year if month >= 11 and not delivered else year - 1


def _issuers_from_title(title: str | None, fields: dict[str, str]) -> tuple[str, ...]:
    found = re.match(r"(.{2,20}?(?:人民政府|政府|委员会|[局厅委办]))(?:关于|\d{4}年)", title or "")
    if found:
        return (found.group(1),)
    issuer = fields.get("issuer")
    return (issuer,) if issuer else ()


def _place(
    folded: str,
    title: str | None,
    issuers: tuple[str, ...],
    sessions: tuple[str, ...],
    fields: dict[str, str],
    gazetteer: Gazetteer,
    year: int | None,
) -> Place | None:
    """The region that the report is about: named by issuer, title or session; else the most named one."""
    township: str | None = None
    for text in (*issuers, *sessions, title or "", fields.get("issuer", "")):
        place = gazetteer.spell_out(text, None, year, anywhere=True)
        if place is not None:
            return place
        township = township or _township_word(text)
    counts: dict[str, int] = {}
    for _, _, name in gazetteer.find(folded):
        division = gazetteer.resolve(name, None, year)
        if division is not None:
            for ancestor in gazetteer.ancestors(division.code):
                counts[ancestor.code] = counts.get(ancestor.code, 0) + 1
    if township:
        for code in sorted(counts, key=lambda c: -counts[c]):
            if (found := gazetteer.township(township, code)) is not None:
                return found
    if not counts:
        return None
    most = max(counts.values())
    deepest = [c for c, n in counts.items() if n >= most * 0.6]
    return gazetteer.place(max(deepest, key=lambda c: len(gazetteer.ancestors(c))))


def _township_word(text: str) -> str | None:
    found = re.search(r"(?:^|[年度市县区])([\u4e00-\u9fff]{1,5}(?:街道|镇|乡))", text)
    return found.group(1) if found else None
