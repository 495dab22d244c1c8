"""Writing programmes into a file of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.iris import candidate_iri
from kg.vocabulary import load_vocabulary, read_extra
from kg.vocabulary.authoring import NewProgramme, extend_file


def programme(name: str, *variants: str, quoted: bool = False, base: str = "https://x.org/") -> NewProgramme:
    return NewProgramme(candidate_iri("programme", name, base), name, variants, "method", quoted)


def test_a_new_file_in_the_form_of_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "new" / "own.ttl"
    written = extend_file(
        path, [programme("稻田议事", "稻田议事平台", "“稻田议事”平台", "两法衔接", quoted=True)]
    )
    assert (written.names, written.left) == (("稻田议事",), ())
    own = load_vocabulary(None, read_extra([path]))
    (concept,) = own.minted.values()
    assert concept.iri == candidate_iri("programme", "稻田议事")  # under the project's own base
    assert (concept.labels, concept.quoted, concept.kind) == (
        ("稻田议事", "稻田议事平台"),
        ("稻田议事",),
        "method",
    )
    text = path.read_text(encoding="utf-8")
    assert '    skos:inScheme scheme:programmes ;\n    skos:prefLabel "稻田议事"@zh ;\n' in text


def test_a_file_is_extended_and_what_it_holds_stays(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    before = (
        "# ours\n@prefix p: <https://w3id.org/fazhi-kg/id/programme/> .\n@prefix kg: <https://w3id.org/fazhi-kg/ontology#> .\n"
        '@prefix programme: <http://www.w3.org/2004/02/skos/core#> .\np:x-a a kg:Programme ; programme:prefLabel "田埂说法"@zh ;'
        " kg:kind kg:method ."
    )
    path.write_text(before, encoding="utf-8")
    extend_file(path, [programme("稻田议事")])
    extend_file(path, [programme('茶馆说事\\"甲')])
    assert path.read_text(encoding="utf-8").startswith(before)
    names = [c.name for c in load_vocabulary(None, read_extra([path])).minted.values()]
    assert names == ["田埂说法", "稻田议事", '茶馆说事\\"甲']
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_there_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    extend_file(path, [programme("稻田议事", "田埂说法")])
    before = path.read_bytes()
    written = extend_file(
        path, [programme("稻田议事"), programme("田埂说法"), programme("两法衔接"), programme("甲")]
    )
    assert written.names == ()
    assert [reason for _, reason in written.left] == [
        "it is there already",
        "its name belongs to 稻田议事 already",
        "its name belongs to 行刑衔接 already",
        "its name is too short to be found",
    ]
    assert path.read_bytes() == before


def test_two_at_once_do_not_share_a_label(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    one, other = programme("稻田议事", "田间议事"), programme("田埂说法", "田间议事")
    written = extend_file(path, [one, other, programme("田间议事")])
    assert written.names == ("稻田议事", "田埂说法")
    assert written.left == (("田间议事", "its name belongs to one before it"),)


@pytest.mark.parametrize("content", [b"p:a", b"\xff\xfe", b"<http://a/b> a <http://a/c> ."])
def test_a_broken_file_is_refused_and_stays(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.ttl"
    path.write_bytes(content)
    with pytest.raises(VocabularyError, match=r"own\.ttl"):
        extend_file(path, [programme("稻田议事")])
    assert path.read_bytes() == content
