"""Loading a folder of vocabularies."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.paths import ontology_dir
from kg.vocabulary import Vocabulary, load_vocabulary

from .conftest import SMALL


def test_the_shipped_ones_are_the_default_and_are_kept(vocabulary: Vocabulary) -> None:
    assert load_vocabulary() is vocabulary
    assert load_vocabulary(ontology_dir()).fingerprint == vocabulary.fingerprint


def test_a_folder_of_small_ones(small: Path) -> None:
    vocabulary = load_vocabulary(small)
    assert [concept.name for concept in vocabulary.programmes] == ["行刑衔接", "“双随机、一公开”监管"]
    assert vocabulary.rhetoric == {"四个意识"}
    assert vocabulary.gazetteer.by_code["430281"].name == "醴陵市"
    assert [match.concept.name for match in vocabulary.programme_labels.find("“行刑衔接”")] == ["行刑衔接"]
    assert [stem.text for stem in vocabulary.bodies.find("市司法局")] == ["司法局"]
    assert (vocabulary.regulations, vocabulary.honours, vocabulary.indicators) == ((), (), ())


@pytest.mark.parametrize("name", SMALL)
def test_the_fingerprint_tells_of_every_file(name: str, small: Path) -> None:
    before = load_vocabulary(small).fingerprint
    load_vocabulary.cache_clear()
    assert load_vocabulary(small).fingerprint == before
    line = "" if name.endswith(".csv") else "# changed\n"
    path = small / name
    path.write_text(
        path.read_text(encoding="utf-8").rstrip("\n") + "\n" * (2 - bool(line) - 1) + line, encoding="utf-8"
    )
    if name.endswith(".csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    load_vocabulary.cache_clear()
    assert load_vocabulary(small).fingerprint != before
    load_vocabulary.cache_clear()


@pytest.mark.parametrize("name", SMALL)
def test_a_missing_file_is_named(name: str, small: Path) -> None:
    (small / name).unlink()
    load_vocabulary.cache_clear()
    with pytest.raises(VocabularyError, match=rf"^{name}: .*No such file"):
        load_vocabulary(small)


@pytest.mark.parametrize("name", [name for name in SMALL if name.endswith(".ttl") and name != "kg.ttl"])
def test_broken_turtle_is_named(name: str, small: Path) -> None:
    (small / name).write_text("programme:a a kg:Programme .", encoding="utf-8")
    load_vocabulary.cache_clear()
    with pytest.raises(VocabularyError, match=rf"^{name}: .*line 1"):
        load_vocabulary(small)


@pytest.mark.parametrize(
    "missing",
    [
        "agencies.ttl",
        "honours.ttl",
        "indicators.ttl",
        "kg.ttl",
        "programmes.ttl",
        "regions.csv",
        "regulations.ttl",
    ],
)
def test_the_shipped_folder_has_every_file(missing: str) -> None:
    assert (ontology_dir() / missing).is_file()
