"""Vocabulary files of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.iris import candidate_iri
from kg.namespaces import PREFIXES
from kg.vocabulary import Vocabulary, load_vocabulary, read_extra

from .conftest import PREFIXES as HEAD

MINTED = candidate_iri("programme", "稻田议事")
HEAD += "@prefix regulation: <https://w3id.org/fazhi-kg/id/regulation/> .\n"
HEAD += "@prefix honour: <https://w3id.org/fazhi-kg/id/honour/> .\n"
GOOD = f'<{MINTED}> a kg:Programme ; skos:prefLabel "稻田议事"@zh ; skos:altLabel "稻田议事平台"@zh ; kg:kind kg:method .'


def load(tmp_path: Path, *contents: str) -> Vocabulary:
    paths = []
    for number, content in enumerate(contents):
        paths.append(tmp_path / f"own{number}.ttl")
        paths[-1].write_text(HEAD + content, encoding="utf-8")
    return load_vocabulary(None, read_extra(paths))


def test_programmes_regulations_and_honours_are_added(vocabulary: Vocabulary, tmp_path: Path) -> None:
    more = load(
        tmp_path,
        GOOD,
        'regulation:dao-tian a kg:Regulation ; skos:prefLabel "稻田条例"@zh ; kg:kind kg:rule .\n'
        'honour:dao-tian a kg:Award ; skos:prefLabel "稻田奖"@zh ; kg:kind kg:prize .',
    )
    assert more.programme_labels.exact("“稻田议事”平台") == more.minted[MINTED]
    assert [m.concept.name for m in more.regulation_labels.find("稻田条例")] == ["稻田条例"]
    assert [m.concept.name for m in more.honour_labels.find("稻田奖")] == ["稻田奖"]
    assert len(more.programmes) == len(vocabulary.programmes) + 1
    assert more.gazetteer is vocabulary.gazetteer
    assert load_vocabulary() is vocabulary


def test_kept_by_content_and_told_by_the_fingerprint(vocabulary: Vocabulary, tmp_path: Path) -> None:
    one = load(tmp_path, GOOD)
    assert load(tmp_path, GOOD) is one
    other = load(tmp_path, GOOD + "\n# changed")
    assert len({vocabulary.fingerprint, one.fingerprint, other.fingerprint}) == 3


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + GOOD, encoding="utf-8")
    assert len(read_extra([path, str(path), tmp_path / "." / "own.ttl"])) == 1


def test_broader_concepts_may_be_shipped_or_in_a_file_before(tmp_path: Path) -> None:
    below = 'programme:x-a a kg:Programme ; skos:prefLabel "田埂说法" ; kg:kind kg:method ; skos:broader '
    load(tmp_path, below + "programme:xing-xing-xian-jie .")
    load(tmp_path, GOOD, below + f"<{MINTED}> .")
    with pytest.raises(VocabularyError, match=r"own0\.ttl: .*x-a has a broader concept that is missing"):
        load(tmp_path, below + "programme:nix .")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("programme:a a kg:Programme ; skos:prefLabel .", "own0.ttl: .*line"),
        ("", "own0.ttl: holds no kg:Programme"),
        (
            'programme:a a kg:Programm ; skos:prefLabel "稻田议事" .',
            "own0.ttl: .*programme/a is no kg:Programme",
        ),
        ("programme:a a kg:Programme ; kg:kind kg:method .", "own0.ttl: .*programme/a needs exactly one"),
        (
            'programme:a a kg:Programme ; skos:prefLabel "稻田议事" .',
            "own0.ttl: .*programme/a has no kg:kind",
        ),
        (
            'regulation:a a kg:Regulation ; skos:prefLabel "稻田条例" ; kg:kind kg:method .',
            "own0.ttl: .*regulation/a has no kg:kind of administrative_regulation, law",
        ),
        (
            'programme:a a kg:Programme ; skos:prefLabel "“两法”衔接" ; kg:kind kg:method .',
            "own0.ttl: .*programme/a has the label “两法”衔接, which belongs to the shipped .*xing-xing-xian-jie",
        ),
        (
            'programme:a a kg:Programme ; skos:prefLabel "稻田议事" ; kg:quotedLabel "行刑衔接" ; kg:kind kg:method .',
            "own0.ttl: .*programme/a has the label 行刑衔接, which belongs to the shipped",
        ),
        (
            'programme:xing-xing-xian-jie a kg:Programme ; skos:prefLabel "稻田议事" ; kg:kind kg:method .',
            "own0.ttl: .*xing-xing-xian-jie has the IRI",
        ),
        (
            '<http://example.org/稻田> a kg:Programme ; skos:prefLabel "稻田议事" ; kg:kind kg:method .',
            "own0.ttl: .*must be an http",
        ),
        (
            '<urn:a> a kg:Programme ; skos:prefLabel "稻田议事" ; kg:kind kg:method .',
            "own0.ttl: urn:a must be an http",
        ),
        (
            'programme:a a kg:Programme ; skos:prefLabel "“稻”" ; kg:kind kg:method .',
            "own0.ttl: .*programme/a has a label too short",
        ),
    ],
)
def test_refused_with_file_and_concept(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        load(tmp_path, content)


def test_two_files_may_not_share_a_label_or_an_iri(tmp_path: Path) -> None:
    other = 'programme:b a kg:Programme ; skos:prefLabel "“稻田议事”平台" ; kg:kind kg:method .'
    with pytest.raises(VocabularyError, match=r"own1\.ttl: .*programme/b has the label .*own0\.ttl"):
        load(tmp_path, GOOD, other)
    with pytest.raises(VocabularyError, match=r"own1\.ttl: .*has the IRI.*own0\.ttl"):
        load(tmp_path, GOOD, GOOD.replace("稻田", "田埂"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match=r"nix\.ttl: No such file"):
        read_extra([tmp_path / "nix.ttl"])


def test_minted_iris_are_under_the_base() -> None:
    assert MINTED.startswith(PREFIXES["programme"] + "x-")
