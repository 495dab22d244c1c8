"""Words of several lists, found in one pass over a long text, are those that each list finds alone."""

from __future__ import annotations

from kg.vocabulary.automaton import WordAutomaton, read_together

LISTS = (["司法局", "市司法局", "法治"], [], ["法治", "法治政府", "政府"])
TEXT = "市司法局推进法治政府建设。"


def test_overlapping_words_are_found_by_where_they_end_the_longest_first() -> None:
    assert WordAutomaton(LISTS[0]).find(TEXT) == [(1, 0, 4), (0, 1, 4), (2, 6, 8)]
    assert WordAutomaton([]).find(TEXT) == []


def test_lists_read_together_find_what_they_find_alone() -> None:
    alone, joined = ([WordAutomaton(words) for words in LISTS] for _ in range(2))
    read_together(*joined)
    for text in (TEXT, TEXT * 100, "无" + TEXT * 100, TEXT * 100):
        assert [a.find(text) for a in joined] == [a.find(text) for a in alone]
