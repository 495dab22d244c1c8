"""The command line as a process: exit codes, data on stdout, messages on stderr, errors with remedies."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from samples import GOLD, LILING, SEEDS, letter

import kg
from kg.explore.page import APP

REPORT = letter("推行“一件事一次办”,办理案件5件。", issuer="寿县人民政府")
COMMANDS = (
    "build extract candidates eval query export check show explore document spread diffusion compare gaps neighbours "
    "intensity links serve"
).split()


def run(
    *arguments: object, cwd: Path | None = None, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Run `kg` so that it works uninstalled."""
    environment = {**os.environ, "PYTHONPATH": str(SEEDS.parent), "PYTHONUTF8": "1", "COLUMNS": "120"}
    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment,
        timeout=timeout,
        check=False,
    )


def refused(*arguments: object, cwd: Path | None = None) -> str:
    """The one line on stderr of a command that is used wrongly; nothing goes to stdout."""
    done = run(*arguments, cwd=cwd)
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("kg: ")
    return done.stderr.removeprefix("kg: ").strip()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report that is good and one that is too short."""
    reports = tmp_path_factory.mktemp("reports")
    (reports / "good.txt").write_text(REPORT, encoding="utf-8")
    (reports / "short.txt").write_text("报告", encoding="utf-8")
    return reports


def test_version_and_help() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.strip()) == (0, f"kg {kg.__version__}")
    done = run("--help")
    assert done.returncode == 0
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_an_example(command: str) -> None:
    done = run(command, "-h")
    assert done.returncode == 0
    assert f"kg {command}" in done.stdout.split("Examples:")[1]


def test_no_command_shows_the_help() -> None:
    done = run()
    assert done.returncode == 2
    assert "kg build seeds" in done.stdout + done.stderr


def test_wrong_usage_is_2() -> None:
    for arguments in (["nope"], ["build"], ["build", SEEDS, "--jobs", "0"], ["export"], ["show"]):
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr and "Traceback" not in done.stderr


def test_build_prints_a_summary_and_is_0(tmp_path: Path) -> None:
    done = run("build", SEEDS, "-o", tmp_path / "g", "--no-page")
    assert (done.returncode, done.stderr) == (0, "")
    assert "5 reports" in done.stdout
    assert (tmp_path / "g" / "graph.ttl").exists() and not (tmp_path / "g" / "graph.html").exists()


def test_build_as_json_with_a_page(folder: Path, tmp_path: Path) -> None:
    done = run("build", folder, "-o", tmp_path / "g", "--json")
    assert done.returncode == 1  # a file was rejected
    summary = json.loads(done.stdout)
    assert (summary["reports"], summary["rejected"], summary["out"]) == (1, 1, str(tmp_path / "g"))
    assert summary["facts"]["statistic"] == 1 and summary["entities"]["programme"] == 1
    told = [line for line in done.stderr.strip().splitlines() if not line.startswith("explorer.html was not")]
    assert [line.split(" too short")[0] for line in told] == [f"rejected: {folder / 'short.txt'}:"]
    assert (tmp_path / "g" / "explorer.html").is_file() == APP.is_file()
    assert "<html" in (tmp_path / "g" / "graph.html").read_text(encoding="utf-8").lower()


@pytest.mark.skipif(not APP.is_file(), reason="the explorer's application was not built on this machine")
def test_explore_writes_one_page(seeds_folder: Path, tmp_path: Path) -> None:
    done = run("explore", "-g", seeds_folder, "-o", tmp_path / "deep" / "page.html")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"wrote {tmp_path / 'deep' / 'page.html'}")
    made = (tmp_path / "deep" / "page.html").read_bytes()
    assert made.startswith(b"<!") and b'id="kg-turtle"' in made


def test_build_writes_into_exports_by_default(folder: Path, tmp_path: Path) -> None:
    assert run("build", folder / "good.txt", "--no-page", cwd=tmp_path).returncode == 0
    assert (tmp_path / "exports" / "graph.ttl").exists()


def test_build_under_another_base(folder: Path, tmp_path: Path) -> None:
    base = "https://example.org/kg/"
    assert run("build", folder / "good.txt", "-o", tmp_path, "--base", base, "--no-page").returncode == 0
    assert "example.org/kg/" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["nowhere"], "no such file or folder"),
        (["--base", "urn:x"], "http(s) IRI"),
    ],
)
def test_build_refuses(arguments: list[str], message: str, folder: Path, tmp_path: Path) -> None:
    paths = [] if arguments[0] == "nowhere" else [folder]
    assert message in refused("build", *paths, *arguments, "-o", tmp_path / "g")
    assert not (tmp_path / "g").exists()


def test_build_says_what_it_can_read_when_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    assert ".txt, .html, .docx or .pdf" in refused("build", tmp_path, "-o", tmp_path / "g")


def test_build_into_a_file_is_refused_and_leaves_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    assert "taken" in refused("build", folder / "good.txt", "-o", tmp_path / "taken", "--no-page")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"


def test_extract_prints_json_lines(folder: Path) -> None:
    done = run("extract", folder)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    assert record["document"]["region"] == "安徽省/淮南市/寿县"
    assert [p["name"] for p in record["programmes"]] == ["一件事一次办"]
    assert "一件事一次办" in line  # not escaped
    assert done.stderr.startswith("rejected: ")
    assert run("extract", folder / "good.txt").returncode == 0


def test_extract_into_a_closed_pipe_is_quiet() -> None:
    code = "from kg.cli import main; main()"
    command = f'"{sys.executable}" -c "{code}" extract "{SEEDS}" | head -c 10'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.stdout == b'{"source":'
    assert b"Traceback" not in done.stderr


def test_query_in_each_format(seeds_folder: Path) -> None:
    ask = "SELECT ?label { region:430281 rdfs:label ?label }"
    table = run("query", ask, "-g", seeds_folder)
    assert table.returncode == 0
    assert "醴陵市" in table.stdout and "rows)" in table.stderr and "rows)" not in table.stdout
    rows = list(csv.reader(io.StringIO(run("query", ask, "-g", seeds_folder, "--format", "csv").stdout)))
    assert rows[0] == ["label"] and ["醴陵市"] in rows
    found = json.loads(run("query", ask, "-g", seeds_folder, "--format", "json").stdout)
    assert "醴陵市" in {b["label"]["value"] for b in found["results"]["bindings"]}
    turtle = run("query", "CONSTRUCT WHERE { region:430281 a ?c }", "-g", seeds_folder, "--format", "turtle")
    assert "430281" in turtle.stdout


def test_query_from_a_file_and_by_name(seeds_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT (COUNT(?r) AS ?n) { ?r a kg:Report }", encoding="utf-8")
    assert run("query", "-f", tmp_path / "q.rq", "-g", seeds_folder, "--format", "csv").stdout == "n\n5\n"
    done = run(
        "query",
        "-n",
        "regions-with-programme",
        "-p",
        "programme=行刑衔接",
        "-g",
        seeds_folder,
        "--format",
        "csv",
    )
    assert done.returncode == 0 and "醴陵市" in done.stdout


def test_query_lists_the_questions() -> None:
    done = run("query", "--list")
    assert done.returncode == 0 and "regions-with-programme" in done.stdout
    listed = json.loads(run("query", "--list", "--format", "json").stdout)
    assert {"name", "question", "title", "parameters"} == set(listed[0])


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "kg query --list"),
        (["ASK { ?s ?p ?o }", "-n", "reports"], "one of"),
        (["ASK { ?s ?p ?o }", "-p", "a=b"], "--param goes with --name"),
        (["ASK { ?s ?p ?o }", "--format", "xml"], "table, csv, json or turtle"),
        (["--list", "--format", "xml"], "table, csv, json or turtle"),
        (["-n", "region-with-programmes"], "did you mean regions-with-programme"),
        (["-n", "reports", "-p", "nothing"], "NAME=VALUE"),
        (["-n", "reports", "-p", "a=b"], "no parameter 'a'"),
        (["-f", "missing.rq"], "missing.rq"),
        (["SELECT ?x {"], "line 1"),
        (["DELETE WHERE { ?s ?p ?o }"], "DELETE"),
        (["SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"], "SERVICE"),
    ],
)
def test_query_refuses(arguments: list[str], message: str, seeds_folder: Path) -> None:
    assert message in refused("query", *arguments, "-g", seeds_folder)


def test_query_gives_up_in_time(seeds_folder: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "more than 0.3 s" in refused("query", slow, "--timeout", "0.3", "-g", seeds_folder)


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "ASK { ?s ?p ?o }"],
        ["check"],
        ["export", "--format", "turtle", "-o", "x.ttl"],
        ["show", "行刑衔接", "-o", "x.html"],
    ],
)
def test_without_a_graph_the_remedy_is_to_build_one(arguments: list[str], tmp_path: Path) -> None:
    assert "kg build" in refused(*arguments, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_check_proves_the_quotes(seeds_folder: Path, tmp_path: Path) -> None:
    done = run("check", "-g", seeds_folder, "-s", SEEDS)
    assert (done.returncode, done.stdout) == (0, "")
    assert "quotes re-read from 5 files" in done.stderr and "all well" in done.stderr
    (tmp_path / "other.txt").write_text(REPORT, encoding="utf-8")
    done = run("check", "-g", seeds_folder, "-s", tmp_path, "--json")
    assert done.returncode == 1
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(findings) == 5
    assert all(f["severity"] == "violation" and "source is missing" in f["message"] for f in findings)


def test_export(seeds_folder: Path, tmp_path: Path) -> None:
    done = run("export", "--format", "gexf", "-o", tmp_path / "g.gexf", "-g", seeds_folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "醴陵市" in (tmp_path / "g.gexf").read_text(encoding="utf-8")
    message = refused("export", "--format", "xlsx", "-o", tmp_path / "x", "-g", seeds_folder)
    assert "turtle" in message and "csv" in message


def test_document(seeds_folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pylode")
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    done = run("document", "-g", seeds_folder, "-o", tmp_path, "--licence", licence)
    assert (done.returncode, done.stdout) == (0, "")
    assert [line.rpartition("/")[2] for line in done.stderr.splitlines()] == [
        "dataset.ttl",
        "context.jsonld",
        "ontology.html",
    ]
    assert licence in (tmp_path / "dataset.ttl").read_text(encoding="utf-8")
    assert "licence" in refused("document", "-g", seeds_folder, "-o", tmp_path, "--licence", "CC0")


def test_document_without_pylode(seeds_folder: Path, tmp_path: Path) -> None:
    """The extra is hidden by a module of its name that cannot be imported."""
    code = "import sys; sys.modules['pylode'] = None; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "document", "-g", str(seeds_folder), "-o", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent), "PYTHONUTF8": "1"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "fazhi-kg[docs]" in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["context.jsonld", "dataset.ttl"]


def test_show(seeds_folder: Path, tmp_path: Path) -> None:
    done = run("show", "行刑衔接", "-o", tmp_path / "x.html", "-g", seeds_folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "行刑衔接" in (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "没有这个" in refused("show", "没有这个", "-o", tmp_path / "y.html", "-g", seeds_folder)


def test_eval() -> None:
    done = run("eval", GOLD / f"{LILING}.json", SEEDS)
    assert done.returncode == 0 and done.stdout.startswith("1 reports")
    data = json.loads(run("eval", GOLD / f"{LILING}.json", SEEDS, "--json").stdout)
    assert data["total"]["reports"] == 1
    done = run("eval", GOLD, SEEDS)
    assert "left out: invented-a" in done.stderr
    assert "programme, award" in refused("eval", GOLD / f"{LILING}.json", SEEDS, "--errors", "people")
    assert "no such file" in refused("eval", "nowhere", SEEDS)


def test_diffusion_without_a_known_order_says_so(seeds_folder: Path) -> None:
    done = run("diffusion", "-g", seeds_folder)
    assert (done.returncode, done.stdout) == (0, "origin_node,destination_node,improvement,p_value\n")
    assert "nothing can be inferred" in done.stderr and "--all-reports" in done.stderr
    assert "has no graph" in refused("diffusion", "--cascades", "x.csv", "--keep")


def test_what_the_reports_cover_goes_with_what_they_say(seeds_folder: Path, tmp_path: Path) -> None:
    told = run("spread", "枫桥经验", "-g", seeds_folder).stderr
    assert "reports of 2023: " in told and "reports of 2020: " in told
    done = run("spread", "枫桥经验", "-g", seeds_folder, "--format", "csv", "-o", tmp_path / "f.csv")
    assert done.returncode == 0 and (tmp_path / "f.csv").is_file()
    states = [row["state"] for row in csv.DictReader((tmp_path / "f-coverage.csv").open(encoding="utf-8"))]
    assert len(states) == 20 and set(states) == {"reported", "not reported", "no report"}
