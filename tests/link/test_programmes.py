from __future__ import annotations

from samples import BAOCHANG, EZHOU, LILING, SHANGQIU, said, seed

from kg.iris import is_slug
from kg.model import Programme, Stage


def programmes(text: str, **more: str) -> dict[str, Programme]:
    return {p.name: p for p in said(text, issuer="寿县人民政府", **more).programmes}


def test_variants_of_one_programme_are_one() -> None:
    found = programmes("深化“放管服”改革。推进“放管服效”改革,放管服改革见效。")
    assert list(found) == ["放管服改革"]
    assert len(found["放管服改革"].mentions) >= 3
    assert found["放管服改革"].known


def test_a_new_programme_is_a_candidate_under_a_hash() -> None:
    found = programmes("打造“楚风夜话”工作室。")["楚风夜话"]
    assert not found.known
    local = found.iri.rsplit("/", 1)[-1]
    assert local.startswith("x-") and is_slug(local)


def test_the_same_new_programme_has_one_iri_in_every_report() -> None:
    one = programmes("打造“楚风夜话”工作室。")["楚风夜话"]
    other = {p.name: p for p in said("推行“楚风夜话”工作机制。").programmes}["楚风夜话"]
    assert one.iri == other.iri


def test_a_name_with_and_without_its_telling_word_is_one() -> None:
    found = programmes("推行“楚风夜话会”。推行“楚风夜话会”机制。")
    assert list(found) == ["楚风夜话会"]


def test_where_is_the_report_s_place() -> None:
    assert [p.chain for p in programmes("推行“法治体检”。")["法治体检"].places] == ["安徽省/淮南市/寿县"]


def test_where_is_the_lower_place_that_does_it() -> None:
    found = said("在华容区开展“法治体检”。", issuer="鄂州市人民政府").programmes[0]
    assert [p.chain for p in found.places] == ["湖北省/鄂州市/华容区"]


def test_a_place_elsewhere_does_not_carry_out_our_programme() -> None:
    found = said("学习浙江省做法,推行“法治体检”。").programmes[0]
    assert [p.chain for p in found.places] == ["湖南省/株洲市/醴陵市"]


def test_stage_and_evidence_come_from_the_telling_mention() -> None:
    extraction = said("推行“扫码入企”。", plans="启动“扫码入企”全覆盖。")
    (found,) = [p for p in extraction.programmes if p.name == "扫码入企"]
    assert found.stage is Stage.IMPLEMENTED
    assert extraction.report.text[found.quote.start : found.quote.end] == "推行“扫码入企”"


def test_what_was_done_and_is_piloted_further_is_a_pilot() -> None:
    assert programmes("开展“扫码入企”试点。推行“扫码入企”。")["扫码入企"].stage is Stage.PILOT


def test_the_start_is_kept_where_stated() -> None:
    found = programmes("自2021年起推行“首席法律咨询专家”制度。深化“放管服”改革。")
    assert {name: p.since for name, p in found.items()} == {"首席法律咨询专家": 2021, "放管服改革": None}


def test_agencies_of_the_same_clause() -> None:
    extraction = said("县司法局推行“法治体检”,县财政局保障。", issuer="寿县人民政府")
    (found,) = [p for p in extraction.programmes if p.name == "法治体检"]
    names = {a.iri: a.name for a in extraction.agencies}
    assert [names[iri] for iri in found.agencies] == ["寿县司法局"]


def test_quotes_hold_a_mention() -> None:
    for stem in (LILING, BAOCHANG, SHANGQIU, EZHOU):
        for programme in seed(stem).programmes:
            assert any(m.span.within(programme.quote) for m in programme.mentions), programme.name


def test_in_the_seeds() -> None:
    pilot = {p.name: p for p in seed(EZHOU).programmes}["市场准营承诺即入制"]
    assert pilot.stage is Stage.PILOT
    assert "湖北省/鄂州市/华容区" in [p.chain for p in pilot.places]
    planned = {p.name for p in seed(LILING).programmes if p.stage is Stage.PLANNED}
    assert "双随机一公开" in planned and "行刑衔接" not in planned


def test_where_is_a_row_of_places_in_which_it_is_done() -> None:
    (found,) = said("在华容区、鄂城区试点“芍陂夜话”。", issuer="鄂州市人民政府").programmes
    assert [place.chain for place in found.places] == ["湖北省/鄂州市/华容区", "湖北省/鄂州市/鄂城区"]


def test_where_is_the_place_whose_own_it_is() -> None:
    found = said("推广华容区“芍陂夜话”、鄂城区“芍陂晨谈”等做法。", issuer="鄂州市人民政府").programmes
    assert {p.name: [place.name for place in p.places] for p in found} == {
        "芍陂夜话": ["华容区"],
        "芍陂晨谈": ["鄂城区"],
    }


def test_where_is_the_village_of_the_town_that_reports() -> None:
    found = said(
        "在河塘村试点“芍陂夜话”。河岸社区打造“芍陂晨谈”。", issuer="南通市海门区包场镇人民政府"
    ).programmes
    assert {p.name: [place.name for place in p.places] for p in found} == {
        "芍陂夜话": ["河塘村"],
        "芍陂晨谈": ["河岸社区"],
    }
