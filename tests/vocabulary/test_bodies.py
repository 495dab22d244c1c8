"""The names of bodies: stems, levels, national and former names."""

from __future__ import annotations

import pytest

from kg.model import Level
from kg.vocabulary import Vocabulary
from kg.vocabulary.bodies import LEVEL_WORDS, BodyLexicon, is_subsequence
from kg.vocabulary.concepts import AgencyFunction

JUSTICE = AgencyFunction(
    "e:justice",
    "司法",
    (
        (Level.NATIONAL, ("司法部",)),
        (Level.PROVINCE, ("司法厅",)),
        (Level.COUNTY, ("司法局", "{R}司法服务中心")),
    ),
    ("司法", "{r}司法办"),
    (("法制办", 2018), ("国务院法制办", 2018)),
)
RULE = AgencyFunction(
    "e:rule", "依法治理", ((Level.COUNTY, ("委全面依法治{L}委员会",)),), ("依法治{L}办", "委依法治{L}办"), ()
)
PRESS = AgencyFunction("e:press", "报社", ((Level.NATIONAL, ("法治日报社",)),), ("法治日报",), ())
TAX = AgencyFunction(
    "e:tax",
    "税务",
    ((Level.COUNTY, ("税务局", "司法局")),),
    (),
    (("国家税务局", 2018), ("国家税务总局", 2018)),
)
LEXICON = BodyLexicon((JUSTICE, RULE, PRESS, TAX))


def found(text: str) -> list[tuple[int, int, str, str]]:
    return [(s.start, s.end, s.text, s.function.iri) for s in LEXICON.find(text)]


def test_stems_with_their_offsets() -> None:
    assert found("市司法局和省司法厅") == [
        (1, 3, "司法", "e:justice"),
        (1, 4, "司法局", "e:justice"),
        (6, 8, "司法", "e:justice"),
        (6, 9, "司法厅", "e:justice"),
    ]
    assert found("没有机关") == []


@pytest.mark.parametrize("word", LEVEL_WORDS)
def test_level_words_are_filled_in(word: str) -> None:
    text = f"依法治{word}办"
    assert (0, len(text), text, "e:rule") in found(text)
    committee = f"委全面依法治{word}委员会"
    assert (0, len(committee), committee, "e:rule") in found(committee)
    assert LEXICON.lookup("依法治{L}办") is None


def test_the_first_function_that_has_a_stem_owns_it() -> None:
    entry = LEXICON.lookup("司法局")
    assert entry is not None and entry.function is JUSTICE
    assert LEXICON.lookup("税务局") is not None
    assert LEXICON.lookup("不存在局") is None


def test_stems_that_need_the_region_s_name_are_left_out() -> None:
    assert LEXICON.lookup("{R}司法服务中心") is None
    assert LEXICON.lookup("{r}司法办") is None
    assert LEXICON.lookup("司法服务中心") is None


def marks(name: str) -> tuple[bool, bool, bool]:
    entry = LEXICON.lookup(name)
    assert entry is not None
    return entry.national, entry.alone, entry.former


@pytest.mark.parametrize(
    ("name", "national", "alone", "former"),
    [
        ("司法部", True, False, False),
        ("司法局", False, False, False),
        ("司法", False, False, False),
        ("依法治市办", False, True, False),
        ("委依法治市办", False, False, False),
        ("法治日报", True, False, False),
        ("法制办", False, False, True),
        ("国务院法制办", True, False, True),
        ("国家税务局", False, False, True),
        ("国家税务总局", True, False, True),
    ],
)
def test_what_is_known_of_a_name(name: str, national: bool, alone: bool, former: bool) -> None:
    assert marks(name) == (national, alone, former)


def test_bodies_of_a_seed_s_sentence(vocabulary: Vocabulary) -> None:
    text = "依法治市办联合市委督查室、市政府督查室、市委政法委,对醴陵市卫健局、市交通运输局进行实地督察"
    stems = {stem.text for stem in vocabulary.bodies.find(text)}
    assert {"依法治市办", "委政法委", "卫健局", "交通运输局"} <= stems


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("国家市场监督管理总局", "市场监管"),
        ("司法部", "司法行政"),
        ("国务院法制办公室", "司法行政"),
    ],
)
def test_national_bodies(text: str, function: str, vocabulary: Vocabulary) -> None:
    whole = [s for s in vocabulary.bodies.find(text) if (s.start, s.end) == (0, len(text))]
    assert [(s.function.name, s.national) for s in whole] == [(function, True)]


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("卫健委", "卫生健康委员会", True),
        ("发改委", "发展和改革委员会", True),
        ("委卫健", "卫生健康委员会", False),
        ("司法局", "司法局", True),
        ("司司", "司法局", False),
        ("", "司法局", True),
    ],
)
def test_short_names_are_subsequences_of_full_ones(short: str, full: str, expected: bool) -> None:
    assert is_subsequence(short, full) is expected
