"""Running the application: the address, the port, the end."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from kg.errors import UsageError
from kg.explore.kept import FILE
from kg.graph.store import open_store
from kg.serve.app import create_app
from kg.serve.pool import Pool
from kg.serve.settings import Settings

_PATIENCE = 2
_LARGE = 2_000_000


def serve(folder: Path, settings: Settings) -> None:
    """Serve the graph in a folder until Ctrl-C or a signal to end.

    Raises UsageError when there is no graph, or when the address cannot be had.
    """
    app = create_app(folder, settings)
    listening = listen(settings.host, settings.port)
    _open(app, folder)
    address = url(settings.host, listening.getsockname()[1])
    if not is_loopback(settings.host):
        _say(f"anyone who reaches {settings.host} can read this graph; put a proxy with TLS before it")
    config = uvicorn.Config(
        app, log_level="warning", server_header=False, lifespan="on",
        timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    hello = f"{folder} is at {address} (SPARQL: {address}sparql). Stop with Ctrl-C."
    with contextlib.suppress(KeyboardInterrupt), listening:  # raised again by uvicorn after the end in order
        _Server(config, hello, app.state.context.pool).run(sockets=[listening])
    _say("stopped")


class _Server(uvicorn.Server):
    """A server that says where it is when it can answer, and does not wait for queries when it ends."""

    def __init__(self, config: uvicorn.Config, hello: str, pool: Pool) -> None:
        super().__init__(config)
        self._hello, self._pool = hello, pool

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, workers and all."""
        await super().startup(sockets)
        if self.started:
            _say(self._hello)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, queries first."""
        await self._pool.close()
        await super().shutdown(sockets)


def _say(words: str) -> None:
    print(f"kg: {words}", file=sys.stderr, flush=True)


def _open(app: FastAPI, folder: Path) -> None:
    """Read the graph's outline before anyone asks; of a large graph that was not served before, it takes minutes."""
    quads = len(open_store(folder))
    if quads > _LARGE and not (folder / FILE).is_file():
        print(
            f"kg: reading the outline of {quads:,} quads, once for each build …", file=sys.stderr, flush=True
        )
    app.state.context.held.source()


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 is any free one. Raises UsageError that says what to do."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, place = found[0]
        opened = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise UsageError(f"{host!r} is no address of this machine ({error}); try --host 127.0.0.1") from error
    try:
        if sys.platform != "win32":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(place)
        opened.listen(2048)
    except OSError as error:
        opened.close()
        raise UsageError(_why(host, port, error)) from error
    return opened


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port, or --port 0 for any free one"
    if error.errno == errno.EACCES:
        return f"port {port} is not allowed to you; choose one from 1024 on with --port"
    return f"cannot listen at {host}, port {port}: {error.strerror or error}"


def url(host: str, port: int) -> str:
    """The address to type into a browser."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
