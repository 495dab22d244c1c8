"""Bodies in no vocabulary: a place or level word, words without a verb, and an ending of bodies; newly founded ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.body_mentions import AgencyMention, Qualifier
from kg.extract.places import PlaceName
from kg.model import Method, Span
from kg.scan import Around, From
from kg.vocabulary.body_words import BodyWords

_NEW_BODY = Around(
    re.compile(
        r"(?:成立了?|组建了?|设立了?|新设立了?|挂牌成立|揭牌成立|共建|下设)((?!由|以|专门|工作|全|多|各)[\u4e00-\u9fff()]{4,30}?(?:工作领导小组|领导小组|指挥部|委员会|中心|研究院|学院|协会|联盟|工作室|法庭|委员会办公室))(?!的?(?:机制|模式|建设|成员|组长)|\d)"
    ),
    "成立|组建|设立|共建|下设",
    before=2,
    behind=48,
)


_FOUNDED_FOR_WORK = re.compile(r"(?:[省市县区镇]级?)?(?:工作|专项|临时)")
_LEVEL_FIRST = re.compile(r"(省|市(?![场民])|县|区|镇)级?(?![域块际内外长委政直])")
_OWNER = From(
    "[省市县区镇乡国街]",
    r"(?<=[\n。,;、:由和与及“ 经受被向至到在])(省|市|县|区|镇|乡|街道|国家)级?(?=[\u4e00-\u9fff]{2})",
)
# What the country has one of, among all that begins with 国家 and ends like a body.
_NATIONAL_BODY = re.compile(
    r"(?:委员会|领导小组|办公室|局|公司|集团|学院|大学|研究院|研究所|博物馆|图书馆|基金会|协会|银行)$|(?:产业|工程|技术|计量|检验|质量)[\u4e00-\u9fff]{2,}中心$"
)
_LEVELS = "省市县区州盟旗镇乡道"
_WINDOW = re.compile(r"[\u4e00-\u9fff“”()]{1,34}")
_LONGER = re.compile(
    r"(?:办公室|有限公司|分公司|支队|大队|分局|分中心|(?<=大学)[\u4e00-\u9fff]{1,5}学院|(?<=分局)[\u4e00-\u9fff]{2,4}派出所)"
)


def bodies_of_places(
    folded: str, start: int, end: int, places: list[PlaceName], words: BodyWords
) -> Iterator[AgencyMention]:
    """Bodies in no vocabulary: a place or level word, words without a verb, and an ending of bodies."""
    owners = [(place.start, place.end, place.text, Qualifier.PLACE) for place in places]
    for match in _OWNER.finditer(folded, 0, end):
        owners.append(
            (
                match.start(1),
                match.end(),
                match.group(1),
                Qualifier.NATIONAL if match.group(1) == "国家" else Qualifier.LEVEL,
            )
        )
    for begin, after, owner, qualifier in owners:
        if not start <= begin < end:
            continue
        window = _WINDOW.match(folded, after, after + 34)
        tail = words.ending.search(window.group()) if window else None
        if window is None or tail is None:
            continue
        stop = tail.end()
        if re.match(r"\d", folded[after + stop : after + stop + 1]):
            continue  # a class of bodies that is counted: 市级人民调解员协会1个
        while (longer := _LONGER.match(window.group(), stop)) is not None:
            stop = longer.end()
        stem = window.group()[:stop]
        middle = stem[: tail.start()]
        bare = qualifier is Qualifier.PLACE and owner[-1] not in _LEVELS  # 韶山管理局
        if qualifier is Qualifier.NATIONAL and not _NATIONAL_BODY.search(stem):
            continue  # 国家医学中心: what many may be designated as
        if folded[after - 1] == "级" and stem.endswith(("医院", "公司", "学校")):
            continue  # a class: 县级综合医院
        if _plausible(middle, stem, window.group()[stop : stop + 2], bare, words):
            yield AgencyMention(Span(begin, after + stop), qualifier, owner, stem, None, Method.PATTERN, 0.7)


def founded_bodies(folded: str, start: int, end: int, words: BodyWords) -> Iterator[AgencyMention]:
    """Bodies that the text says were founded: 成立了…中心."""
    for match in _NEW_BODY.finditer(folded, start, end):
        name = match.group(1)
        if (
            name.endswith(words.no_body_end)
            or words.not_inside_founded.search(name)
            or _FOUNDED_FOR_WORK.match(name)
        ):
            continue
        if name.count("(") != name.count(")"):
            name = name.split("(")[0]
        span = Span(match.start(1), match.start(1) + len(name))
        level = _LEVEL_FIRST.match(name)
        if level:
            qualifier, owner, stem = Qualifier.LEVEL, level.group(1), name[level.end() :]
        else:
            qualifier, owner, stem = Qualifier.NONE, "", name
        yield AgencyMention(span, qualifier, owner, stem, None, Method.PATTERN, 0.6)


def _plausible(middle: str, stem: str, after: str, bare: bool, words: BodyWords) -> bool:
    if (
        len(middle) < 2
        and not (stem == "管理局" and bare)
        and not (stem == "医院" and not bare)  # 县医院
        and not stem.startswith("大学")
        and not stem.endswith(("仲裁委", "日报社", "大学", "银行", "仲裁委员会"))
    ):
        return False
    if (
        words.not_inside.search(stem, 0, len(middle) + 2)
        or middle.count("“") != middle.count("”")
        or middle.count("(") != middle.count(")")
    ):
        return False
    if (
        after == "集群"
        or (
            after[:1] in {"组", "城", "区", "员", "镇", "村", "户", "群", "制", "化"}
            and after not in {"组建", "组织", "制定", "化解", "区分"}
        )
    ) or (re.match(r"(?:建设|机制|模式|体系|工作|任务)", after) and stem.endswith(("中心", "工作室"))):
        return False
    return not words.no_middle.match(middle) and not stem.endswith(words.no_body_end)
