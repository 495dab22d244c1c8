"""The visible text of pages, one block a line."""

from __future__ import annotations

from kg.read.html import html_to_text
from kg.read.report import to_text


def test_script_style_and_the_like_are_dropped() -> None:
    page = (
        "<html><head><title>门户</title><style>p{color:red}</style></head><body>"
        "<script>var 甲 = '乙';</script><style>.a{}</style><noscript>请启用脚本</noscript>"
        "<select><option>大</option></select><button>打印</button><svg><text>图</text></svg>"
        "<!-- 注释 --><template><p>模板</p></template><iframe>框</iframe>"
        "<p>法治政府建设</p></body></html>"
    )
    assert html_to_text(page) == "法治政府建设"


def test_blocks_stand_on_lines_and_inline_elements_do_not() -> None:
    page = "<div><h1>标题</h1><p>第<b>一</b><span>段</span></p><p>第二<br>段</p></div>尾"
    assert html_to_text(page) == "标题\n第一段\n第二\n段\n尾"


def test_lists_stand_on_lines() -> None:
    assert html_to_text("<ul><li>甲<li>乙</ul><dl><dt>丙<dd>丁</dl>") == "甲\n乙\n丙\n丁"


def test_entities_are_resolved() -> None:
    page = "<p>&ldquo;双随机&rdquo;&nbsp;&amp;&#12298;办法&#x300B;&lt;试行&gt;&mdash;</p>"
    assert html_to_text(page) == "“双随机” &《办法》<试行>—"


def test_nested_tables_keep_the_order_of_reading() -> None:
    page = (
        "<table><tr><td>索引号</td><td>A-1</td></tr>"
        "<tr><td>外<table><tr><td>内一</td><td>内二</td></tr></table>尾</td><td>末</td></tr></table>"
    )
    assert html_to_text(page) == "索引号\nA-1\n外\n内一\n内二\n尾\n末"


def test_breaks_in_the_source_are_spaces_except_in_pre() -> None:
    assert html_to_text("<p>一、\n\n  主要工作</p>") == "一、 主要工作"
    assert html_to_text("<pre>一、主要工作\n二、问题\n</pre>") == "一、主要工作\n二、问题"


def test_blank_lines_and_runs_of_spaces_are_dropped() -> None:
    assert html_to_text("<p>&nbsp;</p><p>\u3000\u3000甲  乙\u3000</p><p></p>") == "甲 乙"


def test_deep_nesting_does_not_exhaust_the_stack() -> None:
    assert html_to_text("<div>" * 5000 + "深" + "</div>" * 5000) == "深"


def test_a_fragment_or_nothing() -> None:
    assert html_to_text("只有文字") == "只有文字"
    assert html_to_text("") == ""
    assert html_to_text("<html><body></body></html>") == ""


def test_a_page_in_gb2312() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>清流县人民政府的报告</p></body></html>'
    assert to_text(page.encode("gb2312"), "a.html") == "清流县人民政府的报告"


def test_a_page_that_declares_the_wrong_charset() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>清流县人民政府</p>'
    assert to_text(page.encode("utf-8"), "a.HTM") == "清流县人民政府"


def test_a_page_in_big5() -> None:
    page = '<meta charset="big5"><p>關於法治政府建設情況的報告,現將有關情況報告如下。</p>'
    assert to_text(page.encode("big5"), "a.htm") == "關於法治政府建設情況的報告,現將有關情況報告如下。"
