"""The columns of the research files, in order, with what each means."""

from __future__ import annotations

from collections.abc import Mapping

_POLICY = "name of the programme (with the last part of its IRI where two share a name); joins all files"
_UNIT = "the region: names from the province down, joined by /; joins all files"
_CODE = "GB/T 2260 code; empty for a place without one"
_LEVEL = "province, prefecture, county, township, village, zone"

FILES: dict[str, tuple[str, dict[str, str]]] = {
    "adoptions": (
        "One row a region and programme that the region is reported to do or try (planned is no adoption).",
        {
            "policy": _POLICY,
            "unit": _UNIT,
            "code": _CODE,
            "level": _LEVEL,
            "province": "name of the province that the unit lies in; empty for provinces",
            "start": "the stated start, else the year of the first report",
            "censoring": "what `start` is worth: stated (by the text), exact (the unit's report of the year "
            "before lacks it), interval (an earlier report lacks it, that of the year before is not in the "
            "graph), left (no earlier report lacks it: `start` is an upper bound)",
            "first_report": "year of the first report that tells of it",
            "last_without": "last year before, with a report of the unit that does not tell of it",
            "stage": "implemented or pilot, in the first report",
            "since": "start stated by the first report",
            "same_year": "number of other units with the same `start`: ties, which no order joins",
            "agency": "agencies named in the same sentence",
            "quote": "the sentence of the first report",
            "section": "headings above the sentence",
            "report": "title of the report",
            "source": "file of the report",
            "told_by": "region whose report tells of it, where that is not the unit's own",
            "adoption": "IRI of the statement in the graph; its evidence hangs on it",
        },
    ),
    "panel": (
        "The risk set: one row a unit, year and programme; from the first start anywhere on, in the years with "
        "a report of the unit, up to its own start. Units are regions with a report of their own. Drop the "
        "rows with left_censored = 1 for a model of when units start.",
        {
            "policy": _POLICY,
            "unit": _UNIT,
            "code": _CODE,
            "level": _LEVEL,
            "province": "name of the province",
            "year": "calendar year",
            "event": "1: the unit starts in this year",
            "left_censored": "1: the event is a first report that may be later than the start",
            "observed": "1: the graph holds a report of the unit for this year; 0: the start is stated for it",
            "years_at_risk": "years since the first start anywhere, or since the unit's first report, if later",
            "neighbours": "number of neighbours among the units: provinces that share a border (or a strait); "
            "else the units of the level in the same prefecture, or province where no prefecture is between",
            "neighbours_share": "share of them that started in an earlier year; empty without neighbours",
            "same_province": "number of other units of the level in the province",
            "same_province_share": "share of them that started in an earlier year; empty without any",
            "parent_adopted": "1: the region above (prefecture, else province) started in an earlier year; "
            "empty: the graph knows nothing of it",
            "adopted_before": "number of regions of any level that started in an earlier year",
            "national_year": "year of the national document that launched the programme, if known",
            "national_document": "1: that document is of this year or before; empty: not known",
        },
    ),
    "dyads": (
        "The unit-years of panel.csv, each with every region that started in an earlier year. Pairs that start "
        "in the same year make no dyad. Order in time is no influence.",
        {
            "policy": _POLICY,
            "source": "region that started earlier (names from the province down)",
            "source_code": _CODE,
            "source_level": _LEVEL,
            "target": "unit at risk",
            "target_code": _CODE,
            "target_level": _LEVEL,
            "year": "calendar year",
            "event": "1: the target starts in this year",
            "years_since": "years since the start of the source",
            "relation": "down (the source lies above the target), up (within it) or across",
            "same_province": "1: in the same province",
            "neighbour": "1: neighbours as in panel.csv",
            "source_left_censored": "1: the source may have started earlier",
            "target_left_censored": "1: the target may have started earlier, even before the source",
        },
    ),
    "cascades": (
        "First starts as the R package NetworkInference reads them: as_cascade_long(read.csv(…), "
        "cascade_node_name = 'node', event_time = 'time', cascade_id = 'cascade'). It holds left-censored "
        "first reports too, whose order is not that of the starts: see cascades-datable.csv.",
        {"node": _UNIT, "time": "year of `start` in adoptions.csv", "cascade": _POLICY},
    ),
    "cascades-datable": (
        "The same without left-censored first reports: what an inference of influence may rest on.",
        {"node": _UNIT, "time": "year of `start` in adoptions.csv", "cascade": _POLICY},
    ),
    "policies": (
        "One row a programme; the first seven columns are those of the State Policy Innovation and Diffusion "
        "database (Boehmke and others 2020, https://doi.org/10.7910/DVN/CVYSR7).",
        {
            "policy": _POLICY,
            "source": "vocabulary (curated name) or text (found in a report, in no vocabulary)",
            "first_year": "earliest start",
            "last_year": "latest start",
            "adopt_count": "number of regions",
            "description": "all names",
            "majortopic": "kind of programme",
            "origin_year": "year in which it was launched, from the vocabulary",
            "origin_document": "document that launched it",
            "national_year": "the same year, where that document is a national one",
            "left_censored": "number of starts that are left-censored",
            "levels": "number of regions by level",
            "iri": "IRI of the programme in the graph",
        },
    ),
    "scores": (
        "Leaders and laggards among the regions with reports, each level for itself.",
        {
            "unit": _UNIT,
            "code": _CODE,
            "level": _LEVEL,
            "rank": "by Boushey's score, 1 leads; equal scores share a rank",
            "boushey_score": "mean over the programmes of ((LY + 1) - SY) / ((LY + 1) - FY), SY the unit's start, "
            "FY and LY the first and last start of any unit of the level; 0 for programmes not started",
            "started": "programmes started",
            "programmes": "programmes with an opportunity: a report of the unit from FY to LY, or a start",
            "opportunities": "programme-years from FY to LY with a report of the unit, up to its start",
            "adoption_rate": "started / opportunities",
            "rate_lower": "lower end of Wilson's 95 % interval",
            "rate_upper": "upper end of it",
            "rate_rank": "by adoption rate, 1 leads",
        },
    ),
    "curves": (
        "Cumulative starts year by year. Two curves of three parameters are fitted by least squares: logistic "
        "K / (1 + exp(-r (t - m))) and concave K (1 - exp(-r (t - s))); the lower AIC wins if it is lower by 2.",
        {
            "policy": _POLICY,
            "year": "calendar year",
            "new": "regions that start in this year",
            "left_censored": "those of them whose start is an upper bound",
            "cumulative": "regions that have started by then",
            "share": "of all that start within the reports at hand",
            "shape": "S (logistic fits better), R (concave does), undecided (AIC differs by less than 2), "
            "too short (fewer than 5 years or 4 starts), left-censored (half of the starts or more are upper "
            "bounds: the curve shows when reports begin)",
            "model": "the better curve: logistic or concave",
            "fitted": "its value",
            "ceiling": "K",
            "rate": "r",
            "offset": "m or s, a year",
            "rss": "residual sum of squares of the better curve",
            "aic_logistic": "n ln(RSS / n) + 8",
            "aic_concave": "the same for the concave curve",
            "aic_difference": "aic_concave - aic_logistic: positive speaks for S",
        },
    ),
    "coverage": (
        "Region × year: which reports the graph holds. A year without a report says nothing about the region.",
        {
            "unit": _UNIT,
            "code": _CODE,
            "level": _LEVEL,
            "province": "name of the province",
            "year": "every year from the first to the last of the reports",
            "state": "report or no report",
            "reports": "number of reports",
            "programmes": "programmes that the region is reported to do or try in this year",
        },
    ),
}

