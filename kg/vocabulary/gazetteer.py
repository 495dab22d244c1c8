"""Administrative divisions of China: names, codes, levels, parents, and the years they existed.

The data are `ontology/regions.csv` (province to county, with former divisions), `townships.csv` and
`areas.csv` (city clusters, well-known areas, the one-character names of provinces and cities, well-known towns and
villages, names that only begin like a place). Codes are GB/T 2260, with three more digits for townships.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import VocabularyError
from kg.model import Level, Place
from kg.vocabulary.automaton import WordAutomaton
from kg.vocabulary.tables import rows

_SUFFIXES = (
    "特别行政区",
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "地区",
    "林区",
    "省",
    "市",
    "县",
    "区",
    "州",
    "盟",
    "旗",
)


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division; `valid_from` and `valid_to` are years, None where not limited."""

    code: str
    name: str
    level: Level
    parent: str | None
    short: str
    latitude: float | None = None
    longitude: float | None = None
    valid_from: int | None = None
    valid_to: int | None = None

    def existed(self, year: int | None) -> bool:
        """Whether the division existed in `year` (True when the year is unknown)."""
        if year is None:
            return True
        return (self.valid_from or year) <= year <= (self.valid_to or year)

    def outlasted(self, year: int | None) -> bool:
        """Whether the division exists still, or did after `year`."""
        return self.valid_to is None or (year is not None and self.valid_to > year)


@dataclass(frozen=True, slots=True)
class SpecialNames:
    """Names of places and of what only looks like them.

    `same` maps a name of an area to the one that it goes by, `cities` one character to a city's code, `towns` and
    `villages` well-known names to the township's code. `elsewhere` are short names that outside their province mean
    something else (朝阳), `no_place` names that begin with a place's and are none (上海合作组织).
    """

    same: dict[str, str] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    towns: dict[str, str] = field(default_factory=dict)
    villages: dict[str, str] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    no_place: frozenset[str] = frozenset()


