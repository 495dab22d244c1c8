"""A process that answers queries, one after the other, and can be killed at any time.

It is started by `kg.serve.pool` as `python -m kg.serve.worker FOLDER MEMORY`, reads frames from its standard
input and writes frames to its standard output. It ends when its input ends, and by itself when a query has
long outrun its time and nobody has killed it.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import UsageError
from kg.graph.store import base_of, open_store
from kg.query import Graphs, run
from kg.serve.forms import write
from kg.serve.frames import Frame, pack, read

_GRACE = 10.0


class Answering:
    """The store of a folder, opened again when the question comes with another mark of it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark: str | None = None
        self._store: ox.Store | None = None
        self._base = ""

    def answer(self, asked: dict[str, Any]) -> Frame:
        """Answer one question: a head that says how it went, and the body.

        `outcome` in the head is `done`, `refused` (the query is wrong), `form` (the client takes no form of
        this kind of result) or `store` (the graph cannot be read).
        """
        try:
            store = self._opened(asked["mark"])
        except UsageError as error:
            return {"outcome": "store", "detail": str(error)}, b""
        graphs = asked["graphs"]
        try:
            result = run(
                store,
                asked["query"],
                base=self._base,
                graphs=None if graphs is None else Graphs(tuple(graphs[0]), tuple(graphs[1])),
                limit=asked["rows"],
            )
        except UsageError as error:
            return {"outcome": "refused", "detail": str(error)}, b""
        media = asked["graph"] if result.form == "graph" else asked["table"]
        if media is None:
            return {"outcome": "form", "form": result.form}, b""
        head = {"outcome": "done", "form": result.form, "cut": result.cut, "rows": len(result.terms)}
        return {**head, "base": self._base}, write(result, media)

    def _opened(self, mark: str) -> ox.Store:
        if self._store is None or mark != self._mark:
            self._store = None
            self._store = open_store(self._folder)
            self._mark, self._base = mark, base_of(self._store)
        return self._store


def main(folder: str, memory: str) -> None:
    """Answer until the input ends."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C goes to the whole group; the server ends its workers
    _limit_memory(int(memory))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    answering = Answering(Path(folder))
    answers.write(pack({"outcome": "ready"}))
    answers.flush()
    waiting: queue.SimpleQueue[Frame] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, waiting), daemon=True).start()
    while True:
        asked, _ = waiting.get()
        _alarm(asked["timeout"] + _GRACE)
        head, body = answering.answer(asked)
        _alarm(0)
        answers.write(pack(head, body))
        answers.flush()


def _listen(stream: IO[bytes], waiting: queue.SimpleQueue[Frame]) -> None:
    """Pass questions on; leave at once when the server is gone, even amid a query."""
    while (frame := read(stream)) is not None:
        waiting.put(frame)
    os._exit(0)


def _alarm(seconds: float) -> None:
    """Let the system end this process after so long: Python itself may be held up by the engine."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(size: int) -> None:
    if size <= 0:
        return
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    main(*sys.argv[1:])
