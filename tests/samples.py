"""What the tests of extraction share: the five seeds, and small reports written around a few sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kg.builder import extract
from kg.model import Agency, Extraction, Place, Region, Regulation
from kg.model import Programme as Programme
from kg.pipeline import analyse
from kg.read import read_bytes
from kg.records import to_record
from kg.vocabulary import Vocabulary, load_vocabulary

TESTS = Path(__file__).parent
SEEDS = TESTS.parent / "seeds"
GOLD = TESTS / "gold"

LILING = "000_2610cc06b801b4b3"
BAOCHANG = "001_b2724b32383efc5b"
SHANGQIU = "002_5bda4c0694c4520f"
QINGLIU = "003_ef4cd1f1ae457225"
EZHOU = "004_6217e2c08ed19368"

# What every report says around the sentences that a test is about: long enough to be one, and naming nothing.
_OPENING = (
    "{year}年,我们坚持以人民为中心,认真履行职责,各项任务落到实处,取得了新的成效,群众的获得感、幸福感不断增强,"
    "为下一年的发展打下了良好基础。现将有关情况报告如下:"
)
_CLOSING = (
    "今后,我们将继续努力,保持良好作风,密切联系群众,虚心听取各方面意见,及时改进不足,以更高标准把各项任务做细做好,"
    "让人民群众感受到实实在在的变化。"
)


def vocabulary() -> Vocabulary:
    """The shipped vocabularies."""
    return load_vocabulary()


def place(name: str) -> Place:
    """The only division, or the highest one, called `name`; a chain of names leads to a lower one."""
    found = vocabulary().gazetteer.spell_out(name)
    assert found is not None, f"{name} is in no gazetteer"
    return found


@cache
def seed(stem: str) -> Extraction:
    """What a seed says."""
    return extract(SEEDS / f"{stem}.txt")


@cache
def seed_record(stem: str) -> dict[str, Any]:
    """What a seed says, as a record."""
    return to_record(seed(stem))


def letter(
    done: str, *, issuer: str, year: int = 2023, problems: str = "", plans: str = "", of: str = "法治政府建设"
) -> str:
    """The text of a report of `issuer` that says `done`, and in further sections `problems` and `plans`."""
    parts = [
        f"{issuer}关于{year}年{of}情况的报告",
        _OPENING.format(year=year),
        "一、主要工作",
        done,
    ]
    if problems:
        parts += ["二、存在的问题", problems]
    if plans:
        parts += ["三、下一步工作安排", plans]
    else:
        parts += [_CLOSING]
    parts += ["特此报告。", issuer, f"{year + 1}年1月15日"]
    return "\n".join(parts) + "\n"


def said(done: str, *, issuer: str = "醴陵市人民政府", **more: Any) -> Extraction:
    """What a report of `issuer` says that consists of `done` (see `letter`)."""
    data = letter(done, issuer=issuer, **more).encode()
    return analyse(read_bytes(data, "test.txt", vocabulary().gazetteer), vocabulary())


def record(done: str, **more: Any) -> dict[str, Any]:
    """The same as a record."""
    return to_record(said(done, **more))


def chains(regions: tuple[Region, ...]) -> set[str]:
    """The chains of regions."""
    return {region.place.chain for region in regions}


def by_surface(agencies: tuple[Agency, ...] | tuple[Regulation, ...]) -> dict[str, str]:
    """The name of what each surface stands for."""
    return {
        mention.surface: one.name if isinstance(one, Agency) else one.title
        for one in agencies
        for mention in one.mentions
    }