def strip_level(name: str) -> str:
    """The name without its level word: 株洲市 → 株洲; unchanged when one character would remain."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return name


class Gazetteer:
    """The divisions, indexed by code, name and parent, with an automaton over the names to the county."""

    def __init__(
        self,
        divisions: Iterable[Division],
        townships: dict[str, dict[str, str]],
        areas: Iterable[str],
        abbreviations: dict[str, str],
        special: SpecialNames | None = None,
    ) -> None:
        """`townships` maps a county's code to names and codes of its townships."""
        rows = list(divisions)
        # A renamed division keeps its code: the present name answers to the code, both to their names.
        self.by_code = {d.code: d for d in sorted(rows, key=lambda d: (d.valid_to is None, d.valid_to or 0))}
        self.townships = townships
        # The first of several names is the official one; the county is not always in the code.
        self._towns: dict[str, tuple[str, str]] = {}
        for county, towns in townships.items():
            for name, code in towns.items():
                self._towns.setdefault(code, (name, county))
        self.areas = frozenset(areas)
        self.abbreviations = abbreviations
        self.special = special or SpecialNames()
        self._ancestors: dict[str, list[Division]] = {}
        self._places: dict[str, Place] = {}
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._children: dict[str, list[Division]] = defaultdict(list)
        for division in rows:
            self._by_name[division.name].append(division)
            if division.short and division.short != division.name:
                self._by_name[division.short].append(division)
            if division.parent:
                self._children[division.parent].append(division)
        beside = (self.areas, self.special.towns, self.special.villages, self.special.no_place)
        self._names = sorted({name for name in self._by_name if len(name) >= 2}.union(*beside))
        self.automaton = WordAutomaton(self._names)

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read the three CSV files of `folder`.

        Raises VocabularyError naming the file and the line or code that does not fit.
        """
        divisions = list(_read_divisions(folder / "regions.csv"))
        townships = _read_townships(folder / "townships.csv")
        kinds = _read_areas(folder / "areas.csv")
        codes = {division.code for division in divisions}
        for division in divisions:
            if division.parent is not None and division.parent not in codes:
                raise VocabularyError(
                    f"regions.csv: {division.code} lies in {division.parent}, which is missing"
                )
        meant = {code[:6] for kind in _STANDS_FOR_A_CODE for code in kinds[kind].values()}
        for name, needed in (("townships.csv", townships), ("areas.csv", meant)):
            if missing := set(needed) - codes:
                raise VocabularyError(f"{name}: regions.csv has no {', '.join(sorted(missing))}")
        special = SpecialNames(
            {name: other for name, other in kinds["area"].items() if other},
            kinds["city"],
            kinds["town"],
            kinds["village"],
            frozenset(kinds["elsewhere"]),
            frozenset(kinds["no place"]),
        )
        return cls(divisions, townships, kinds["area"], kinds["abbreviation"], special)

    def named(self, name: str) -> list[Division]:
        """All divisions that bear `name` in full or in short, former ones too."""
        return self._by_name.get(name, [])

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and name of each division or area named in folded text, leftmost and longest first."""
        reached = 0
        for start, end, name in self.find_all(folded):
            if start >= reached:
                reached = end
                yield start, end, name

    def find_all(self, folded: str) -> list[tuple[int, int, str]]:
        """The same with those that overlap others: 广东 and 东营 in 推广东营; by start, the longest first."""
        found = sorted((start, -end, index) for index, start, end in self.automaton.find(folded))
        return [(start, -end, self._names[index]) for start, end, index in found]

    def ancestors(self, code: str) -> list[Division]:
        """The division with `code` and all above it, lowest first; nobody may change the list."""
        chain = self._ancestors.get(code)
        if chain is None:
            division = self.by_code.get(code)
            if division is None:
                return []
            above = self.ancestors(division.parent) if division.parent is not None else []
            chain = self._ancestors[code] = [division, *above]
        return chain

    def children(self, code: str) -> list[Division]:
        """The divisions directly below."""
        return self._children.get(code, [])

    def well_known(self, name: str) -> Place | None:
        """The town, village or area that is known by `name` everywhere in the country."""
        if name in self.special.towns:
            return self.place(self.special.towns[name])
        if name in self.special.villages:
            return self.place(self.special.villages[name], (name,))
        return Place(self.special.same.get(name, name), Level.ZONE) if name in self.areas else None

    def place(self, code: str, below: tuple[str, ...] = ()) -> Place:
        """The place with `code` (6 or 9 digits); `below` names unofficial levels under it, villages say."""
        if not below and code in self._places:
            return self._places[code]
        if len(code) == 9:
            name, county = self._towns[code]
            chain = [d.name for d in reversed(self.ancestors(county))] + [name]
            level = Level.TOWNSHIP
        else:
            chain = [d.name for d in reversed(self.ancestors(code))]
            level = self.by_code[code].level
        if below:
            return Place("/".join([*chain, *below]), Level.VILLAGE)
        place = self._places[code] = Place("/".join(chain), level, code)
        return place

    def township(self, name: str, county: str) -> Place | None:
        """The township `name` of the county with code `county`, or None."""
        code = self.townships.get(county, {}).get(name)
        return self.place(code) if code else None

    def spell_out(
        self, text: str, context: Place | None = None, year: int | None = None, anywhere: bool = False
    ) -> Place | None:
        """The lowest division that `text` spells out from left to right: 南通市海门区包场镇人民政府.

        A township at the end is read too, an unknown one without a code. None when `text` begins with no
        division (a leading 中共 is passed over); with `anywhere` the first one in `text` counts.
        """
        town = self._leading_town(text, self.counties_near(context))
        if town is not None:  # 乌审召镇 begins with a county's name
            return town
        current: Place | None = None
        end = 0
        for start, stop, name in self.find(text):
            if start != end and (current is not None or not (anywhere or text[:start] in _PASSED_OVER)):
                break
            division = self.resolve(name, current or context, year)
            if division is None:
                continue
            if current is not None and not self._below(division.code, current.code):
                break  # the county 大埔 is none of 柳城县大埔镇
            current, end = self.place(division.code), stop
        return self._with_town(current, text[end:]) if current is not None else None

    def _with_town(self, place: Place, rest: str) -> Place:
        """The township of `place` that the text behind its name begins with, else `place`."""
        if place.code is None or len(place.code) != 6 or place.level is Level.PROVINCE:
            return place
        rest = rest.removeprefix("人民政府")
        known = self._leading_town(rest, self.counties_near(place))
        if known is not None or place.level is Level.PREFECTURE:
            return known or place
        found = _TOWN.match(rest)
        if found is None or _NO_TOWN.search(found.group()):
            return place
        return Place(f"{place.chain}/{found.group()}", Level.TOWNSHIP)

    def _leading_town(self, text: str, counties: list[str]) -> Place | None:
        """The township of one of the counties that `text` begins with, if just one of them has it."""
        if not counties:
            return None
        for end in _TOWN_END.finditer(text[:10]):
            name = text[: end.end()]
            found = [place for county in counties if (place := self.township(name, county)) is not None]
            if len(found) == 1:
                return found[0]
        return None

    def lies_in(self, name: str, above: str) -> bool:
        """Whether a division called `name` lies in one called `above`."""
        upper = {division.code for division in self.named(above)}
        return any(a.code in upper for d in self.named(name) for a in self.ancestors(d.code)[1:])

    def _below(self, code: str, above: str | None) -> bool:
        return any(division.code == above for division in self.ancestors(code)[1:])

    def counties_near(self, context: Place | None) -> list[str]:
        """Codes of the counties in which a township named without its county is looked for."""
        if context is None or context.code is None:
            return []
        code = context.code[:6]
        if context.level in (Level.COUNTY, Level.TOWNSHIP, Level.ZONE):
            return [code]
        below = self.children(code)
        if context.level is Level.PREFECTURE:
            return [code, *(d.code for d in below)]
        return []

    def near_township(self, name: str, context: Place | None) -> Place | None:
        """The township called `name` in the counties near `context`, if just one is."""
        found = [
            place
            for county in self.counties_near(context)
            if (place := self.township(name, county)) is not None
        ]
        return found[0] if len(found) == 1 else None

    def resolve(self, name: str, context: Place | None = None, year: int | None = None) -> Division | None:
        """The division that `name` means in a report about `context`, or None when it cannot be told.

        Preference: the context's own chain, then what lies below it, then its siblings, then the same
        province, then the only or the highest one. Divisions that did not exist in `year` come last,
        those that ended with it (or ended at all, the year unknown) behind those that lasted.
        """
        found = self.named(name)
        if not found:
            return None
        living = found
        if len(found) > 1:
            living = [d for d in found if d.existed(year)] or found
            living = sorted(living, key=lambda d: not d.outlasted(year))
        if context is not None and context.code is not None:
            above = self.ancestors(context.code[:6])
            codes = [d.code for d in above]
            for code in codes:
                for division in living:
                    if division.code == code:
                        return division
            for code in codes:
                near = [d for d in living if any(a.code == code for a in self.ancestors(d.code))]
                if len({d.code for d in near}) == 1 or (near and near[0].parent == code):
                    return near[0]
        if len(living) == 1:
            return living[0]
        first, second = sorted((_RANK[d.level], not d.outlasted(year)) for d in living)[:2]
        best = next(d for d in living if (_RANK[d.level], not d.outlasted(year)) == first)
        return best if first < second else None


