from __future__ import annotations

import pytest
from samples import letter, vocabulary

from kg.extract.stages import overall_stage, stage_at, stated_start
from kg.model import Report, Span, Stage
from kg.read import read_bytes
from kg.text import fold


def report(done: str, plans: str = "", problems: str = "") -> Report:
    text = letter(done, issuer="寿县人民政府", plans=plans, problems=problems)
    return read_bytes(text.encode(), "test.txt", vocabulary().gazetteer)


def stage(done: str, name: str, plans: str = "", problems: str = "") -> Stage:
    read = report(done, plans, problems)
    start = read.text.index(name)
    return stage_at(read, fold(read.text), Span(start, start + len(name)))


@pytest.mark.parametrize(
    "done, name, expected",
    [
        ("推行“板凳法庭”。", "板凳法庭", Stage.IMPLEMENTED),
        ("在华容区开展“即入制”试点。", "即入制", Stage.PILOT),
        ("开展“即入制”改革试点工作。", "即入制", Stage.PILOT),
        ("试点推行“即入制”。", "即入制", Stage.PILOT),
        ("在全市推广试点经验,打造“板凳法庭”。", "板凳法庭", Stage.IMPLEMENTED),
    ],
)
def test_what_is_done(done: str, name: str, expected: Stage) -> None:
    assert stage(done, name) is expected


@pytest.mark.parametrize(
    "plans, name, expected",
    [
        ("推行“扫码入企”,规范检查。", "扫码入企", Stage.PLANNED),
        ("推动“四港”云平台提能扩面。", "四港", Stage.IMPLEMENTED),
        ("推进“四好农村路”2.0版建设。", "四好农村路", Stage.IMPLEMENTED),
        ("建设更多“和美湘村”。", "和美湘村", Stage.IMPLEMENTED),
        ("实施地下管网改造升级工程。", "地下管网改造", Stage.PLANNED),
        ("探索建立“扫码入企”制度。", "扫码入企", Stage.PLANNED),
        ("持续推行“扫码入企”。", "扫码入企", Stage.IMPLEMENTED),
        ("进一步完善“扫码入企”机制。", "扫码入企", Stage.IMPLEMENTED),
        ("坚持和发展“扫码入企”。", "扫码入企", Stage.IMPLEMENTED),
        ("强化监督,推行“扫码入企”。", "扫码入企", Stage.PLANNED),
        ("启动“扫码入企”试点。", "扫码入企", Stage.PILOT),
    ],
)
def test_what_stands_in_next_steps(plans: str, name: str, expected: Stage) -> None:
    assert stage("完成各项任务。", name, plans=plans) is expected


def test_what_is_short_in_problems_is_there() -> None:
    assert (
        stage("完成任务。", "综合行政执法改革", problems="综合行政执法改革需进一步深入。")
        is Stage.IMPLEMENTED
    )


@pytest.mark.parametrize(
    "stages, expected",
    [
        ([Stage.PLANNED], Stage.PLANNED),
        ([Stage.PLANNED, Stage.IMPLEMENTED], Stage.IMPLEMENTED),
        ([Stage.IMPLEMENTED, Stage.PILOT], Stage.PILOT),
    ],
)
def test_the_stage_of_several_mentions(stages: list[Stage], expected: Stage) -> None:
    assert overall_stage(stages) is expected


@pytest.mark.parametrize(
    "text, name, expected",
    [
        ("自2021年起推行“板凳法庭”。", "板凳法庭", 2021),
        ("“板凳法庭”于2022年5月启动。", "板凳法庭", 2022),
        ("2019年以来,推行“板凳法庭”。", "板凳法庭", 2019),
        ("2023年,推行“板凳法庭”。", "板凳法庭", None),
        ("自2021年起推行别的。推行“板凳法庭”。", "板凳法庭", None),
        ("自2026年起推行“板凳法庭”。", "板凳法庭", None),
    ],
)
def test_a_stated_start(text: str, name: str, expected: int | None) -> None:
    start = text.index(name)
    assert stated_start(fold(text), Span(start, start + len(name)), 2023) == expected
