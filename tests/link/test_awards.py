from __future__ import annotations

from samples import LILING, SHANGQIU, said, seed

from kg.iris import region_iri
from kg.model import Award


def one(text: str, issuer: str = "寿县人民政府") -> Award:
    (award,) = said(text, issuer=issuer).awards
    return award


def test_the_report_s_place_where_none_is_named() -> None:
    extraction = said("获评全省法治政府建设示范县。", issuer="寿县人民政府")
    (award,) = extraction.awards
    assert extraction.report.metadata.place is not None
    assert award.recipient == extraction.report.metadata.place.chain
    assert award.recipient_iri == region_iri(extraction.report.metadata.place)
    assert award.year == 2023


def test_an_agency_and_a_programme_carry_their_iris() -> None:
    extraction = said("县司法局获评全省先进集体。“法治体检”入选全省十佳案例。", issuer="寿县人民政府")
    by_name = {award.recipient: award.recipient_iri for award in extraction.awards}
    agencies = {agency.name: agency.iri for agency in extraction.agencies}
    programmes = {programme.name: programme.iri for programme in extraction.programmes}
    assert by_name == {"寿县司法局": agencies["寿县司法局"], "法治体检": programmes["法治体检"]}


def test_a_place_below() -> None:
    award = one("华容区获评全国文明城区。", issuer="鄂州市人民政府")
    assert (award.recipient, award.level) == ("湖北省/鄂州市/华容区", "national")


def test_our_bureau_is_the_issuer() -> None:
    award = one("我局获评全省先进集体。", issuer="寿县司法局")
    assert award.recipient == "寿县司法局"
    assert award.recipient_iri is not None and award.recipient_iri.endswith("-si-fa-xing-zheng")


def test_a_work_has_a_title_and_no_iri() -> None:
    award = one("微视频《窖池边的公道话》获全省法治动漫作品二等奖。")
    assert (award.recipient, award.recipient_iri) == ("窖池边的公道话", None)


def test_a_giver_in_full() -> None:
    award = one("县公安局被省公安厅评为先进集体。")
    assert (award.grantor, award.level) == ("安徽省公安厅", "provincial")


def test_in_the_seeds() -> None:
    praised = next(award for award in seed(LILING).awards if award.name == "通报表扬")
    assert praised.grantor == "湖南省打好优化发展环境持久仗工作专班"
    assert praised.programme_name == "刷脸结算"
    places = {award.recipient for award in seed(SHANGQIU).awards}
    assert "国务院办公厅" not in places
