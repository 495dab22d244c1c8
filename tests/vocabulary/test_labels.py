"""Labels in running text: marks inside, longest match, quoted-only labels, paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text import fold
from kg.vocabulary import Vocabulary
from kg.vocabulary.concepts import Concept
from kg.vocabulary.labels import LabelMatcher

CONCEPTS = (
    Concept("e:random", "“双随机、一公开”监管", ("“双随机、一公开”监管", "双随机一公开", "双随机")),
    Concept("e:link", "行刑衔接", ("行刑衔接", "行政执法与刑事司法衔接")),
    Concept("e:once", "一件事一次办", ("一件事一次办", "一次办")),
    Concept("e:help", "帮办代办", ("帮办代办",), quoted=("帮办", "代办")),
    Concept("e:easy", "便民", ("便民",), quoted=("便民",)),
)
MATCHER = LabelMatcher(CONCEPTS)


def found(text: str) -> list[tuple[str, str]]:
    folded = fold(text)
    return [(match.concept.iri, folded[match.start : match.end]) for match in MATCHER.find(folded)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推行“双随机、一公开”监管工作", [("e:random", "双随机、一公开”监管")]),
        ("推行双随机一公开监管工作", [("e:random", "双随机一公开监管")]),
        ("推行“双随机”、“一公开”监管", [("e:random", "双随机”、“一公开”监管")]),
        ("推行「双随机 一公开」", [("e:random", "双随机 一公开")]),
        ('推行"双随机,一公开"', [("e:random", "双随机,一公开")]),
        ("“行刑\u3000衔接”", [("e:link", "行刑 衔接")]),
        ("行政执法与刑事司法衔接机制", [("e:link", "行政执法与刑事司法衔接")]),
        # The longest one, and each one once.
        ("“一件事一次办”和一次办", [("e:once", "一件事一次办"), ("e:once", "一次办")]),
        ("双随机抽查", [("e:random", "双随机")]),
        ("没有什么", []),
        ("", []),
    ],
)
def test_marks_and_spaces_inside_do_not_matter(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["推行行刑\n衔接机制", "一件事\n一次\n办", "双\n随机"])
def test_no_label_is_found_across_paragraphs(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("实行“帮办”服务", [("e:help", "帮办")]),
        ("实行‘代办’服务", [("e:help", "代办")]),
        ("实行「帮办」服务", [("e:help", "帮办")]),
        ('实行"帮办"服务', [("e:help", "帮办")]),
        ("由专人帮办", []),
        ("企业代办员", []),
        ("由他“专人帮办”", []),
        ("“帮办没有下文", []),
        # Unquoted labels of the same concept go on being found.
        ("实行帮办代办", [("e:help", "帮办代办")]),
        # A preferred label among the quoted ones counts in marks only.
        ("开展便民活动", []),
        ("开展“便民”活动", [("e:easy", "便民")]),
    ],
)
def test_quoted_labels_count_in_quotation_marks_only(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_accept_turns_matches_down_and_shorter_ones_have_their_turn() -> None:
    text = "一件事一次办"
    matches = MATCHER.find(text, accept=lambda start, end: end - start < 6)
    assert [(m.start, m.end) for m in matches] == [(3, 6)]
    assert list(MATCHER.find(text, accept=lambda start, end: False)) == []


def test_the_first_of_two_concepts_with_a_label_has_it() -> None:
    first, second = Concept("e:1", "甲法", ("甲法", "乙法")), Concept("e:2", "乙法", ("乙法",))
    assert [m.concept.iri for m in LabelMatcher([first, second]).find("乙法")] == ["e:1"]
    assert [m.concept.iri for m in LabelMatcher([second, first]).find("乙法")] == ["e:2"]


def test_labels_of_marks_only_and_no_labels_find_nothing() -> None:
    assert list(LabelMatcher([]).find("双随机")) == []
    assert list(LabelMatcher([Concept("e:none", "“”", ("“”",))]).find("“”双随机")) == []
    assert LabelMatcher([]).exact("双随机") is None


def test_exact() -> None:
    def iri(name: str) -> str | None:
        concept = MATCHER.exact(name)
        return concept.iri if concept else None

    assert iri("「双随机、一公开」 监管") == "e:random"
    assert iri("行刑衔接") == "e:link"
    assert iri("帮办") == "e:help"
    assert iri("行刑衔接机制") is None
    assert iri("") is None


PIECES = st.lists(
    st.sampled_from(
        ["双随机", "一公开", "监管", "一件事", "一次办", "“", "”", "、", " ", "\n", "帮办", "的"]
    ),
    max_size=20,
)


@given(PIECES)
def test_matches_stand_in_order_apart_and_inside_one_line(pieces: list[str]) -> None:
    text = "".join(pieces)
    reached = 0
    for match in MATCHER.find(text):
        assert reached <= match.start < match.end <= len(text)
        assert "\n" not in text[match.start : match.end]
        assert MATCHER.exact(text[match.start : match.end]) == match.concept
        reached = match.end


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("二是打造“行刑衔接”工作醴陵范本。", "行刑衔接"),
        ("推进“法律明白人”培育工程,提高全民法治素养", "法律明白人”培育工程"),
        ("打造“一件事一次办”全城通办政务服务新模式", "一件事一次办"),
        ("全面实施“一业一证”改革", "一业一证"),
    ],
)
def test_programmes_in_sentences_of_the_seeds(sentence: str, surface: str, vocabulary: Vocabulary) -> None:
    matches = list(vocabulary.programme_labels.find(sentence))
    assert any(sentence[m.start : m.end].startswith(surface) for m in matches)


def test_the_same_practice_under_its_names(vocabulary: Vocabulary) -> None:
    iris = {
        match.concept.iri
        for name in ("行刑衔接", "行政执法与刑事司法衔接", "两法衔接")
        for match in vocabulary.programme_labels.find(name)
    }
    assert iris == {"https://w3id.org/fazhi-kg/id/programme/xing-xing-xian-jie"}
