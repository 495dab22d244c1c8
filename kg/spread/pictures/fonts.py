"""A font with Chinese characters, for pictures that hold their own glyphs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from kg.errors import UsageError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

NAMES = (
    "notosanscjk", "notosanssc", "notosanshans", "sourcehansans", "pingfang", "hiraginosansgb", "msyh",
    "microsoftyahei", "wqy-microhei", "wqy-zenhei", "simhei", "deng", "stheiti", "droidsansfallback",
    "arialunicode", "simsun", "notoserifcjk", "notoserifsc", "sourcehanserif", "uming", "ukai",
)  # fmt: skip
"""Beginnings of the names of files (small letters, no spaces) of Chinese fonts, best first."""

_SUFFIXES = (".ttf", ".ttc", ".otf")
_KNOWN = "县醴黔"  # each must have a glyph of its own
_ABSENT = "\U000fffff"  # for private use: no font has it
_GETA = "〓"  # what Chinese printers set for a character that they lack
_INSTALL = (
    "no font with Chinese characters is found; install one (Debian, Ubuntu: apt-get install fonts-noto-cjk; "
    "Fedora: google-noto-sans-cjk-fonts) or write .svg or .html, which need none"
)


class Face:
    """One face of a font file, at any size."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """`index` counts the faces of a collection."""
        self.path, self.index = path, index
        self._sizes: dict[int, FreeTypeFont] = {}
        self._blank = self._pixels(_ABSENT)
        self.has = cache(self._has)

    def sized(self, size: int) -> FreeTypeFont:
        """The face at a size in pixels."""
        if size not in self._sizes:
            _, _, font = pillow()
            # The basic layout gives the same picture whether or not the raqm library is at hand.
            # Not truetype(), which takes a namesake elsewhere for a file that it cannot read.
            basic = font.Layout.BASIC
            self._sizes[size] = font.FreeTypeFont(str(self.path), size, self.index, layout_engine=basic)
        return self._sizes[size]

    def _pixels(self, char: str) -> tuple[tuple[int, int], bytes]:
        mask = self.sized(32).getmask(char)
        return mask.size, bytes(mask)

    def _has(self, char: str) -> bool:
        return char.isspace() or self._pixels(char) != self._blank

    def shown(self, text: str) -> str:
        """The text with 〓 for each character that the face lacks, so that none becomes an empty box."""
        absent = _GETA if self.has(_GETA) else "?"
        return "".join(char if self.has(char) else absent for char in text)

    def chinese(self) -> bool:
        """Whether it draws Chinese characters, each its own way."""
        return all(map(self.has, _KNOWN)) and len({self._pixels(char) for char in _KNOWN}) == len(_KNOWN)


def pillow() -> tuple[ModuleType, ModuleType, ModuleType]:
    """The modules Image, ImageDraw and ImageFont. Raises UsageError when Pillow is not installed."""
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ImportError as error:
        raise UsageError(
            "a PNG needs Pillow: pip install 'fazhi-kg[plot]'; .svg and .html need nothing"
        ) from error
    return Image, ImageDraw, ImageFont


@lru_cache(maxsize=1)
def find_face() -> Face:
    """The best Chinese face among the fonts of this machine. Raises UsageError when there is none."""
    for path in _ranked((*_files(), *_told_by_fontconfig())):
        face = _simplified(path)
        if face is not None:
            return face
    raise UsageError(_INSTALL)


def _ranked(paths: tuple[Path, ...]) -> list[Path]:
    """Known font files, best name first, of one name the regular weight."""
    found = []
    for path in set(paths):
        name = path.name.lower().replace(" ", "")
        rank = next((at for at, start in enumerate(NAMES) if name.startswith(start)), None)
        if rank is not None:
            plain = path.stem.lower().endswith(("regular", "normal")) or "-" not in path.stem
            found.append((rank, not plain, str(path), path))
    return [path for *_, path in sorted(found)]


def folders() -> list[Path]:
    """Where systems keep their fonts: Linux, macOS, Windows."""
    home = Path.home()
    places = [
        home / ".fonts", home / ".local/share/fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"),
        home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"),
        Path("/System/Library/AssetsV2"),
    ]  # fmt: skip
    if windows := os.environ.get("WINDIR"):
        places.append(Path(windows) / "Fonts")
    if local := os.environ.get("LOCALAPPDATA"):
        places.append(Path(local) / "Microsoft/Windows/Fonts")
    return places


def _files() -> Iterator[Path]:
    for folder in folders():
        for root, _, names in os.walk(folder):
            yield from (Path(root) / name for name in names if name.lower().endswith(_SUFFIXES))


def _told_by_fontconfig() -> Iterator[Path]:
    """What fc-list knows of Chinese fonts, also in folders of its own."""
    command = shutil.which("fc-list")
    if command is None:
        return
    try:
        told = subprocess.run([command, ":lang=zh-cn", "file"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return
    for row in told.stdout.decode("utf-8", "replace").splitlines():
        path = Path(row.rsplit(":", 1)[0].strip())
        if path.suffix.lower() in _SUFFIXES and path.is_file():
            yield path


def _simplified(path: Path) -> Face | None:
    """The face with the forms of the mainland, else the first that has Chinese characters, else none."""
    first = None
    for index in range(12):
        try:
            face = Face(path, index)
            if not face.chinese():
                continue
            family = face.sized(32).getname()[0] or ""
        except OSError:  # no such face, or no font
            break
        if path.suffix.lower() != ".ttc" or (family.endswith(" SC") and "Mono" not in family):
            return face
        first = first or face
    return first
