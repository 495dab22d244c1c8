"""Finding what a person means by a name, and offering the nearest names where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from kg.errors import UsageError
from kg.text import skeleton

Known = tuple[str, str, str | None, int, bool]
"""Of a region: name, chain, code, rank of its level (0 the highest), whether it has a report."""

# What a short name leaves off: 长沙(市), 广西(壮族自治区), 恩施(土家族苗族自治州).
_ENDING = re.compile(
    r"(?:[\u4e00-\u9fff]{1,9}族|维吾尔|蒙古)*"
    r"(?:自治[区州县旗]|特别行政区|新区|地区|街道|社区|苏木|[省市县区旗盟州镇乡村])"
)
_MOST = 5


def nearest_names(what: str, name: str, known: Iterable[str]) -> UsageError:
    """The error for a name that nothing bears: it offers up to five names that hold it or resemble it."""
    names = sorted(set(known))
    wanted = skeleton(name)
    holding = [label for label in names if wanted and wanted in skeleton(label)]
    near = [*sorted(holding, key=len), *get_close_matches(name, names, n=_MOST, cutoff=0.4)]
    offered = list(dict.fromkeys(near))[:_MOST]
    hint = f"; did you mean {', '.join(offered)}?" if offered else ""
    return UsageError(f"no {what} in this graph is called {name!r}{hint}")


def pick_programme(name: str, known: Mapping[str, Iterable[str]]) -> list[str]:
    """The IRIs of the programmes (IRI → labels) that `name` can mean."""
    if exact := _by_iri(name, "programme", known):
        return [exact]
    wanted = skeleton(name)
    return [iri for iri, labels in known.items() if wanted and wanted in map(skeleton, labels)]


def pick_region(name: str, known: Mapping[str, Known]) -> str:
    """The IRI of the region that `name` means. Raises UsageError when there is none, or more than one."""
    if exact := _by_iri(name, "region", known):
        return exact
    wanted = skeleton(name).replace("/", "")
    full = [
        iri for iri, (_, chain, code, _, _) in known.items() if wanted and _names(wanted, name, chain, code)
    ]
    if full:
        reporting = [iri for iri in full if known[iri][4]]
        return _only(name, reporting or full, known)
    short = [iri for iri, row in known.items() if len(wanted) > 1 and _shortens(wanted, row[0])]
    if not short:
        raise nearest_names("region", name, (row[0] for row in known.values()))
    highest = min(known[iri][3] for iri in short)
    top = [iri for iri in short if known[iri][3] == highest]
    return _only(name, [iri for iri in top if known[iri][4]] or top, known)


def _by_iri(name: str, kind: str, known: Iterable[str]) -> str | None:
    given = name.strip().strip("<>")
    local = given.removeprefix(f"{kind}:") if given.startswith(f"{kind}:") else None
    for iri in known:
        if iri == given or (local and iri.endswith(f"/{kind}/{local}")):
            return iri
    return None


def _names(wanted: str, given: str, chain: str, code: str | None) -> bool:
    links = chain.split("/")
    if code is not None and given.strip() == code:
        return True
    ends = ("".join(links[start:]) for start in range(len(links)))
    return any(wanted == skeleton(end) for end in ends)


def _shortens(wanted: str, label: str) -> bool:
    return label.startswith(wanted) and _ENDING.fullmatch(label, len(wanted)) is not None


def _only(name: str, found: list[str], known: Mapping[str, Known]) -> str:
    if len(found) == 1:
        return found[0]
    chains = ", ".join(sorted(known[iri][1] for iri in found)[:8])
    raise UsageError(f"{name!r} can be any of {len(found)} regions: {chains}; give one of these in full")
