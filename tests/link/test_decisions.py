"""A reviewer's decisions: read, refused by line, followed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from samples import letter, vocabulary

from kg.errors import UsageError
from kg.link.decisions import Decisions, load_decisions
from kg.model import Extraction
from kg.pipeline import analyse
from kg.read import read_bytes
from kg.text import fold

HEADER = "decision,name,target,report,note\n"
DONE = "我市打造“稻田议事”平台。我市推进两法衔接。我市推行“田埂说法”工作法。我市推进行刑衔接。"


def written(tmp_path: Path, lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = tmp_path / "decisions.csv"
    path.write_bytes((header + lines).encode(encoding))
    return path


def load(tmp_path: Path, lines: str, header: str = HEADER, encoding: str = "utf-8") -> Decisions:
    return load_decisions(written(tmp_path, lines, header, encoding), vocabulary(), ["in/a.txt", "in/b.txt"])


def followed(decisions: Decisions, source: str = "in/a.txt", done: str = DONE) -> Extraction:
    data = letter(done, issuer="醴陵市人民政府").encode()
    return analyse(read_bytes(data, source, vocabulary().gazetteer), vocabulary(), decisions)


def names(extraction: Extraction) -> dict[str, list[str]]:
    return {p.name: [m.surface for m in p.mentions] for p in extraction.programmes}


def test_nothing_decided() -> None:
    assert names(followed(Decisions())) == {
        "稻田议事": ["稻田议事", "稻田议事”平台"],
        "行刑衔接": ["两法衔接", "行刑衔接"],
        "田埂说法": ["田埂说法", "田埂说法”工作法"],
    }


@pytest.mark.parametrize("name", ["稻田议事", "“稻田议事”平台", "稻田议事系统"])
def test_a_new_name_is_no_programme(tmp_path: Path, name: str) -> None:
    assert "稻田议事" not in names(followed(load(tmp_path, f"not-a-programme,{name},,,a common word\n")))


def test_a_known_programme_is_none_by_its_name_and_one_wording_by_its_words(tmp_path: Path) -> None:
    assert "行刑衔接" not in names(followed(load(tmp_path, "not-a-programme,行刑衔接,,,\n")))
    assert names(followed(load(tmp_path, "not-a-programme,两法衔接,,,\n")))["行刑衔接"] == ["行刑衔接"]


@pytest.mark.parametrize("report", ["in/a.txt", "a.txt", "a"])
def test_in_one_report_only(tmp_path: Path, report: str) -> None:
    decisions = load(tmp_path, f"not-a-programme,稻田议事,,{report},\n")
    assert "稻田议事" not in names(followed(decisions, "in/a.txt"))
    assert "稻田议事" in names(followed(decisions, "in/b.txt"))


def test_the_same_as_a_known_one(tmp_path: Path) -> None:
    (known,) = [p for p in followed(load(tmp_path, "same-as,稻田议事,行刑衔接,,\n")).programmes if p.known]
    assert known.name == "行刑衔接"
    assert "稻田议事" in known.aliases
    assert len(known.mentions) == 4


def test_the_same_as_a_new_one_and_on(tmp_path: Path) -> None:
    assert list(names(followed(load(tmp_path, "same-as,稻田议事,田埂说法,,\n")))) == ["田埂说法", "行刑衔接"]
    chain = load(tmp_path, "same-as,稻田议事,田埂说法,,\nsame-as,田埂说法,两法衔接,,\n")
    assert list(names(followed(chain))) == ["行刑衔接"]


def test_the_one_report_comes_first(tmp_path: Path) -> None:
    decisions = load(tmp_path, "same-as,稻田议事,行刑衔接,,\nsame-as,稻田议事,田埂说法,a,\n")
    assert "稻田议事" in names(followed(decisions))["田埂说法"]
    assert "稻田议事" in names(followed(decisions, "in/b.txt"))["行刑衔接"]


def test_not_the_same_as_a_known_one(tmp_path: Path) -> None:
    found = followed(load(tmp_path, "not-same,两法衔接,行刑衔接,,\n"))
    assert names(found)["两法衔接"] == ["两法衔接"]
    assert names(found)["行刑衔接"] == ["行刑衔接"]
    assert [p.known for p in found.programmes if p.name == "两法衔接"] == [False]


def test_not_the_same_as_a_variant(tmp_path: Path) -> None:
    done = "我市打造“稻田议事平台”。我市推广“稻田议事系统”。"
    assert len(followed(Decisions(), done=done).programmes) == 1
    apart = followed(load(tmp_path, "not-same,稻田议事平台,稻田议事系统,,\n"), done=done).programmes
    assert [p.name for p in apart] == ["稻田议事平台", "稻田议事系统"]
    assert len({p.iri for p in apart}) == 2


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("drop,稻田议事,,,\n", "line 2: unknown decision 'drop'"),
        ("not-a-programme,稻田议事,,,\n\nsame,a,b,,\n", "line 4: unknown decision"),
        ("not-a-programme,,,,\n", "line 2: not-a-programme needs a name"),
        ("not-a-programme,a甲,乙丙,,\n", "line 2: not-a-programme has no target"),
        ("same-as,稻田议事,,,\n", "line 2: same-as needs a target"),
        ("not-same,稻田议事,,,\n", "line 2: not-same needs a target"),
        ("same-as,“稻田议事”,稻田议事,,\n", "line 2: name and target are the same"),
        ("not-a-programme,稻田议事,,c,\n", "line 2: unknown report 'c'"),
        ("same-as,甲乙,丙丁,,\nnot-a-programme,甲乙,,,\n", "line 3: 甲乙 is decided otherwise in line 2"),
        ("same-as,甲乙,丙丁,,\nsame-as,丙丁,甲乙,,\n", "line 3: same-as leads back to 丙丁"),
        ("not-a-programme,甲乙,,,,,\n", "line 2: more cells than columns"),
    ],
)
def test_refused_by_line(tmp_path: Path, lines: str, message: str) -> None:
    with pytest.raises(UsageError, match=rf"decisions\.csv, {message}"):
        load(tmp_path, lines)


@pytest.mark.parametrize("header", ["name,target\n", "decision,name,wish\n", "", "decision,name,name\n"])
def test_other_columns_are_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises(UsageError, match="line 1: the columns must be decision,name,target,report,note"):
        load(tmp_path, "not-a-programme,稻田议事,,,\n", header)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.csv: No such file"):
        load_decisions(tmp_path / "none.csv", vocabulary(), [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    decisions = load(tmp_path, "not-a-programme,稻田议事,,,“备注”\r\n", encoding=encoding)
    assert [decision.name for decision in decisions.lines] == ["稻田议事"]


def test_unknown_names_are_refused_once_the_reports_are_read(tmp_path: Path) -> None:
    decisions = load(tmp_path, "not-a-programme,两法衔接,,,\nsame-as,稻田议事,田埂说法,,\n")
    told = decisions.said_in("in/a.txt", fold("“稻田\u3000议事”平台。"))
    assert told == {(3, "稻田议事")}
    with pytest.raises(UsageError, match=r"line 3: unknown name '田埂说法': it is in no vocabulary, and no"):
        decisions.check(told)
    decisions.check(told | decisions.said_in("in/b.txt", "田埂说法"))


def test_they_go_to_workers(tmp_path: Path) -> None:
    decisions = load(tmp_path, "same-as,稻田议事,行刑衔接,,\n")
    again = pickle.loads(pickle.dumps(decisions))
    assert again == decisions
    assert names(followed(again)) == names(followed(decisions))
