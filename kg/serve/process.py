"""A worker as the server sees it: a process that is asked through pipes and can be killed."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from kg.serve import frames

_START = 60.0


class Died(Exception):
    """The worker ended without an answer, most likely for want of memory."""


class Worker:
    """One process, and the way to ask it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    @classmethod
    async def start(cls, folder: Path, memory: int) -> Worker:
        """Start a worker over the graph in a folder and wait until it listens. Raises Died when it does not."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "kg.serve.worker", str(folder.absolute()), str(memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=_environment(),
            start_new_session=True,  # Ctrl-C goes to the whole group: the server ends its workers itself
        )  # fmt: skip
        worker = cls(process)
        try:
            async with asyncio.timeout(_START):
                await worker._receive()
        except TimeoutError as error:
            worker.kill()
            raise Died("a worker did not start") from error
        except BaseException:
            worker.kill()
            raise
        return worker

    async def ask(self, asked: dict[str, Any]) -> frames.Frame:
        """Ask one question and wait for its answer, however long. Raises Died when the process ends."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(frames.pack(asked))
            await self.process.stdin.drain()
        except ConnectionError as error:
            raise Died("a worker ended") from error
        return await self._receive()

    async def _receive(self) -> frames.Frame:
        assert self.process.stdout is not None
        try:
            return await frames.receive(self.process.stdout)
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise Died("a worker ended") from error

    def kill(self) -> None:
        """End the process at once."""
        if self.process.returncode is None:
            try:
                self.process.kill()
            except ProcessLookupError:
                return

    async def ended(self) -> None:
        """Wait until a killed process is gone and its pipes are closed; a loop must not close before that."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        await self.process.wait()
        while not self.process.stdout.at_eof():
            try:
                await self.process.stdout.read()
            except RuntimeError:  # a question still waits here for the end that comes
                await asyncio.sleep(0)


def _environment() -> dict[str, str]:
    """The environment of a worker: it finds the same modules as this process does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path)}
