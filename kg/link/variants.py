"""Variants of a new programme's name: what remains when the words that only tell its sort are taken off."""

from __future__ import annotations

import re

from kg.text import skeleton
from kg.vocabulary.gazetteer import Gazetteer

# Words that end a name and say no more than that it is something that is done, run, ruled or reformed.
_DOING = re.compile(r"(?:专项|攻坚|系列|主题|[一二两三四五]年)?(?:行动计划|行动|活动|工程|改革)$")
_MEANS = re.compile(r"(?:平台|系统|机制|模式|制度|工作法)$")
# What stands before a bare 平台 or 机制 in a name that only describes: 信息共享平台 is no 信息共享.
_DESCRIBES = re.compile(
    r"(?:监管|服务|管理|信息|共享|交换|执法|监督|审批|办公|办案|指挥|预警|监测|交易|保障|协调|协作|协同|联动|联席|考核|评价|评估|"
    r"责任|投诉|举报|信用|应用|综合|工作|会商|通报|公开|承诺|审查|审核|登记|激励|补偿|投入|合作|发展|政务|数据|公共|[和与及的新])$"
)
_SHORTEST = 3


def programme_core(name: str) -> str:
    """The part of a new programme's name by which it is told apart: 赣案通 of “赣案通”平台 and 赣案通系统.

    Words for its sort are taken off as long as at least three characters remain that can be a name;
    quotation marks, spaces and enumeration marks do not count.
    """
    core = skeleton(name) or name
    while True:
        shorter = _DOING.sub("", core)
        if shorter == core and not _DESCRIBES.search(_MEANS.sub("", core)):
            shorter = _MEANS.sub("", core)
        if shorter == core or len(shorter) < _SHORTEST:
            return core
        core = shorter


def without_region(core: str, gazetteer: Gazetteer) -> str:
    """The core without the divisions that it begins with, as long as at least four characters remain."""
    end = 0
    for start, stop, _ in gazetteer.find(core):
        if start != end or len(core) - stop < _SHORTEST + 1:
            break
        end = stop
    return core[end:]
