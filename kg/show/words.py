"""What the page says, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final[Mapping[str, str]] = {"zh": "zh-CN", "en": "en"}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "search": "查找",
        "search_hint": "查找名称或代码（按 / 键）",
        "no_match": "没有找到",
        "legend": "图例：点击可隐藏或显示",
        "planned": "虚线：仅为计划",
        "counts": "{nodes} 个实体 · {ties} 条联系 · {facts} 条事实",
        "left_out": "另有 {left} 个未显示",
        "close": "关闭",
        "zoom_in": "放大",
        "zoom_out": "缩小",
        "fit": "全图",
        "panel": "详情与依据",
        "level": "级别",
        "year": "年份",
        "aliases": "别名",
        "neighbours": "相连实体",
        "facts": "{count} 条事实",
        "no_quote": "（无原文：由结构得出）",
        "more": "再显示 {count} 个",
        "network": "网络图：点击方框或连线查看依据；也可用查找框逐个查看",
        "empty": "没有可显示的内容",
        "noscript": "此页面需要启用 JavaScript 才能显示网络图。",
    },
    "en": {
        "search": "Search",
        "search_hint": "Search a name or code (press /)",
        "no_match": "Nothing found",
        "legend": "Legend: click to hide or show",
        "planned": "dashed: only planned",
        "counts": "{nodes} entities · {ties} ties · {facts} facts",
        "left_out": "{left} more not shown",
        "close": "Close",
        "zoom_in": "Zoom in",
        "zoom_out": "Zoom out",
        "fit": "Whole picture",
        "panel": "Details and evidence",
        "level": "Level",
        "year": "Year",
        "aliases": "Also called",
        "neighbours": "Connected with",
        "facts": "{count} facts",
        "no_quote": "(no quote: follows from the structure)",
        "more": "Show {count} more",
        "network": "Network: click a box or a line for its evidence, or use the search box to go through them",
        "empty": "Nothing to show",
        "noscript": "This page needs JavaScript to draw the network.",
    },
}

# Values of the graph, in the page's language; what is not listed is shown as it stands.
VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "implemented": "已实施", "pilot": "试点", "planned": "计划",
        "enacted": "制定", "cited": "引用", "studied": "学习",
        "national": "国家级", "province": "省级", "provincial": "省级", "prefecture": "地市级",
        "county": "县级", "township": "乡镇级", "village": "村级", "zone": "功能区",
        "adoption": "采用做法", "adopts": "采用做法", "citation": "引用文件", "cites": "引用文件",
        "award": "获得荣誉", "awardreceipt": "获得荣誉", "mention": "提及", "mentions": "提及",
        "observation": "统计数据", "within": "隶属于", "sfwithin": "隶属于", "spatial": "所在地区",
        "publisher": "发布", "classification": "职能", "broader": "上位概念",
    },
    "en": {"sfwithin": "within", "awardreceipt": "award"},
}  # fmt: skip


def value_name(value: str, lang: str) -> str:
    """A value such as `pilot` in the page's language."""
    return VALUES[lang].get(value.lower(), value)
