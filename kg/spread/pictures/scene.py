"""A picture as a list of shapes, without saying in which format it will be written.

Coordinates are pixels, y downwards. Colours are roles (`ink`, `reported`, …) that a theme turns into values, so
that one picture can be shown light and dark. The hues are those of M. Okabe and K. Ito, Color Universal Design
(2008), blue, orange and vermillion, which the colour-blind tell apart; what they mean is shown by form or
lightness as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

Point = tuple[float, float]

LIGHT: Final[Mapping[str, str]] = {
    "paper": "#ffffff", "ink": "#17202b", "soft": "#56616f", "line": "#b9c2cd", "grid": "#e6eaef",
    "reported": "#0b5fa5", "on-reported": "#ffffff", "left": "#9cc4e6", "silent": "#d5dbe2",
    "planned": "#e69f00", "fit": "#c24a00", "faint": "#8b96a3",
    "seq0": "#dbe9f6", "seq1": "#a6c8e6", "seq2": "#6aa5d4", "seq3": "#2a72b0", "seq4": "#0b4a86",
    "on0": "#17202b", "on1": "#17202b", "on2": "#10161d", "on3": "#ffffff", "on4": "#ffffff",
}  # fmt: skip
"""The colours on white."""

DARK: Final[Mapping[str, str]] = {
    "paper": "#12161c", "ink": "#e7ebf1", "soft": "#a3aebb", "line": "#4a5666", "grid": "#252d38",
    "reported": "#6db3f2", "on-reported": "#0c1a28", "left": "#2d5a85", "silent": "#3a4552",
    "planned": "#f0b429", "fit": "#ff8a4c", "faint": "#7d8998",
    "seq0": "#1d3147", "seq1": "#25517d", "seq2": "#2c6ba5", "seq3": "#5b9fdc", "seq4": "#a9d1f7",
    "on0": "#e7ebf1", "on1": "#ffffff", "on2": "#ffffff", "on3": "#0c1a28", "on4": "#0c1a28",
}  # fmt: skip
"""The colours on black."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `title` is what a pointer that rests on it is told."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 1
    radius: float = 0
    dash: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points, or with `closed` the area that they enclose."""

    points: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    line: float = 1
    dash: bool = False
    closed: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc or ring around (x, y)."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 1
    title: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One row of text on the baseline `y`; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    size: float = 13
    fill: str = "ink"
    anchor: str = "start"
    bold: bool = False
    title: str = ""


Item = Rect | Path | Circle | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Some shapes and the room that they take from (0, 0) on."""

    items: tuple[Item, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture; `description` says in words what it shows, for those who cannot see it."""

    title: str
    description: str
    drawing: Drawing
    lang: str = "zh"


def moved(items: Iterable[Item], dx: float, dy: float) -> tuple[Item, ...]:
    """The same shapes elsewhere."""
    found: list[Item] = []
    for item in items:
        if isinstance(item, Path):
            found.append(replace(item, points=tuple((x + dx, y + dy) for x, y in item.points)))
        else:
            found.append(replace(item, x=item.x + dx, y=item.y + dy))
    return tuple(found)


# Text

_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufffe\\uffff]+"
)
_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_NO_START = frozenset("，。；：、！？）】》”’…,.;:!?)]}%")
_NO_END = frozenset("（【《“‘([{")


def clean(text: str) -> str:
    """A text without control characters, direction marks and halves of characters, on one row."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def ems(text: str) -> float:
    """About how wide a text is, in font sizes: full width for Chinese, by kind of letter otherwise."""
    return sum(_em(char) for char in text)


def _em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    if unicodedata.combining(char):
        return 0.0
    if char in _NARROW:
        return 0.34
    return 0.9 if char in "MWmw%@" else 0.68 if char.isupper() else 0.57


def cut(text: str, room: float) -> str:
    """A text of at most `room` font sizes, ended by … if it is cut."""
    text = clean(text)
    if ems(text) <= room:
        return text
    used = 1.0
    for index, char in enumerate(text):
        used += _em(char)
        if used > room:
            return text[:index].rstrip() + "…"
    return text


def wrap(text: str, room: float) -> list[str]:
    """Rows of at most about `room` font sizes: broken between Chinese characters or at spaces.

    No row starts with a closing mark or ends with an opening one.
    """
    rows: list[str] = []
    row, used = "", 0.0
    for piece in re.findall(r"[!-~\u00a0-\u02af]+|\s+|.", clean(text)):
        wide = ems(piece)
        if row and used + wide > room and piece[0] not in _NO_START:
            carried = row[-1] if row[-1] in _NO_END else ""
            rows.append(row[: len(row) - len(carried)].rstrip())
            row, used = carried, ems(carried)
        if row or not piece.isspace():
            row += piece
            used += wide
    return [*rows, row] if row else rows
