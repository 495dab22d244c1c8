"""Queries in processes that can be killed: the engine has no time limit and cannot be interrupted.

A few long-lived workers wait for questions. One that takes too long, or whose client has gone, is killed
and another takes its place; more questions than may wait are turned away.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.graph.store import store_mark
from kg.serve import frames
from kg.serve.process import Died, Worker


class Busy(Exception):
    """Too many questions wait already; `seconds` says when to ask again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"ask again in {seconds} s")
        self.seconds = seconds


class TooLong(Exception):
    """The query was killed because its time was over."""


class NoStore(Exception):
    """There is no graph that can be read; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what its answer shall be like.

    `table` and `graph` are the media types of the answer, None where the client takes none of that kind.
    `graphs` are the graphs to ask (default, named), None for all. `rows` cuts the answer.
    """

    query: str
    table: str | None
    graph: str | None
    rows: int
    graphs: tuple[tuple[str, ...], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answered: `form` is select, ask or graph; `cut` says that rows are missing.

    With `acceptable` False the client takes no form of this kind of result, and `body` is empty.
    """

    form: str
    body: bytes
    rows: int = 0
    cut: bool = False
    base: str = ""
    acceptable: bool = True


class Pool:
    """The workers of one graph's folder. Use it within one event loop, and `close` it in the end."""

    def __init__(self, folder: Path, *, size: int, timeout: float, queue: int, memory: int = 0) -> None:
        self.folder, self.size, self.timeout = folder, size, timeout
        self.running = 0
        self.closed = False
        self._queue, self._memory = queue, memory
        self._waiting = 0
        self._places = asyncio.Semaphore(size)
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()

    async def start(self) -> None:
        """Start the workers beforehand. Raises Died when they cannot be started."""
        self.closed = False
        self._idle = list(await asyncio.gather(*(self._new() for _ in range(self.size))))

    async def close(self) -> None:
        """End all workers, also those amid a query; nothing is answered any more."""
        self.closed = True
        workers, self._all, self._idle = self._all, set(), []
        for worker in workers:
            worker.kill()
        for worker in workers:
            await worker.ended()

    def pids(self) -> list[int]:
        """The process ids of the workers that are alive."""
        return sorted(w.process.pid for w in self._all if w.process.returncode is None)

    def mark(self) -> str:
        """What tells the store in the folder from an earlier one. Raises NoStore when there is none."""
        try:
            return store_mark(self.folder)
        except UsageError as error:
            raise NoStore(str(error)) from error

    async def ask(self, question: Question) -> Answer:
        """Answer a question.

        Raises UsageError when the query is wrong, Busy when too many wait, TooLong when its time is over, Died
        when the worker ended, NoStore when the graph is not there. When the task is cancelled the query is
        killed. A graph that was built anew meanwhile is opened, and the question asked once more.
        """
        async with self._place():
            mark = self.mark()
            head, body = await self._ask(question, mark)
            if head["outcome"] in ("store", "refused") and (now := self.mark()) != mark:
                head, body = await self._ask(question, now)
        if head["outcome"] == "store":
            raise NoStore(head["detail"])
        if head["outcome"] == "refused":
            raise UsageError(head["detail"])
        if head["outcome"] == "form":
            return Answer(head["form"], b"", acceptable=False)
        return Answer(head["form"], body, head["rows"], head["cut"], head["base"])

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """Wait for a worker to be free, not for ever."""
        seconds = max(1, round(self.timeout))
        if self._waiting >= self._queue and self._places.locked():
            raise Busy(seconds)
        self._waiting += 1
        try:
            async with asyncio.timeout(self.timeout):
                await self._places.acquire()
        except TimeoutError as error:
            raise Busy(seconds) from error
        finally:
            self._waiting -= 1
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1
            self._places.release()

    async def _ask(self, question: Question, mark: str) -> frames.Frame:
        asked = {
            "query": question.query, "table": question.table, "graph": question.graph, "rows": question.rows,
            "graphs": question.graphs, "mark": mark, "timeout": self.timeout,
        }  # fmt: skip
        worker = self._waiting_one() or await self._new()
        try:
            async with asyncio.timeout(self.timeout):
                frame = await worker.ask(asked)
        except TimeoutError as error:
            worker.kill()
            raise TooLong from error
        except BaseException:  # also when the client has gone
            worker.kill()
            raise
        self._idle.append(worker)
        return frame

    def _waiting_one(self) -> Worker | None:
        """A worker that waits and is alive: someone else may have ended it."""
        while self._idle:
            worker = self._idle.pop()
            if worker.process.returncode is None:
                return worker
        return None

    async def _new(self) -> Worker:
        worker = await Worker.start(self.folder, self._memory)
        if self.closed:
            worker.kill()
            raise Died("the server is stopping")
        self._all = {known for known in self._all if known.process.returncode is None} | {worker}
        return worker
