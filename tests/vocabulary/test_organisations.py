"""Organisations of national knowledge."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import VocabularyError
from kg.vocabulary import Vocabulary
from kg.vocabulary.organisations import Organisation, OrganisationLexicon

HEADER = "name,kind,home,short,guarded\n"
KINDS = {
    "enterprise",
    "bank",
    "exchange",
    "institute",
    "laboratory",
    "university",
    "hospital",
    "museum",
    "press",
}


def test_names_with_what_they_need() -> None:
    lexicon = OrganisationLexicon(
        [Organisation("三一集团有限公司", "enterprise", "", ("三一集团",), ("三一",))]
    )
    assert [(m.start, m.end, m.guarded) for m in lexicon.find("与三一集团合作")] == [
        (1, 3, True),
        (1, 5, False),
    ]
    found = lexicon.lookup("三一集团")
    assert found is not None and found.name == "三一集团有限公司"
    assert lexicon.lookup("四一集团") is None and not list(OrganisationLexicon().find("三一集团"))


def test_no_two_have_one_name() -> None:
    with pytest.raises(VocabularyError, match=r"organisations\.csv: 华为 is 甲 and 乙"):
        OrganisationLexicon(
            [Organisation("甲", "bank", "", ("华为",)), Organisation("乙", "bank", "", ("华为",))]
        )


def test_the_shipped_ones(vocabulary: Vocabulary) -> None:
    shipped = vocabulary.bodies.organisations.organisations
    assert len(shipped) > 1000
    assert {o.kind for o in shipped} <= KINDS
    for organisation in shipped:
        assert not organisation.home or vocabulary.gazetteer.named(organisation.home), organisation
        names = [organisation.name, *organisation.short, *organisation.guarded]
        assert len(names) == len(set(names)), organisation
        assert min(map(len, names)) >= 2, organisation


def test_brackets_may_be_full_width(vocabulary: Vocabulary) -> None:
    found = vocabulary.bodies.organisations.lookup("华润(集团)有限公司")
    assert found is not None and found.name == "华润（集团）有限公司"


@pytest.mark.parametrize(
    ("content", "message"),
    [("name\n", "line 1"), (HEADER + "甲,bank\n", "line 2"), (HEADER + "甲,,,,\n", "line 2")],
)
def test_a_broken_table_is_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "organisations.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError, match=rf"^organisations\.csv.*{message}"):
        OrganisationLexicon.load(path)
