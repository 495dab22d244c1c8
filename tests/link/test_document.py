from __future__ import annotations

import pytest
from samples import BAOCHANG, EZHOU, LILING, QINGLIU, SHANGQIU, place, seed_record, vocabulary

from kg.link.document import link_metadata
from kg.model import Metadata


def test_issuers_and_addressees_in_full() -> None:
    linked = link_metadata(
        Metadata(
            title="报告",
            issuers=("中共醴陵市委", "醴陵市人民政府"),
            place=place("醴陵市"),
            year=2023,
            addressees=("中共株洲市委", "株洲市人民政府"),
        ),
        vocabulary(),
    )
    assert linked.issuers == ("中共醴陵市委员会", "醴陵市人民政府")
    assert linked.addressees == ("中共株洲市委员会", "株洲市人民政府")


def test_a_name_that_is_none_stays() -> None:
    linked = link_metadata(Metadata(issuers=("某某单位",), place=place("醴陵市")), vocabulary())
    assert linked.issuers == ("某某单位",)


def test_one_issuer_under_two_names_is_one() -> None:
    linked = link_metadata(
        Metadata(issuers=("醴陵市人民政府", "醴陵市政府"), place=place("醴陵市")), vocabulary()
    )
    assert linked.issuers == ("醴陵市人民政府",)


def test_a_work_report_is_the_government_s() -> None:
    linked = link_metadata(Metadata(title="2025年浙江省政府工作报告", place=place("浙江省")), vocabulary())
    assert linked.issuers == ("浙江省人民政府",)


@pytest.mark.parametrize(
    "stem, issuer, region, level, year, dated",
    [
        (LILING, "中共醴陵市委员会、醴陵市人民政府", "湖南省/株洲市/醴陵市", "county", 2023, "2024-01-22"),
        (
            BAOCHANG,
            "南通市海门区包场镇人民政府",
            "江苏省/南通市/海门区/包场镇",
            "township",
            2023,
            "2023-12-14",
        ),
        (SHANGQIU, "商丘市人民政府", "河南省/商丘市", "prefecture", 2023, "2024-02-01"),
        (QINGLIU, "清流县人民政府", "福建省/三明市/清流县", "county", 2020, "2021-01-05"),
        (EZHOU, "鄂州市行政审批局", "湖北省/鄂州市", "prefecture", 2022, "2022-12-31"),
    ],
)
def test_the_seeds(stem: str, issuer: str, region: str, level: str, year: int, dated: str) -> None:
    document = seed_record(stem)["document"]
    assert (document["issuer"], document["region"], document["level"]) == (issuer, region, level)
    assert (document["year"], document["dated"]) == (year, dated)
