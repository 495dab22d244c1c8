"""Scanning with a quick look first finds just what the patterns find alone."""

from __future__ import annotations

import importlib
import pkgutil
import re
import re._constants as op
import re._parser as parser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.scan import Around, From
from kg.text import fold

TESTS = Path(__file__).parent
TEXTS = [
    fold(path.read_text(encoding="utf-8", errors="replace"))
    for path in sorted([*(TESTS.parent / "seeds").glob("*.txt"), *(TESTS / "gold").glob("*.txt")])
]
EXTRACT = importlib.import_module("kg.extract")
MODULES = tuple(module.name for module in pkgutil.walk_packages(EXTRACT.__path__, "kg.extract."))


def scans() -> Iterator[tuple[str, Around | From]]:
    """All scans of the extraction, by name."""
    for module in MODULES:
        for name, value in vars(importlib.import_module(module)).items():
            if isinstance(value, (Around, From)):
                yield f"{module.removeprefix('kg.extract.')}.{name}", value


SCANS = dict(scans())


def found(scan: Around | From, text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...]]]:
    return [(m.span(), m.groups()) for m in scan.finditer(text)]


def found_alone(scan: Around | From, text: str) -> list[tuple[tuple[int, int], tuple[str | None, ...]]]:
    return [(m.span(), m.groups()) for m in scan.pattern.finditer(text)]


@pytest.mark.parametrize("name", SCANS)
def test_nothing_is_missed_in_reports(name: str) -> None:
    for text in TEXTS:
        assert found(SCANS[name], text) == found_alone(SCANS[name], text)


# Reports cut into shreds and put together anew bring the telling words close to each other.
SHREDS = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.integers(0, 10**6), st.integers(1, 9)).map(
        lambda drawn: drawn[0][drawn[1] % len(drawn[0]) :][: drawn[2]]
    ),
    max_size=60,
).map("".join)


@given(SHREDS)
def test_nothing_is_missed_in_shreds(text: str) -> None:
    for scan in SCANS.values():
        assert found(scan, text) == found_alone(scan, text)


def first_characters(parsed: Any) -> tuple[set[str], bool]:
    """Characters with which a parsed pattern may begin (of a range its ends), and whether it may be empty."""
    found: set[str] = set()
    for code, value in parsed:
        if code in (op.ASSERT, op.ASSERT_NOT, op.AT):
            continue
        empty = False
        if code is op.LITERAL:
            found.add(chr(value))
        elif code is op.IN:
            found |= {char for part in value for char in members(*part)}
        else:
            assert code in (op.BRANCH, op.SUBPATTERN, op.MAX_REPEAT, op.MIN_REPEAT), code
            parts = value[1] if code is op.BRANCH else [value[-1]]
            begun = [first_characters(part) for part in parts]
            found |= set().union(*(characters for characters, _ in begun))
            optional = code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] == 0
            empty = optional or any(may_be for _, may_be in begun)
        if not empty:
            return found, False
    return found, True


def members(code: Any, value: Any) -> set[str]:
    if code is op.CATEGORY:
        assert value is op.CATEGORY_DIGIT
        return {"0", "9"}
    return {chr(value)} if code is op.LITERAL else set(map(chr, value))


@pytest.mark.parametrize("name", [name for name, scan in SCANS.items() if isinstance(scan, From)])
def test_a_scan_knows_all_characters_that_its_pattern_begins_with(name: str) -> None:
    scan = SCANS[name]
    assert isinstance(scan, From)
    characters, empty = first_characters(parser.parse(scan.pattern.pattern))
    assert not empty
    assert not [char for char in sorted(characters) if not re.fullmatch(scan.first, char)]


def test_bounds_are_kept() -> None:
    scan = From("[ab]", "(?:a|b)x")
    assert [m.group() for m in scan.finditer("axbxax", 1, 5)] == ["bx"]
    assert [m.span() for m in scan.finditer("axbx")] == [(0, 2), (2, 4)]
