"""Worlds to draw, and what a picture holds."""

from __future__ import annotations

from collections.abc import Iterator

from kg.spread.facts import AdoptionRow, Facts, PlaceRow, ProgrammeRow, ReportRow
from kg.spread.netinf import Edge, Inference
from kg.spread.pictures.scene import Item, Scene, Text, ems

HOSTILE = '<script>alert(1)</script>&"\x00\u202e]]>'


def provinces(years: range = range(2014, 2025), name: str = "最多跑一次") -> Facts:
    """Six provinces that take one programme up one after the other, with gaps in their reports, and plans."""
    codes = {"110000": "北京市", "150000": "内蒙古自治区", "320000": "江苏省", "330000": "浙江省", "430000": "湖南省", "650000": "新疆维吾尔自治区"}  # fmt: skip
    places = {f"r/{code}": PlaceRow(f"r/{code}", name, name, "province", code) for code, name in codes.items()}  # fmt: skip
    reports, adoptions = {}, []
    for number, region in enumerate(places):
        begin = years[0] + number * 2
        for year in years:
            if (year + number) % 5 == 0:
                continue
            iri = f"{region}-{year}"
            reports[iri] = ReportRow(iri, f"{year}年报告", region, year)
            if year >= begin - 1:
                stage = "planned" if year < begin else "pilot" if year == begin else "implemented"
                row = AdoptionRow(f"a/{iri}", iri, region, "p/1", year, stage, quote=f"推行{name}。")
                adoptions.append(row)
    programme = ProgrammeRow("p/1", name, (name,), "reform", (), years[0], "某省改革方案")
    return Facts(places, reports, {"p/1": programme}, tuple(adoptions))


def inference(count: int = 12) -> Inference:
    """A star with some edges among its leaves, of all classes of p-values."""
    names = ["湖南省/株洲市/醴陵市", *(f"湖南省/第{number}市" for number in range(count))]
    p_values = [1e-9, 0.0042, 0.031, 0.4]
    edges = [Edge(names[0], name, 50.0 - i, p_values[i % 4]) for i, name in enumerate(names[1:])]
    edges += [Edge(names[i], names[i + 1], 5.0, 0.02) for i in range(1, count, 3)]
    return Inference(tuple(edges), "exponential", (0.5,), 100, 7, None)


def texts(scene: Scene) -> list[str]:
    """All rows of text."""
    return [item.text for item in scene.drawing.items if isinstance(item, Text)]


def titles(scene: Scene) -> list[str]:
    """All tooltips, each once."""
    return list(dict.fromkeys(item.title for item in scene.drawing.items if item.title))


def of_role(scene: Scene, role: str) -> list[Item]:
    """The shapes with a tooltip that are filled in some colour: not those of the key."""
    return [item for item in scene.drawing.items if item.title and item.fill == role]


def overlaps(scene: Scene) -> Iterator[tuple[str, str]]:
    """Pairs of texts that touch each other."""
    boxes = []
    for item in scene.drawing.items:
        if isinstance(item, Text):
            width = ems(item.text) * item.size * 0.95
            left = {"start": item.x, "middle": item.x - width / 2, "end": item.x - width}[item.anchor]
            boxes.append((left, left + width, item.y - item.size * 0.8, item.y + item.size * 0.15, item.text))
    for number, (left, right, top, bottom, one) in enumerate(boxes):
        for a, b, c, d, other in boxes[:number]:
            if left < b and a < right and top < d and c < bottom:
                yield one, other


def outside(scene: Scene) -> list[str]:
    """Texts that reach out of the picture."""
    found = []
    for item in scene.drawing.items:
        if isinstance(item, Text):
            width = ems(item.text) * item.size * 0.95
            left = {"start": item.x, "middle": item.x - width / 2, "end": item.x - width}[item.anchor]
            if left < 0 or left + width > scene.drawing.width or not 0 < item.y < scene.drawing.height:
                found.append(item.text)
    return found
