"""What the pictures say, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.spread.coverage import years_covered
from kg.spread.facts import Facts, PlaceRow
from kg.spread.starts import limits, observed_years

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "items": "图中各项（{count}）",
        "comma": "，",
        "colon": "：",
        "span": "{regions} 个地区，{years} 年：共 {cells} 个地区年，其中 {seen} 个有报告。",
        "silence": "没有写不等于没有做：报告没有提到某项做法，不说明该地区没有开展。",
        "planned_note": "“计划”只是打算，不算开展。",
        "no_report_note": "“无报告”指所用资料中没有该地区该年的报告，不是没有开展。",
        "left_note": "左删失：在该地区最早的一份报告里已经出现，真正的开始可能更早，所标年份只是上限（{left}/{all} 个地区）。",
        "ties_note": "同年开始的地区不分先后（{ties} 对）。",
        "one_region": "只有一个地区，不能据此推断扩散。",
        "one_year": "只有一个年份，不能据此推断扩散。",
        "one_each": "没有一个地区有两年的报告，首次报告全部左删失：除文中写明的开始年份外，不能据此推断扩散。",
        "no_years": "没有一份报告同时有地区和年份，不能据此推断扩散。",
        "left_out": "另有 {count} 个地区未画出。",
        "reported": "已报告", "not reported": "未提及", "no report": "无报告",
        "planned": "计划", "implemented": "实施", "pilot": "试点",
        "stated": "文中写明开始年份", "exact": "上一年的报告尚无", "interval": "此前某年的报告尚无", "left": "左删失（可能更早）",
        "start": "开始于 {year} 年",
        "regions": "地区数",
        "origin": "始见 {year}",
        "origin_at": "始见：{document}（{year}）",
        "curve": "“{name}”的累计采用曲线",
        "curve_about": "开展（实施或试点）的地区数，逐年累计",
        "curve_note": "纵轴：到该年为止，报告中写明实施或试点的地区数；年份取文中写明的开始年份，否则取首次报告的年份。",
        "dated": "开始年份可考", "left_part": "左删失（年份是上限）",
        "coverage": "有报告的地区数", "coverage_at": "{year} 年：{count} 个地区有报告",
        "curve_at": "{year} 年：新增 {new} 个地区，累计 {total} 个（其中左删失 {left} 个）",
        "fit_S": "拟合：逻辑斯蒂（S 形）", "fit_R": "拟合：凹形（R 形）", "fit_undecided": "拟合（S 形与 R 形难分）",
        "no_fit": "未拟合曲线：{why}。", "too short": "年份或地区太少", "left-censored": "半数以上左删失，曲线形状只反映报告何时开始",
        "heat": "“{name}”：地区 × 年份", "heat_about": "各地各年报告是否写到开展；先开始者在上",
        "heat_note": "每格是一个地区一年的报告：写明实施或试点为“已报告”。",
        "heat_all": "各地报告中的做法数：地区 × 年份", "heat_all_about": "每格是该地区该年报告中写明实施或试点的做法数",
        "heat_all_note": "做法数随报告的篇幅和种类而变，不能直接当作高低之分。",
        "programmes": "{count} 项做法",
        "tiles": "“{name}”：各省的情况", "tiles_about": "每格一省（含其下各级）：写明开展的地区数 / 有报告或被提及的地区数",
        "tiles_note": "方格示意各省方位，不表示面积；格中为“写明实施或试点的地区数/有报告或被提及的地区数”，颜色为其比例，各年合计。",
        "tiles_all": "各省报告中的做法数", "tiles_all_about": "每格一省（含其下各级）：报告中写明实施或试点的不同做法数",
        "tiles_all_note": "方格示意各省方位，不表示面积；报告越多、越长，做法数越大，不能直接当作高低之分。",
        "share": "占 {low}–{high}%", "share_none": "有报告，均未提及", "only_planned": "只有计划",
        "tile_at": "{name}：{done}/{all} 个地区已报告", "tile_planned": "{count} 个地区只有计划",
        "tile_all_at": "{name}：{count} 项做法，{regions} 个地区，{reports} 份报告",
        "timeline": "“{name}”：各地首次报告", "timeline_about": "每行一个地区，按开始年份排列",
        "timeline_note": "标记在开始年份（文中写明）或首次报告年份；浅色横线表示开始可能落在的时段。",
        "seen": "该年有报告",
        "m_stated": "文中写明的开始年份", "m_exact": "首次报告（上一年的报告尚无）",
        "m_interval": "首次报告（开始于横线之内）", "m_left": "首次报告，左删失（可能更早）",
        "network": "推断的扩散网络", "network_about": "{model}模型，参数 {params}；可能的边 {possible} 条，画出 {shown} 条",
        "network_note": "箭头：最能解释各地采用先后的边（netinf 方法），由统计推断，不是接触或学习的证据；线越粗 p 值越小"
        "（Vuong 检验），边不多于 30 条时标出不小于 0.001 的 p 值；点越大，由它出发的边越多。",
        "network_ties": "同年采用的地区之间不画边（{ties} 对）。",
        "network_left": "先后取自开始年份；凡左删失的年份只是上限，据此画出的边不可靠。",
        "edge": "{origin} → {destination}：p = {p}，改进 {gain}（第 {rank} 条）", "no_p": "无 p 值（只有一条级联）",
        "node": "{name}：出 {out}，入 {into}", "p_below": "p < {p}", "p_above": "p ≥ {p}",
        "edges_left_out": "另有 {count} 条边未画出。",
        "exponential": "指数", "rayleigh": "瑞利", "log-normal": "对数正态",
    },
    "en": {
        "items": "What the picture shows ({count})",
        "comma": ", ",
        "colon": ": ",
        "span": "{regions} regions, {years}: {seen} of {cells} region-years have a report.",
        "silence": "Silence is not refusal: a report that does not name a practice does not say that the region lacks it.",
        "planned_note": "Planned is no adoption.",
        "no_report_note": "“No report” means that none of that region and year is in the graph, not that nothing was done.",
        "left_note": "Left-censored: in the region's earliest report already; it may have begun at any time before, the year is "
        "an upper bound ({left} of {all} regions).",
        "ties_note": "Regions that start in one year have no order ({ties} pairs).",
        "one_region": "One region only: spread cannot be inferred.",
        "one_year": "One year only: spread cannot be inferred.",
        "one_each": "No region has reports for two years, every first report is left-censored: spread cannot be inferred "
        "but for the starts that a text states.",
        "no_years": "No report has both a region and a year: spread cannot be inferred.",
        "left_out": "{count} more regions are not drawn.",
        "reported": "reported", "not reported": "not reported", "no report": "no report",
        "planned": "planned", "implemented": "implemented", "pilot": "pilot",
        "stated": "start stated", "exact": "the report of the year before lacks it",
        "interval": "an earlier report lacks it", "left": "left-censored (perhaps earlier)",
        "start": "start {year}",
        "regions": "regions",
        "origin": "origin {year}",
        "origin_at": "Origin: {document} ({year})",
        "curve": "Cumulative adoption of {name}",
        "curve_about": "Regions that do or try it, summed up year by year",
        "curve_note": "Vertical: regions reported to do or try it up to that year, by the stated start or else the year of the first report.",
        "dated": "datable start", "left_part": "left-censored (year is an upper bound)",
        "coverage": "regions with a report", "coverage_at": "{year}: {count} regions with a report",
        "curve_at": "{year}: {new} new regions, {total} in all ({left} of them left-censored)",
        "fit_S": "fit: logistic (S)", "fit_R": "fit: concave (R)", "fit_undecided": "fit (S and R are hard to tell apart)",
        "no_fit": "No curve is fitted: {why}.", "too short": "too few years or regions",
        "left-censored": "half of the starts or more are left-censored, the shape shows when reports begin",
        "heat": "{name}: region × year", "heat_about": "What the report of each region and year says; earliest starts on top",
        "heat_note": "Each cell is one region's report of one year: reported means done or tried.",
        "heat_all": "Programmes in the reports: region × year",
        "heat_all_about": "Programmes that the report of each region and year says are done or tried",
        "heat_all_note": "The number grows with the length and kind of a report; it is no ranking.",
        "programmes": "{count} programmes",
        "tiles": "{name} by province",
        "tiles_about": "One tile a province with all below it: regions that report it / regions with a report or named in one",
        "tiles_note": "Tiles show where provinces lie, not their area; numbers: regions reported to do or try it / regions with a "
        "report or named in one; the colour is the share; all years together.",
        "tiles_all": "Programmes in the reports by province",
        "tiles_all_about": "One tile a province with all below it: distinct programmes reported as done or tried",
        "tiles_all_note": "Tiles show where provinces lie, not their area; more and longer reports name more programmes: it is no ranking.",
        "share": "{low}–{high}%", "share_none": "report, but none names it", "only_planned": "planned only",
        "tile_at": "{name}: reported in {done} of {all} regions", "tile_planned": "planned only in {count}",
        "tile_all_at": "{name}: {count} programmes, {regions} regions, {reports} reports",
        "timeline": "{name}: first reports", "timeline_about": "One row a region, by year of start",
        "timeline_note": "The mark stands at the stated start or else at the first report; the pale line is where the start may lie.",
        "seen": "year with a report",
        "m_stated": "start that the text states", "m_exact": "first report (that of the year before lacks it)",
        "m_interval": "first report (began along the line)", "m_left": "first report, left-censored (perhaps earlier)",
        "network": "Inferred diffusion network",
        "network_about": "{model} model, parameters {params}; {possible} edges are possible, {shown} are drawn",
        "network_note": "Arrows: the edges that best explain who adopted before whom (netinf); inferred, no evidence of contact. "
        "The heavier a line, "
        "the lower its p-value (Vuong's test), written beside it from 0.001 on where there are 30 edges or fewer; the larger "
        "a dot, the more edges leave it.",
        "network_ties": "No edge joins regions that adopt in one year ({ties} pairs).",
        "network_left": "Order is by years of start; where these are left-censored they are upper bounds, and edges drawn from them unreliable.",
        "edge": "{origin} → {destination}: p = {p}, improvement {gain} (edge {rank})", "no_p": "no p-value (one cascade only)",
        "node": "{name}: {out} out, {into} in", "p_below": "p < {p}", "p_above": "p ≥ {p}",
        "edges_left_out": "{count} more edges are not drawn.",
        "exponential": "exponential", "rayleigh": "Rayleigh", "log-normal": "log-normal",
    },
}  # fmt: skip


def say(lang: str, key: str, **values: object) -> str:
    """A phrase in a language, its places filled in."""
    return WORDS[lang][key].format(**values) if values else WORDS[lang][key]


def sentences(lang: str, *keys: str) -> str:
    """Phrases that are whole sentences, one after the other."""
    return ("" if lang == "zh" else " ").join(say(lang, key) for key in keys)


def extent(facts: Facts, lang: str) -> list[str]:
    """How much the reports cover, and what that does not let one conclude."""
    observed = observed_years(facts)
    years = years_covered(observed)
    if not years:
        return [say(lang, "no_years")]
    span = f"{years[0]}" if len(years) == 1 else f"{years[0]}–{years[-1]}"
    seen = sum(map(len, observed.values()))
    rows = [say(lang, "span", regions=len(observed), years=span, cells=len(observed) * len(years), seen=seen)]
    if limits(facts):
        few = "one_region" if len(observed) == 1 else "one_year" if len(years) == 1 else "one_each"
        rows.append(say(lang, few))
    return rows


def full_name(place: PlaceRow) -> str:
    """A region with those above it."""
    return place.chain.replace("/", " ") if place.chain else place.name