_PASSED_OVER = frozenset({"中共", "中国共产党", "中国人民政治协商会议", "政协"})
_TOWN_END = re.compile(r"街道|镇|乡|苏木")
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:街道|镇|乡|苏木)")
# Words before 建设, 管理 … that end like a township: 住房和城乡建设局.
_NO_TOWN = re.compile(r"(?:城乡|城镇|乡镇|村镇|集镇)$|[和与及]")
_RANK = {Level.PROVINCE: 0, Level.PREFECTURE: 1, Level.COUNTY: 2, Level.ZONE: 3}


def _read_divisions(path: Path) -> Iterator[Division]:
    columns = ("code", "name", "level", "parent", "short", "lat", "lon", "valid_from", "valid_to")
    for line, row in rows(path, columns):
        try:
            yield Division(
                row["code"], row["name"], Level(row["level"]), row["parent"] or None, row["short"],
                float(row["lat"]) if row["lat"] else None, float(row["lon"]) if row["lon"] else None,
                int(row["valid_from"]) if row["valid_from"] else None, int(row["valid_to"]) if row["valid_to"] else None,
            )  # fmt: skip
        except ValueError as error:
            raise VocabularyError(f"{path.name}, line {line}: {error}") from error


def _read_townships(path: Path) -> dict[str, dict[str, str]]:
    towns: dict[str, dict[str, str]] = defaultdict(dict)
    for _, row in rows(path, ("code", "name", "county")):
        towns[row["county"] or row["code"][:6]].setdefault(row["name"], row["code"])
    return dict(towns)


_STANDS_FOR_A_CODE = ("abbreviation", "city", "town", "village")
_KINDS = (*_STANDS_FOR_A_CODE, "area", "elsewhere", "no place")


def _read_areas(path: Path) -> dict[str, dict[str, str]]:
    """By kind, the names with what they stand for."""
    kinds: dict[str, dict[str, str]] = {kind: {} for kind in _KINDS}
    for line, row in rows(path, ("name", "kind", "stands_for")):
        if row["kind"] not in kinds:
            raise VocabularyError(f"{path.name}, line {line}: no kind of area: {row['kind']}")
        kinds[row["kind"]][row["name"]] = row["stands_for"]
    return kinds
