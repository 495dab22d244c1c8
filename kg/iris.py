"""Minting of the IRIs of entities: ASCII, stable from build to build, without a look at any graph.

Kinds are told apart by the first step: `<base>region/430281`, `<base>agency/cn-…`.
"""

from __future__ import annotations

import hashlib
import re

from kg.model import Level, Place
from kg.namespaces import BASE
from kg.text import skeleton

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LOCAL = re.compile(r"[A-Za-z0-9._~-]+")


def hash12(text: str) -> str:
    """The first 12 hex digits of the SHA-1 of `text` in UTF-8."""
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:12]


def is_slug(text: str) -> bool:
    """Whether `text` is a slug: lower-case ASCII letters and digits, parts joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


def iri(base: str, kind: str, local: str) -> str:
    """Return `<base><kind>/<local>`.

    Raises ValueError when `kind` is no slug or `local` holds anything but ASCII letters, digits and `-._~`.
    """
    if not is_slug(kind) or _LOCAL.fullmatch(local) is None:
        raise ValueError(f"not fit for an IRI: {kind}/{local}")
    return f"{base}{kind}/{local}"


def local_name(entity: str) -> str:
    """The last step of an IRI's path: `https://…/region/430281` → `430281`."""
    return entity.rsplit("/", 1)[-1]


def place_local(place: Place | None) -> str:
    """The local name of a place: its code, `cn` for the country (or None), else `x-<hash of its chain>`."""
    if place is None:
        return "cn"
    if place.code is not None:
        return place.code
    return "cn" if place.level is Level.NATIONAL else f"x-{hash12(place.chain)}"


def region_iri(place: Place, base: str = BASE) -> str:
    """The IRI of a region: `region/430281`; `region/x-<hash of the chain>` when it has no code."""
    return iri(base, "region", place_local(place))


def agency_iri(place: Place | None, slug: str, base: str = BASE) -> str:
    """The IRI of an agency: `agency/430281-si-fa-xing-zheng`, `agency/cn-…` for a national one (no place).

    `slug` is the local name of the function, or what `unknown_slug` makes of a name. Raises ValueError when
    it is no slug.
    """
    if not is_slug(slug):
        raise ValueError(f"not a slug: {slug!r}")
    return iri(base, "agency", f"{place_local(place)}-{slug}")


def unknown_slug(name: str) -> str:
    """The slug of a name that no vocabulary holds: `x-<hash>`; quotation marks and spaces do not count."""
    return f"x-{hash12(skeleton(name) or name)}"


def candidate_iri(kind: str, name: str, base: str = BASE) -> str:
    """The IRI of a regulation or programme that stands in no vocabulary: `programme/x-<hash of the name>`."""
    return iri(base, kind, unknown_slug(name))


def rebase(entity: str, base: str) -> str:
    """Move an IRI from the project's own base to `base`; other IRIs stay as they are."""
    return base + entity[len(BASE) :] if entity.startswith(BASE) else entity
