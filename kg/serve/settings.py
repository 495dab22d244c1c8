"""What can be set about a server."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Where a server listens and what it allows.

    `timeout` is what a query may take (seconds), `rows` how many rows or triples an answer has at most,
    `workers` how many queries run at once, `queue` how many may wait for that, `body` the largest body of a
    request (bytes), `memory` what one worker may take (bytes; 0 is no limit), `cors` whether pages of other
    sites may read the data. `sources` are files or folders where the reports are, if they moved since the
    build: the explorer shows their texts.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0
    rows: int = 10_000
    workers: int = 2
    queue: int = 64
    body: int = 1_000_000
    memory: int = 4_000_000_000
    cors: bool = True
    sources: tuple[str, ...] = ()
