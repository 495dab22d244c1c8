"""No rule for a seed: neither the code nor the vocabularies know the five reports."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
SOURCES = sorted((ROOT / "kg").rglob("*.py"))
KNOWLEDGE = sorted(
    path for path in (ROOT / "ontology").rglob("*") if path.suffix in {".ttl", ".csv", ".rq", ".py"}
)

# The regions of the seeds, their issuers and what else only they would name.
REGIONS = ("醴陵", "株洲", "包场", "海门", "商丘", "清流", "三明市", "鄂州")
OWN = (
    "王利波", "刘新华", "池芝发", "张春华", "103/2024-00292", "4114000003", "szfbgs1", "SM05100",
    "醴报", "商政文", "清政文", "4207000024", "街接",
)  # fmt: skip


def strings(source: str) -> Iterator[str]:
    """All strings of the source that run: no documentation, no comments."""
    tree = ast.parse(source)
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def test_there_are_seeds_sources_and_vocabularies() -> None:
    assert len(SEEDS) == 5
    assert len(SOURCES) > 40
    assert len(KNOWLEDGE) > 10


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_the_file_name_of_a_seed_occurs_nowhere(seed: Path) -> None:
    number, digest = seed.stem.split("_")
    assert re.fullmatch(r"\d{3}", number) and re.fullmatch(r"[0-9a-f]{16}", digest)
    holding = [path.name for path in (*SOURCES, *KNOWLEDGE) if digest in path.read_text(encoding="utf-8")]
    assert holding == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_code_acts_on_a_name_from_a_seed(path: Path) -> None:
    """Examples in documentation may use the seeds, and so may the help of the command line."""
    found = [
        (name, string)
        for string in strings(path.read_text(encoding="utf-8"))
        for name in (*REGIONS, *OWN)
        if name in string and not (path.name == "cli.py" and string.startswith("Examples:"))
    ]
    assert found == []


@pytest.mark.parametrize("path", [p for p in KNOWLEDGE if p.suffix == ".ttl"], ids=lambda path: path.name)
def test_no_vocabulary_names_a_region_of_a_seed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in (*REGIONS, *OWN) if name in text] == []


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda path: path.name)
def test_no_knowledge_holds_what_only_a_seed_has(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [name for name in OWN if name in text] == []


def grams(text: str, length: int) -> set[str]:
    """All stretches of so many Chinese characters in a row."""
    return {
        run[start : start + length]
        for run in re.findall(r"[\u4e00-\u9fff]+", text)
        for start in range(len(run) - length + 1)
    }


def test_no_code_quotes_a_sentence_of_a_seed() -> None:
    length = 12
    printed = set().union(*(grams(path.read_text(encoding="utf-8"), length) for path in SEEDS))
    assert len(printed) > 4000
    quoted = {
        (path.name, gram)
        for path in SOURCES
        for string in strings(path.read_text(encoding="utf-8"))
        for gram in grams(string, length) & printed
    }
    assert quoted == set()


def test_strings_are_read_without_documentation_and_comments() -> None:
    source = '"""醴陵"""\n# 商丘\nX = "清流"\n\ndef f() -> None:\n    """海门"""\n    print(f"包场{X}")\n'
    assert sorted(strings(source)) == sorted(["清流", "包场"])
