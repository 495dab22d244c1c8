"""Facts below a score are left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import LILING, said, seed

from kg.graph.quads import report_quads
from kg.graph.terms import kg_term
from kg.link.confidence import at_least
from kg.model import Mention


def test_without_a_bound_all_stays() -> None:
    assert at_least(seed(LILING), 0) is seed(LILING)


@pytest.mark.parametrize("minimum", [0.6, 0.8, 0.94, 1.0])
def test_no_evidence_is_below_the_bound(minimum: float) -> None:
    kept = at_least(seed(LILING), minimum)
    scores = [float(q.object.value) for q in report_quads(kept) if q.predicate == kg_term("score")]
    assert all(score >= minimum for score in scores)
    assert bool(scores) is (minimum < 1)


def test_what_is_sure_stays_whole() -> None:
    whole, kept = seed(LILING), at_least(seed(LILING), 0.9)
    assert {p.iri for p in kept.programmes} == {
        p.iri for p in whole.programmes if any(m.score >= 0.9 for m in p.mentions)
    }
    assert kept.statistics
    assert all(s.score >= 0.9 for s in kept.statistics)


def test_what_pointed_to_a_lost_entity_points_nowhere() -> None:
    found = said("市司法局推行“板凳法庭”工作法调解纠纷122件。")
    (programme,), (statistic,) = found.programmes, found.statistics
    assert programme.agencies
    assert statistic.programme == programme.iri
    low = tuple(replace(a, mentions=tuple(replace(m, score=0.1) for m in a.mentions)) for a in found.agencies)
    without = at_least(replace(found, agencies=low), 0.2)
    assert (without.agencies, without.programmes[0].agencies) == ((), ())
    unsure = replace(programme, mentions=tuple(replace(m, score=0.1) for m in programme.mentions))
    assert at_least(replace(found, programmes=(unsure,)), 0.2).statistics[0].programme is None


def test_the_evidence_moves_to_a_mention_that_stays() -> None:
    found = said("市司法局推行“板凳法庭”,群众满意。我市推广“板凳法庭”工作法。")
    (programme,) = found.programmes
    first, *others = programme.mentions
    assert first.span.within(programme.quote)
    mentions: tuple[Mention, ...] = (replace(first, score=0.1), *others)
    (kept,) = at_least(replace(found, programmes=(replace(programme, mentions=mentions),)), 0.2).programmes
    assert found.report.text[kept.quote.start : kept.quote.end] == "我市推广“板凳法庭”工作法"
