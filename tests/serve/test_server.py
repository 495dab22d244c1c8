"""The real server as a process, asked by the clients that people use."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import rdflib
import uvicorn
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.errors import UsageError
from kg.serve import server as server_module
from kg.serve.server import is_loopback, listen, url
from kg.serve.settings import Settings

from .conftest import write_small
from .slow import SLOW

LABELS = "SELECT ?p ?label { ?p a kg:Programme ; rdfs:label ?label } ORDER BY ?p"


@dataclass
class Running:
    process: subprocess.Popen[str]
    address: str

    @property
    def sparql(self) -> str:
        return self.address + "sparql"

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.address + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metric(self, name: str) -> float:
        found = re.search(rf"^{name} (\S+)$", self.get("metrics")[1], re.MULTILINE)
        assert found, name
        return float(found[1])

    def workers(self) -> list[int]:
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        if not found.exists():
            pytest.skip("this system does not tell a process's children")
        return [int(pid) for pid in found.read_text().split()]


def start(folder: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", "from kg.cli import main; main()", "serve", "-g", str(folder), *options],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


@contextlib.contextmanager
def serving(folder: Path, *options: str) -> Iterator[Running]:
    process = start(folder, "--port", "0", *options)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"at (http://\S+/) \(SPARQL", line)
        assert found, line + process.stderr.read()
        yield Running(process, found[1])
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(60)
            finally:
                process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            assert stream is not None
            stream.close()


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Running]:
    with serving(folder, "--timeout", "600", "--rows", "100") as running:
        yield running


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# ---- the clients that people use


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_select(server: Running, method: str) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setMethod(method)
    client.setQuery(LABELS)
    client.setReturnFormat(JSON)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert "行刑衔接" in {row["label"]["value"] for row in rows}


def test_sparqlwrapper_posting_directly(server: Running) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setMethod(POST)
    client.setRequestMethod("postdirectly")
    client.setQuery('ASK { ?p rdfs:label "行刑衔接"@zh }')
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize(("form", "holds"), [(CSV, b"p,label\r\n"), (XML, b"<?xml")])
def test_sparqlwrapper_forms(server: Running, form: str, holds: bytes) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery(LABELS)
    client.setReturnFormat(form)
    assert client.query().response.read().startswith(holds)


def test_sparqlwrapper_construct(server: Running) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery("CONSTRUCT { ?p rdfs:label ?label } { ?p a kg:Programme ; rdfs:label ?label }")
    client.setReturnFormat(TURTLE)
    assert "行刑衔接" in client.queryAndConvert().decode()
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert()) > 3


def test_sparqlwrapper_default_graph(server: Running) -> None:
    client = SPARQLWrapper(server.sparql)
    client.addDefaultGraph("https://w3id.org/fazhi-kg/id/graph/vocabulary")
    client.setQuery("ASK { ?r a kg:Report }")
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is False


def test_sparqlwrapper_is_told_what_is_wrong(server: Running) -> None:
    client = SPARQLWrapper(server.sparql)
    client.setQuery("SELECT * { ?s ?p")
    with pytest.raises(QueryBadFormed, match="line 1"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store(server: Running, method: str) -> None:
    store = SPARQLStore(server.sparql, method=method)
    graph = rdflib.Graph(store)
    region = rdflib.URIRef("https://w3id.org/fazhi-kg/id/region/430281")
    assert graph.value(region, rdflib.RDFS.label) == rdflib.Literal("醴陵市", lang="zh")
    assert (region, rdflib.RDFS.label, rdflib.Literal("醴陵市", lang="zh")) in graph
    rows = list(graph.query("SELECT ?label { ?p a kg:Programme ; rdfs:label ?label }", initNs={}))
    assert rdflib.Literal("行刑衔接", lang="zh") in {row[0] for row in rows}


# ---- many at once, and too much


def test_many_clients_at_once(server: Running) -> None:
    before = server.workers()
    query = "sparql?" + urlencode({"query": "SELECT ?n { BIND(%d AS ?n) ?p a kg:Programme } LIMIT 1"})

    def ask(client: int) -> list[str]:
        found = []
        for number in range(20):
            wanted = client * 100 + number
            status, text = server.get(query.replace("%25d", str(wanted)))
            assert status == 200, text
            found.append(json.loads(text)["results"]["bindings"][0]["n"]["value"])
        return found

    with ThreadPoolExecutor(8) as clients:
        answers = list(clients.map(ask, range(8)))
    assert answers == [[str(client * 100 + number) for number in range(20)] for client in range(8)]
    assert server.workers() == before, "as many processes as there were, and the same"


def test_builds_while_it_is_asked(tmp_path: Path) -> None:
    """Every request is answered, by the old graph or by the new one."""
    folder = write_small(tmp_path)
    paths = ("sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", "id/region/430281", "api/reports", "health")
    done = threading.Event()

    with serving(folder) as server:

        def ask(_: int) -> set[int]:
            found = set()
            while not done.is_set():
                found |= {server.get(path)[0] for path in paths}
            return found

        with ThreadPoolExecutor(3) as clients:
            asking = [clients.submit(ask, number) for number in range(3)]
            try:
                for _ in range(8):
                    write_small(folder)
            finally:
                done.set()
        assert [one.result() for one in asking] == [{200}] * 3


def test_a_slow_query_does_not_hold_up_others(server: Running) -> None:
    with ThreadPoolExecutor(1) as other:
        connection = ask_and_leave(server)
        until(lambda: server.metric("kg_queries_running") == 1)
        assert other.submit(server.get, "sparql?query=ASK%7B%7D").result()[0] == 200
        connection.close()
        until(lambda: server.metric("kg_queries_running") == 0)


def ask_and_leave(server: Running, accept: str = "application/json") -> socket.socket:
    """Send a slow query and return the connection, its answer unread."""
    host, port = re.fullmatch(r"http://([^:]+):(\d+)/", server.address).groups()  # type: ignore[union-attr]
    connection = socket.create_connection((host, int(port)))
    connection.sendall(
        f"GET /sparql?query={quote(SLOW)} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode()
    )
    return connection


def test_a_client_that_goes_away_frees_the_worker(server: Running) -> None:
    gone = server.metric("kg_queries_abandoned_total")
    connection = ask_and_leave(server)
    until(lambda: server.metric("kg_queries_running") == 1)
    connection.close()
    until(lambda: server.metric("kg_queries_abandoned_total") == gone + 1)
    assert server.metric("kg_queries_running") == 0
    assert server.get("sparql?query=ASK%7B%7D")[0] == 200


def test_a_query_over_its_time_is_told_and_killed(folder: Path) -> None:
    with serving(folder, "--timeout", "1", "--workers", "1") as server:
        (worker,) = server.workers()
        status, text = server.get("sparql?query=" + quote(SLOW))
        assert status == 503
        assert "1 s" in text and "LIMIT" in text
        until(lambda: not alive(worker))
        assert server.get("sparql?query=ASK%7B%7D")[0] == 200
        assert server.metric("kg_queries_timed_out_total") == 1


# ---- the end


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize(("how", "codes"), [(signal.SIGINT, (0, 130)), (signal.SIGTERM, (0, 143, -15))])
def test_the_end_leaves_nothing(
    folder: Path, busy: bool, how: signal.Signals, codes: tuple[int, ...]
) -> None:
    with serving(folder) as server:
        workers = server.workers()
        assert len(workers) == 2
        connection = None
        if busy:
            connection = ask_and_leave(server)
            until(lambda: server.metric("kg_queries_running") == 1)
        server.process.send_signal(how)
        assert server.process.wait(60) in codes
        until(lambda: not any(alive(pid) for pid in workers))
        assert server.process.stderr is not None and server.process.stdout is not None
        said = server.process.stderr.read()
        assert "Traceback" not in said
        if not busy:
            assert len(said.splitlines()) <= 1, said
        assert server.process.stdout.read() == ""
        if connection:
            connection.close()


def test_ctrl_c_in_a_terminal_goes_to_all_and_still_ends_in_order(folder: Path) -> None:
    with serving(folder) as server:
        workers = server.workers()
        os.killpg(server.process.pid, signal.SIGINT)
        assert server.process.wait(60) in (0, 130)
        until(lambda: not any(alive(pid) for pid in workers))
        assert server.process.stderr is not None
        assert server.process.stderr.read().splitlines() == ["kg: stopped"]


def test_workers_end_with_a_server_that_is_killed(folder: Path) -> None:
    with serving(folder) as server:
        workers = server.workers()
        server.process.kill()
        server.process.wait()
        until(lambda: not any(alive(pid) for pid in workers))


# ---- the beginning


def refused(folder: Path, *options: str) -> str:
    process = start(folder, *options)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 2, err
    assert out == "" and "Traceback" not in err
    return err


def test_a_port_that_is_taken(folder: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        said = refused(folder, "--port", str(taken.getsockname()[1]))
    assert "taken" in said and "--port" in said


def test_no_graph_there(tmp_path: Path) -> None:
    assert "kg build" in refused(tmp_path, "--port", "0")


def test_an_address_of_another_machine(folder: Path) -> None:
    assert "192.0.2.1" in refused(folder, "--host", "192.0.2.1", "--port", "0")
    with pytest.raises(UsageError):
        listen("192.0.2.1", 0)
    with pytest.raises(UsageError, match="--host"):
        listen("no such host", 0)


@pytest.mark.parametrize(
    ("host", "loopback", "shown"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:80/"),
        ("localhost", True, "http://localhost:80/"),
        ("::1", True, "http://[::1]:80/"),
        ("0.0.0.0", False, "http://127.0.0.1:80/"),
        ("::", False, "http://[::1]:80/"),
        ("192.0.2.7", False, "http://192.0.2.7:80/"),
        ("example.org", False, "http://example.org:80/"),
    ],
)
def test_addresses(host: str, loopback: bool, shown: str) -> None:
    assert is_loopback(host) is loopback
    assert url(host, 80) == shown


def test_who_lets_others_in_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server_module, "listen", lambda _host, port: listen("127.0.0.1", port))
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    server_module.serve(folder, Settings(host="0.0.0.0", port=0))
    assert "anyone" in capsys.readouterr().err
    server_module.serve(folder, Settings(port=0))
    assert "anyone" not in capsys.readouterr().err


# ---- the README


def examples(language: str) -> str:
    """The first block of a language in the README's section on the server."""
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    section = text.partition("### A server\n")[2].partition("\n## ")[0]
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


def test_the_readmes_curl(server: Running) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    commands = re.findall(r"^\$ (curl .*)$", examples("console").replace("\\\n", " "), re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        done = subprocess.run(
            ["curl", "-sf", *shlex.split(command.replace("http://127.0.0.1:8000/", server.address))[1:]],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, command
        assert len(done.stdout) > 20, command


def test_the_readmes_python(server: Running) -> None:
    *lines, last = examples("python").replace("http://127.0.0.1:8000/", server.address).strip().splitlines()
    names: dict[str, object] = {}
    exec("\n".join(lines), names)
    assert "行刑衔接" in {row["label"]["value"] for row in eval(last, names)}


def test_without_the_extra_it_is_said_how_to_get_it(folder: Path) -> None:
    blocked = (
        "import sys; sys.modules['uvicorn'] = None\n"
        f"sys.argv = ['kg', 'serve', '-g', {str(folder)!r}]\n"
        "from kg.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", blocked], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "[serve]" in done.stderr and "Traceback" not in done.stderr
