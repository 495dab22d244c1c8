from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.serve.pool import Busy, NoStore, Pool, Question, TooLong
from kg.serve.process import Died

from .conftest import write_small
from .slow import SLOW

JSON = "application/sparql-results+json"
SLOW_ONE = Question(SLOW, JSON, None, 10)
QUICK = Question("ASK { ?s ?p ?o }", "text/csv", "text/turtle", 10)


def with_pool(
    folder: Path,
    work: Callable[[Pool], Awaitable[None]],
    size: int = 1,
    timeout: float = 60,
    queue: int = 8,
    memory: int = 0,
) -> None:
    """Do some work with a pool, and see that no process is left of it."""

    async def run() -> None:
        pool = Pool(folder, size=size, timeout=timeout, queue=queue, memory=memory)
        await pool.start()
        first = pool.pids()
        assert len(first) == size
        try:
            await work(pool)
        finally:
            pids = {*first, *pool.pids()}
            await pool.close()
            assert [pid for pid in pids if alive(pid)] == []

    asyncio.run(run())


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(true: Callable[[], bool]) -> None:
    """Wait for something to become true; a test that waits for ever would hang, so not for ever."""
    async with asyncio.timeout(60):
        while not true():
            await asyncio.sleep(0.01)


def test_an_answer(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        answer = await pool.ask(QUICK)
        assert (answer.form, answer.body, answer.cut) == ("ask", b"true", False)
        assert answer.base == "https://w3id.org/fazhi-kg/id/"

    with_pool(folder, work)


def test_workers_live_on_between_queries(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        before = pool.pids()
        await asyncio.gather(*(pool.ask(QUICK) for _ in range(8)))
        assert pool.pids() == before

    with_pool(folder, work, size=2)


def test_a_query_over_its_time_is_killed_and_the_next_is_answered(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        (worker,) = pool.pids()
        with pytest.raises(TooLong):
            await pool.ask(SLOW_ONE)
        await until(lambda: not alive(worker))
        assert (await pool.ask(QUICK)).body == b"true"
        assert pool.pids() != [worker]

    with_pool(folder, work, timeout=1)


def test_a_query_nobody_waits_for_is_killed(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        (worker,) = pool.pids()
        asking = asyncio.ensure_future(pool.ask(SLOW_ONE))
        await until(lambda: pool.running == 1)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await until(lambda: not alive(worker))
        assert pool.running == 0
        assert (await pool.ask(QUICK)).body == b"true"

    with_pool(folder, work)


def test_what_is_too_much_is_turned_away(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asking = asyncio.ensure_future(pool.ask(SLOW_ONE))
        await until(lambda: pool.running == 1)
        waiting = [asyncio.ensure_future(pool.ask(QUICK)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Busy) as caught:
            await pool.ask(QUICK)
        assert caught.value.seconds >= 1
        asking.cancel()
        assert [answer.body for answer in await asyncio.gather(*waiting)] == [b"true", b"true"]

    with_pool(folder, work, queue=2)


def test_waiting_ends_too(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asking = asyncio.ensure_future(pool.ask(SLOW_ONE))
        await until(lambda: pool.running == 1)
        pool.timeout = 0.2
        with pytest.raises(Busy):
            await pool.ask(QUICK)
        asking.cancel()

    with_pool(folder, work)


def test_closing_ends_a_query(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asking = asyncio.ensure_future(pool.ask(SLOW_ONE))
        await until(lambda: pool.running == 1)
        await pool.close()
        with pytest.raises(Died):
            await asking

    with_pool(folder, work)


def test_a_worker_that_someone_has_ended_is_replaced(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        (worker,) = pool.pids()
        os.kill(worker, signal.SIGKILL)
        await until(lambda: pool.pids() == [])
        assert (await pool.ask(QUICK)).body == b"true"

    with_pool(folder, work)


def test_a_worker_that_ends_amid_a_query(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        asking = asyncio.ensure_future(pool.ask(SLOW_ONE))
        await until(lambda: pool.running == 1)
        os.kill(pool.pids()[0], signal.SIGKILL)
        with pytest.raises(Died):
            await asking
        assert (await pool.ask(QUICK)).body == b"true"

    with_pool(folder, work)


def test_a_query_that_wants_too_much_memory_ends_alone(folder: Path) -> None:
    doubled = "".join(f" BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    greedy = Question(
        f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("0123456789" AS ?x0) {doubled} }}', JSON, None, 10
    )

    async def work(pool: Pool) -> None:
        with pytest.raises((Died, UsageError)):
            await pool.ask(greedy)
        assert (await pool.ask(QUICK)).body == b"true"

    with_pool(folder, work, memory=600_000_000)


def test_wrong_queries_do_not_cost_a_worker(folder: Path) -> None:
    async def work(pool: Pool) -> None:
        before = pool.pids()
        for query in ("SELEKT", "ASK { ?s ?p", "CLEAR ALL", "ASK { SERVICE <http://x/> { } }"):
            with pytest.raises(UsageError):
                await pool.ask(Question(query, JSON, None, 10))
        assert not (await pool.ask(Question("ASK {}", None, "text/turtle", 1))).acceptable
        assert pool.pids() == before

    with_pool(folder, work)


def test_a_new_store_is_opened(tmp_path: Path) -> None:
    folder = write_small(tmp_path)

    async def work(pool: Pool) -> None:
        mark = pool.mark()
        assert pool.mark() == mark
        (worker,) = pool.pids()
        write_small(folder)
        assert pool.mark() != mark
        assert (await pool.ask(QUICK)).body == b"true"
        assert pool.pids() == [worker]

    with_pool(folder, work)


def test_no_store_is_told(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(NoStore, match="kg build"):
            await pool.ask(QUICK)

    with_pool(tmp_path, work)
