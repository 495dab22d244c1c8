"""Imports flow one way: nothing imports, when it is loaded, what stands further right."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"

# From left to right; what shares a place may import each other's modules, but not in a circle.
ORDER: tuple[tuple[str, ...], ...] = (
    ("model",),
    ("errors",),
    ("text",),
    ("spans", "scan"),
    ("namespaces",),
    ("paths",),
    ("iris",),
    ("vocabulary",),
    ("read",),
    ("extract",),
    ("link",),
    ("pipeline",),
    ("settings",),
    ("records",),
    ("graph",),
    ("builder",),
    ("query",),
    ("export", "show", "evaluate", "spread"),
    ("explore",),
    ("checking", "scoring", "candidates", "api"),
    ("serve",),
    ("cli",),
)
PLACE = {name: place for place, names in enumerate(ORDER) for name in names}
# The package itself is a door to `api` and `builder`: it stands at the far right and loads nothing.
DOOR = "kg"


def modules() -> dict[str, Path]:
    """All modules of the package by their full names."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def loaded(body: list[ast.stmt]) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that run when a module is loaded: none in functions, none for the type checker."""
    for statement in body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            yield statement
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        elif isinstance(statement, ast.If) and "TYPE_CHECKING" in ast.unparse(statement.test):
            yield from loaded(statement.orelse)
        else:
            for field in ("body", "orelse", "finalbody"):
                yield from loaded(getattr(statement, field, []))
            for handler in getattr(statement, "handlers", []):
                yield from loaded(handler.body)


def imports(source: str, module: str, is_package: bool = False) -> set[str]:
    """The modules of `kg` that a module loads, by their full names."""
    found: set[str] = set()
    for statement in loaded(ast.parse(source).body):
        if isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
            continue
        base = statement.module or ""
        if statement.level:
            package = module.split(".") if is_package else module.split(".")[:-1]
            base = ".".join([*package[: len(package) - statement.level + 1], *filter(None, [base])])
        for alias in statement.names:
            inner = f"{base}.{alias.name}"
            found.add(inner if inner in MODULES else base)
    return {name for name in found if name == "kg" or name.startswith("kg.")}


GRAPH = {
    name: imports(path.read_text(encoding="utf-8"), name, path.name == "__init__.py")
    for name, path in MODULES.items()
}


def place(module: str) -> int:
    return len(ORDER) if module == DOOR else PLACE[module.split(".")[1]]


def test_every_module_has_its_place() -> None:
    tops = {name.split(".")[1] for name in MODULES if name != DOOR}
    assert sorted(tops - PLACE.keys()) == [], "add it to ORDER, where it belongs in the flow"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_nothing_imports_what_stands_further_right(module: str) -> None:
    further = sorted(other for other in GRAPH[module] if place(other) > place(module))
    assert further == []


def test_no_circle_of_imports() -> None:
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join([*above, module])
        if module in done:
            return
        for other in sorted(GRAPH.get(module, ())):
            # A package that gathers its own modules is loaded before them.
            if not module.startswith(f"{other}."):
                visit(other, (*above, module))
        done.add(module)

    for module in sorted(GRAPH):
        visit(module, ())


def test_the_package_itself_loads_nothing() -> None:
    assert GRAPH[DOOR] == set()


def test_the_data_model_needs_no_library() -> None:
    tree = ast.parse((PACKAGE / "model.py").read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for statement in loaded(tree.body)
        for name in (
            [statement.module or ""]
            if isinstance(statement, ast.ImportFrom)
            else [a.name for a in statement.names]
        )
    }
    assert names <= {"__future__", "bisect", "dataclasses", "enum", "operator", "typing"}


# ---- the test's own reading of imports


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import kg.text\nfrom kg.read import header, read\n", {"kg.text", "kg.read.header", "kg.read"}),
        ("def f():\n    from kg.cli import main\n", set()),
        ("if TYPE_CHECKING:\n    from kg.cli import main\nelse:\n    import kg.api\n", {"kg.api"}),
        ("try:\n    import kg.api\nexcept ImportError:\n    import kg.builder\n", {"kg.api", "kg.builder"}),
        ("class A:\n    from kg import text\n", {"kg.text"}),
        ("from . import decode\nfrom ..text import fold\n", {"kg.read.decode", "kg.text"}),
        ("import json, kgb\nfrom pathlib import Path\n", set()),
    ],
)
def test_imports_are_read_from_the_source(source: str, found: set[str]) -> None:
    assert imports(source, "kg.read.report") == found


def test_a_wrong_way_import_would_be_seen() -> None:
    assert place("kg.read.report") > place("kg.vocabulary.gazetteer") > place("kg.text")
    assert (
        place("kg.cli")
        > place("kg.api")
        > place("kg.show.page")
        > place("kg.builder")
        > place("kg.graph.store")
    )
    assert place("kg") > place("kg.cli")
