"""Small worlds for tests: regions A, B, C … with the programmes that their reports name."""

from __future__ import annotations

from kg.spread.facts import AdoptionRow, Facts, ObservationRow, PlaceRow, ProgrammeRow, ReportRow


def world(
    reports: dict[str, dict[int, str]],
    levels: dict[str, str] | None = None,
    provinces: dict[str, str] | None = None,
    candidates: str = "",
) -> Facts:
    """Facts of regions (one letter) by year: "x y" implemented, "p:z" planned, "t:w" tried, "x@2019" since 2019."""
    levels, provinces = levels or {}, provinces or {}
    places = {
        name: PlaceRow(
            name, name, f"{provinces[name]}/{name}" if name in provinces else name,
            levels.get(name, "province"), province=provinces.get(name),
        )
        for name in {*reports, *provinces.values()}
    }  # fmt: skip
    rows, adoptions, programmes = {}, [], {}
    for region, years in reports.items():
        for year, names in years.items():
            iri = f"report/{region}-{year}-0000"
            rows[iri] = ReportRow(iri, iri, region, year, levels.get(region, "province"))
            for word in names.split():
                stage, _, rest = word.rpartition(":")
                name, _, since = rest.partition("@")
                programmes[name] = ProgrammeRow(name, name, (name,), "reform", candidate=name in candidates)
                adoptions.append(
                    AdoptionRow(
                        f"adoption/{region}-{year}-{name}", iri, region, name, year,
                        {"p": "planned", "t": "pilot"}.get(stage, "implemented"),
                        int(since) if since else None, quote=f"{region} does {name}",
                    )
                )  # fmt: skip
    return Facts(places, rows, programmes, tuple(adoptions))


def observation(
    value: float,
    region: str = "A",
    text: str = "移送案件",
    unit: str = "件",
    report: str = "r",
    programme: str | None = "x",
    indicator: str | None = None,
    year: int | None = 2023,
    number: int = 0,
) -> ObservationRow:
    iri = f"observation/{region}-{report}-{text}-{value}-{number}"
    quote = f"{text}{value:g}{unit}"
    return ObservationRow(iri, report, region, year, indicator, text, value, unit, programme, quote)
