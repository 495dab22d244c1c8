"""Content negotiation: which of the media types on offer a client likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_RANGE = re.compile(r"\s*([\w!#$%&'*+.^`|~-]+)/([\w!#$%&'*+.^`|~-]+)\s*", re.ASCII)
_QUALITY = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)")
_PART = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*"?)+')
_PARAMETER = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*"?)+')


@dataclass(frozen=True, slots=True)
class Range:
    """A media range of an Accept header: type and subtype in lower case (`*` for any), and its quality."""

    type: str
    subtype: str
    quality: float

    def precision(self, media: str) -> int:
        """How closely the range names a media type: 3 exactly, 2 its type, 1 anything, 0 not at all."""
        kind, _, subtype = media.lower().partition("/")
        if (self.type, self.subtype) == (kind, subtype):
            return 3
        if (self.type, self.subtype) == (kind, "*"):
            return 2
        return 1 if (self.type, self.subtype) == ("*", "*") else 0


def ranges(accept: str) -> list[Range]:
    """Read an Accept header. What is no media range is passed over, so is an ill-formed quality's range."""
    found = []
    for part in _PART.findall(accept):
        first, *parameters = _PARAMETER.findall(part) or [""]
        name = _RANGE.fullmatch(first)
        quality = _quality(parameters)
        if name is not None and quality is not None:
            found.append(Range(name[1].lower(), name[2].lower(), quality))
    return found


def _quality(parameters: Sequence[str]) -> float | None:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            text = value.strip()
            return float(text) if _QUALITY.fullmatch(text) else None
    return 1.0


def best(accept: str | None, offers: Sequence[str]) -> str | None:
    """The media type on offer that an Accept header likes best, None when it takes none of them.

    The most precise range that names an offer gives its quality; of equals the one offered first wins. No
    header, and one without any media range, takes everything.
    """
    known = ranges(accept or "")
    if not known:
        return offers[0] if offers else None
    scored = [(quality_of(known, offer), -place, offer) for place, offer in enumerate(offers)]
    quality, _, offer = max(scored, default=(0.0, 0, ""))
    return offer if quality > 0 else None


def quality_of(known: Sequence[Range], media: str) -> float:
    """The quality that the most precise of some ranges gives a media type, 0 when none names it."""
    named = [(accepted.precision(media), accepted.quality) for accepted in known]
    precision, quality = max(named, default=(0, 0.0))
    return quality if precision else 0.0


def names(accept: str | None, media: str) -> bool:
    """Whether an Accept header names a media type itself, not by a wildcard, and does not refuse it."""
    return any(known.precision(media) == 3 and known.quality > 0 for known in ranges(accept or ""))
