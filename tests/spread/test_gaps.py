"""What peers report and a region does not, scores worked by hand."""

from __future__ import annotations

import math

import pytest

from kg.errors import UsageError
from kg.spread.gaps import gaps, gaps_table
from spread.rows import world

# 甲 does h and k. h goes with g (乙, 丙); k with f (丁). 戊 does neither.
FACTS = world({
    "甲": {2023: "h k p:f"},
    "乙": {2023: "h g"},
    "丙": {2023: "h g"},
    "丁": {2023: "k f"},
    "戊": {2023: "e"},
})  # fmt: skip


def test_peers_are_the_most_alike() -> None:
    peers, _ = gaps(FACTS, "甲")
    assert set(peers.profile) == {"乙", "丙", "丁"}
    assert peers.chosen == peers.profile
    assert not peers.all_levels
    assert len(peers.level) == 4 and peers.province == ()


def test_scores_by_level_by_hand() -> None:
    _, found = gaps(FACTS, "甲", by="level")
    by_name = {gap.programme: gap for gap in found}
    # g: 2 of 4 peers; b = 2/4 among the four others; rate (2 + 2·½) / (4 + 2) = ½.
    g = by_name["g"]
    assert g.peer_rate == pytest.approx(0.5)
    # P(g|h) = (2 + 1)/(2 + 2) = 3/4, lift 3/2; P(g|k) = (0 + 1)/(1 + 2) = 1/3.
    # h is reported by 3 of 5 and k by 2: weights ln(1 + 5/3) and ln(1 + 5/2).
    wh, wk = math.log(1 + 5 / 3), math.log(1 + 5 / 2)
    predicted = (wh * 3 / 4 + wk / 3) / (wh + wk)
    assert g.predicted == pytest.approx(predicted)
    assert g.best is not None
    assert (g.best.programme, g.best.both, g.best.regions) == ("h", 2, 2)
    assert (g.best.probability, g.best.lift) == pytest.approx((0.75, 1.5))
    assert g.score == pytest.approx(math.sqrt(0.5 * predicted))
    assert g.shares == {"profile": (2, 3), "level": (2, 4), "province": (0, 0)}
    # f: b = 1/4; P(f|k) = (1 + ½)/(1 + 2) = ½, lift 2; e: no practice of 甲 goes with it.
    assert by_name["f"].best is not None and by_name["f"].best.lift == pytest.approx(2)
    assert [gap.programme for gap in found] == ["g", "f", "e"]


def test_peers_by_profile_count_by_likeness() -> None:
    peers, found = gaps(FACTS, "甲")
    total = sum(peers.similarity[r] for r in peers.profile)
    count = 3 * (peers.similarity["乙"] + peers.similarity["丙"]) / total
    g = next(gap for gap in found if gap.programme == "g")
    assert g.peer_rate == pytest.approx((count + 2 * 0.5) / (3 + 2))
    assert "e" not in {gap.programme for gap in found}  # no peer does it


def test_what_is_planned_is_a_gap_marked_as_planned() -> None:
    _, found = gaps(FACTS, "甲")
    f = next(gap for gap in found if gap.programme == "f")
    assert f.state == "planned" and f.planned[0].quote == "甲 does f"
    assert next(gap for gap in found if gap.programme == "g").state == "not reported"


def test_peers_by_province_and_level() -> None:
    facts = world(
        {"甲": {2023: "h"}, "乙": {2023: "h g"}, "丙": {2023: "f"}, "省": {2023: "e"}},
        {"甲": "county", "乙": "county", "丙": "county", "省": "province"},
        {"甲": "省", "丙": "省"},
    )
    peers, found = gaps(facts, "甲", by="province")
    assert set(peers.chosen) == {"丙", "省"}
    assert {gap.programme for gap in found} == {"f", "e"}
    peers, found = gaps(facts, "甲", by="level")
    assert set(peers.chosen) == {"乙", "丙"}
    assert gaps(facts, "甲")[0].all_levels  # only one region of the level is alike


def test_table_has_quotes_and_the_caveat() -> None:
    peers, found = gaps(FACTS, "甲", top=1)
    table = gaps_table(FACTS, "甲", peers, found)
    (row,) = table.to_dicts()
    assert (row["programme"], row["alike"], row["alike_of"], row["predictor"]) == ("g", 2, 3, "h")
    assert "乙 2023: “乙 does g”" in str(row["quotes"]) and row["peers"] in ("乙; 丙", "丙; 乙")
    assert "does not say that the region lacks it" in table.note


def test_one_region_alone_has_no_peers() -> None:
    facts = world({"甲": {2023: "x"}})
    peers, found = gaps(facts, "甲")
    assert found == []
    assert "no peers" in gaps_table(facts, "甲", peers, found).note


def test_an_unknown_way_to_choose_peers() -> None:
    with pytest.raises(UsageError, match="profile, level, province"):
        gaps(FACTS, "甲", by="size")  # type: ignore[arg-type]
