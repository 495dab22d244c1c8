"""Pictures of how programmes spread: `draw` writes one as PNG, SVG or HTML.

A picture is composed once (`picture`) and then written in one of the formats, so that all look alike. SVG and HTML
need nothing but this package, a PNG needs Pillow (extra `plot`) and a Chinese font on the machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.errors import UsageError
from kg.show.words import LANGUAGES
from kg.spread.facts import Facts, ProgrammeRow
from kg.spread.netinf import Inference
from kg.spread.pictures.curve import adoption_curve
from kg.spread.pictures.heat import heat_map
from kg.spread.pictures.network import network
from kg.spread.pictures.page import to_html
from kg.spread.pictures.png import to_png
from kg.spread.pictures.scene import Scene
from kg.spread.pictures.svg import to_svg
from kg.spread.pictures.tiles import tile_map
from kg.spread.pictures.timeline import timeline

__all__ = [
    "FORMATS",
    "KINDS",
    "adoption_curve",
    "draw",
    "draw_network",
    "draw_spread",
    "heat_map",
    "network",
    "picture",
    "tile_map",
    "timeline",
    "to_html",
    "to_png",
    "to_svg",
]

KINDS: Final = ("adoption_curve", "heat_map", "tile_map", "timeline", "network")
"""The kinds of pictures; all but the network are of a programme, heat map and tile map also of all."""

FORMATS: Final = (".png", ".svg", ".html")
"""The suffixes by which `draw` tells formats."""


def draw(
    kind: str,
    data: Facts | Inference,
    path: str | Path,
    lang: str = "zh",
    *,
    programme: ProgrammeRow | str | None = None,
) -> Path:
    """Draw a picture of some kind (see `KINDS`) to a file of the format that its suffix names, and return its path.

    `data` is an Inference for the network and Facts for all others; `programme` a row or a name. Missing folders are
    made. Raises UsageError for an unknown kind, suffix, language or programme, when there is nothing to draw, when
    the file cannot be written, and for a PNG when Pillow or a Chinese font is missing.
    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in FORMATS:
        raise UsageError(
            f"{target}: the name of a picture must end in {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
        )
    scene = picture(kind, data, lang, programme=programme)
    if suffix == ".png":
        made = to_png(scene)
    else:
        made = (to_svg(scene) if suffix == ".svg" else to_html(scene)).encode("utf-8")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written: {error.strerror or error}") from error
    return target


def draw_spread(
    facts: Facts,
    programme: ProgrammeRow | str | None,
    path: str | Path,
    kind: str | None = None,
    lang: str = "zh",
) -> Path:
    """Draw one programme or, with None, all: see `draw`. The kind is by default heat map, for all tile map."""
    return draw(
        kind or ("tile_map" if programme is None else "heat_map"), facts, path, lang, programme=programme
    )


def draw_network(inference: Inference, path: str | Path, lang: str = "zh") -> Path:
    """Draw an inferred network: see `draw`."""
    return draw("network", inference, path, lang)


def picture(
    kind: str, data: Facts | Inference, lang: str = "zh", *, programme: ProgrammeRow | str | None = None
) -> Scene:
    """Compose a picture without writing it; arguments and errors as for `draw`."""
    name = kind.replace("-", "_")
    if name not in KINDS:
        raise UsageError(f"no picture of kind {kind!r}: choose one of {', '.join(KINDS)}")
    if lang not in LANGUAGES:
        raise UsageError(f"no picture in {lang!r}: choose one of {', '.join(LANGUAGES)}")
    if isinstance(data, Inference) != (name == "network"):
        raise UsageError("a network is drawn from an inference, all other pictures from facts")
    if isinstance(data, Inference):
        return network(data, lang)
    row = data.find_programme(programme) if isinstance(programme, str) else programme
    if name == "heat_map":
        return heat_map(data, row, lang)
    if name == "tile_map":
        return tile_map(data, row, lang)
    if row is None:
        raise UsageError(f"a picture of kind {kind} needs the name of a programme")
    return adoption_curve(data, row, lang) if name == "adoption_curve" else timeline(data, row, lang)
