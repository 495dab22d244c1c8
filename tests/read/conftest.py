"""Reports of a few lines, and the seeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Report
from kg.read import read
from kg.vocabulary import load_vocabulary
from kg.vocabulary.gazetteer import Gazetteer

SEEDS = Path(__file__).parents[2] / "seeds"

BODY = (
    "一、主要工作\n"
    "2023年,全县各级行政机关深入学习贯彻习近平法治思想,全面落实《法治政府建设实施纲要》,严格规范公正文明执法。\n"
    "(一)推进“放管服”改革。政务服务事项网上可办率达到百分之九十,群众办事更加便利,营商环境持续优化。\n"
    "(二)化解矛盾纠纷。人民调解委员会共调解各类矛盾纠纷一千余件,行政复议案件按期审结。\n"
    "二、存在的问题\n"
    "个别单位执法不够规范,基层法治力量薄弱。\n"
    "三、下一步工作安排\n"
    "持续加强法治政府建设,不断提升依法行政水平。\n"
)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_vocabulary().gazetteer


@pytest.fixture(scope="session")
def seeds(gazetteer: Gazetteer) -> dict[str, Report]:
    """The seed reports by the number that their file names begin with."""
    return {path.name[:3]: read(path, gazetteer) for path in sorted(SEEDS.glob("*.txt"))}