COLUMNS: dict[str, tuple[str, ...]] = {name: tuple(columns) for name, (_, columns) in FILES.items()}

_TRAPS = """\
## Read this first
- **Three states.** A region-year is reported, not reported (a report of that year does not tell of it) or
  without a report. Silence is no refusal, and a mention of a plan no adoption.
- **Censoring.** A left-censored first report is an upper bound of the start. Only the rows that are stated,
  exact or interval can be put in order.
- **Ties.** Reports date to the year. Regions with the same start are ties; nothing orders them.
- **Order is not influence**, and what a centre orders spreads without any region learning from another: use
  `national_document` and `parent_adopted` before anything horizontal.
"""


def dictionary(rows: Mapping[str, int], note: str, fewest: int) -> str:
    """The text of `data-dictionary.md`: the traps, then each file with its rows and columns."""
    parts = [
        "# Data dictionary\n\nAll files are CSV in UTF-8 with a header; empty cells mean unknown or none. "
        "Texts stand as the reports have them: open the files in a spreadsheet as text, since a cell may begin "
        f"with `=`.\n\n{note}\n\npanel.csv, dyads.csv and scores.csv hold the programmes that at least {fewest} "
        f"regions start; the other files hold all.\n\n{_TRAPS}"
    ]
    for name, (text, columns) in FILES.items():
        lines = [
            f"## {name}.csv",
            f"{text} Rows: {rows.get(name, 0)}.",
            "",
            "| column | meaning |",
            "|---|---|",
        ]
        lines += [f"| {column} | {meaning.replace('|', '/')} |" for column, meaning in columns.items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
