"""A case small enough to work by hand: two counties, their city, and one practice that moves between them.

    practice X      2019       2020       2021
    甲县 (430281)   lacks it   has it     has it      exact 2020 (in 2019 it was planned)
    乙县 (430223)   lacks it   no report  has it      interval 2021, last without 2019
    株洲市 (430200) no report  has it     no report   left-censored 2020

Practice Y stands in the report of 甲县 for 2021 with the stated start 2018; Z is only planned.
"""

from __future__ import annotations

from kg.spread.facts import (
    AdoptionRow,
    AwardRow,
    Facts,
    ObservationRow,
    PlaceRow,
    ProgrammeRow,
    ReportRow,
)

JIA, YI, CITY, PROVINCE = "r/430281", "r/430223", "r/430200", "r/430000"
X, Y, Z = "p/x", "p/y", "p/z"

PLACES = (
    PlaceRow(PROVINCE, "湖南省", "湖南省", "province", "430000"),
    PlaceRow(CITY, "株洲市", "湖南省/株洲市", "prefecture", "430200", None, None, PROVINCE),
    PlaceRow(JIA, "甲县", "湖南省/株洲市/甲县", "county", "430281", None, None, PROVINCE, CITY),
    PlaceRow(YI, "乙县", "湖南省/株洲市/乙县", "county", "430223", None, None, PROVINCE, CITY),
)


def report(region: str, year: int) -> ReportRow:
    return ReportRow(f"{region}-{year}", f"{year}年报告", region, year, source=f"{region}-{year}.txt")


def adoption(
    region: str, programme: str, year: int, stage: str = "implemented", since: int | None = None,
    teller: str | None = None,
) -> AdoptionRow:  # fmt: skip
    told = f"{teller or region}-{year}"
    iri = f"a/{told}/{programme}/{region}"
    return AdoptionRow(
        iri, told, region, programme, year, stage, since, ("b/1",), f"推行{programme}。", "一、"
    )


def facts() -> Facts:
    reports = [report(JIA, 2019), report(JIA, 2020), report(JIA, 2021), report(YI, 2019), report(YI, 2021)]
    reports.append(report(CITY, 2020))
    programmes = (
        ProgrammeRow(X, "行刑衔接", ("行刑衔接", "两法衔接"), "mechanism", (), 2020, "国务院关于甲的意见"),
        ProgrammeRow(Y, "林长制", ("林长制",), "mechanism", (), 2017, "江西省关于乙的意见"),
        ProgrammeRow(Z, "一业一册", ("一业一册",), "method"),
    )
    adoptions = (
        adoption(JIA, X, 2019, "planned"),
        adoption(JIA, X, 2020, "pilot"),
        adoption(JIA, X, 2021),
        adoption(YI, X, 2021),
        adoption(CITY, X, 2020),
        adoption(JIA, Y, 2021, since=2018),
        adoption(JIA, Z, 2021, "planned"),
    )
    numbers = (
        ObservationRow("o/1", f"{JIA}-2021", JIA, 2021, None, "移送案件", 12.0, "件", X, "移送案件12件"),
        ObservationRow("o/2", f"{JIA}-2021", JIA, 2021, None, "满意率", 98.5, "%", None, "满意率98.5%"),
    )
    awards = (
        AwardRow("w/1", f"{JIA}-2021", JIA, 2021, "优秀案例", "national", "两法衔接", X, "获评优秀案例"),
    )
    return Facts(
        {row.iri: row for row in PLACES},
        {row.iri: row for row in reports},
        {row.iri: row for row in programmes},
        adoptions,
        numbers,
        awards,
        {"b/1": "司法局"},
    )
