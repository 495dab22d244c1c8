"""What is printed around a report: fields, title, dates, document number, addressee, signature."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.model import Report
from kg.read.header import delivery, doc_number, layout, salutation, signature, to_date
from kg.text import fold

LONG = "2023年,全市坚持以习近平新时代中国特色社会主义思想为指导,深入学习贯彻习近平法治思想,扎实推进依法行政,法治政府建设取得新成效。"


def head(*lines: str) -> str:
    """A report with `lines` above its running text, folded."""
    return fold(
        "\n".join([*lines, LONG, "一、主要工作", "(一)健全制度。" + LONG, "二、存在的问题", "力量薄弱。"])
    )


# ---- the seeds, as printed

FIELDS = {
    "000": {
        "published": "2024-01-22",
        "author": "市司法局",
        "source": "市司法局",
        "index_number": "103/2024-00292",
        "issuer": "市司法局",
        "signatory": "王利波 刘新华",
    },
    "001": {"source": "海门港新区", "published": "2024-01-10"},
    "002": {
        "index_number": "4114000003-szfbgs1-00000152",
        "issuer": "市政府办公室",
        "dated": "2024-02-01",
        "validity": "有效",
        "doc_number": "商政文〔2024〕11号",
        "subject": "商政文",
        "source": "市政府办公室",
        "published": "2024-02-18",
    },
    "003": {
        "index_number": "SM05100-0100-2021-00001",
        "doc_number": "清政文〔2021〕1号",
        "issuer": "清流县人民政府",
        "dated": "2021-01-05",
        "source": "清流县公开办",
        "published": "2021-01-05",
    },
    "004": {"published": "2023-03-10"},
}
# Where the body begins behind, and the words that it ends with.
BOUNDS = {
    "000": ("工作情况的\n报 告", "中共醴陵市委办公室 2024年1月22日印发"),
    "001": ("2023年度包场镇法治政府建设工作报告", "2023年12月14日"),
    "002": ("商丘市人民政府关于2023年法治政府建设情况的报告", "(此件公开发布)"),
    "003": ("清流县2020年法治政府建设情况报告", "(此件主动公开)"),
    "004": ("市行政审批局2022年度法治建设年度报告", "2022年12月31日"),
}


@pytest.mark.parametrize("seed", FIELDS)
def test_fields_of_the_seeds(seed: str, seeds: dict[str, Report]) -> None:
    assert dict(seeds[seed].header) == FIELDS[seed]


@pytest.mark.parametrize("seed", BOUNDS)
def test_bounds_of_the_seeds(seed: str, seeds: dict[str, Report]) -> None:
    report = seeds[seed]
    before, last = BOUNDS[seed]
    assert report.text[: report.body_start].endswith(before)
    assert report.text[: report.body_end].rstrip().endswith(last)


# ---- dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024年1月22日", "2024-01-22"),
        ("2024 年 1 月 22 日", "2024-01-22"),
        ("2021年1月5", "2021-01-05"),
        ("2024-01-10 15:57", "2024-01-10"),
        ("2024/1/2", "2024-01-02"),
        ("2024.12.31", "2024-12-31"),
        ("2024年1月22号", "2024-01-22"),
        ("二〇二四年一月二十二日", "2024-01-22"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二零二三年十月十日", "2023-10-10"),
        ("二〇二〇年十一月三十日", "2020-11-30"),
        ("二〇二四年二月二十九日", "2024-02-29"),
        ("编号1234-56-78,日期2023-03-10", "2023-03-10"),
        # No such day, and no date at all.
        ("2023年2月29日", None),
        ("2024年2月31日", None),
        ("2024年13月1日", None),
        ("2024年1月32日", None),
        ("2024年0月0日", None),
        ("1949年10月1日", None),
        ("2024年1月", None),
        ("索引号103/2024-00292", None),
        ("二〇二四年十十月一日", None),
        ("", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert to_date(text) == iso


NUMERALS = "〇一二三四五六七八九"


def in_numerals(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


@given(st.dates(date(1978, 1, 1), date(2100, 12, 31)))
def test_every_day_in_digits_and_in_numerals(day: date) -> None:
    year = "".join(NUMERALS[int(digit)] for digit in str(day.year))
    assert to_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert to_date(f"{year}年{in_numerals(day.month)}月{in_numerals(day.day)}日") == day.isoformat()


@given(st.text("0123456789〇一二十年月日./- ", max_size=14))
@example("二二二二年十十月十十日")
def test_anything_like_a_date_is_one_or_none(text: str) -> None:
    found = to_date(text)
    assert found is None or date.fromisoformat(found).isoformat() == found


# ---- fields


def test_labels_with_spaces_inside_and_full_width_colons() -> None:
    fields = dict(
        layout(
            head(
                "索 引 号\uff1a 000-1 文 号\uff1a湘政〔2024〕3号",
                "发布机构\uff1a省司法厅",
                "关于2023年法治政府建设情况的报告",
            )
        ).fields
    )
    assert fields == {"index_number": "000-1", "doc_number": "湘政〔2024〕3号", "issuer": "省司法厅"}


def test_a_value_ends_where_the_next_label_begins() -> None:
    fields = dict(
        layout(
            head(
                "关于2023年法治政府建设情况的报告",
                "来源:市司法局 发布时间:2024-02-18 浏览次数:12 【字体:大 中 小】",
            )
        ).fields
    )
    assert fields == {"source": "市司法局", "published": "2024-02-18"}


def test_the_first_of_two_fields_counts_and_empty_ones_do_not() -> None:
    fields = dict(
        layout(
            head(
                "发布时间:", "发布日期:2024-01-02", "发布时间:2024-03-04", "关于2023年法治政府建设情况的报告"
            )
        ).fields
    )
    assert fields == {"published": "2024-01-02"}


def test_a_label_inside_a_word_is_no_field() -> None:
    assert layout(head("关于2023年法治政府建设情况的报告", "资金来源:财政拨款")).fields == ()


# ---- title


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["醴陵市2023年度法治政府建设工作报告"], "醴陵市2023年度法治政府建设工作报告"),
        (
            ["关于醴陵市2023年度法治政府建设工作情况的", "报 告"],
            "关于醴陵市2023年度法治政府建设工作情况的报告",
        ),
        (["商丘市人民政府", "关于2023年度", "法治政府建设情况的报告"], "关于2023年度法治政府建设情况的报告"),
        (["鄂州市行政审批局2022年法治建设", "工作总结"], "鄂州市行政审批局2022年法治建设工作总结"),
        # A letterhead on the title's own line.
        (
            ["中共醴陵市委 醴陵市人民政府 关于2023年法治政府建设情况的报告"],
            "关于2023年法治政府建设情况的报告",
        ),
        # The navigation above, and the title twice: the last one counts.
        (
            ["您的位置:首页>公开>法治政府建设年度报告", "清流县2020年法治政府建设情况报告"],
            "清流县2020年法治政府建设情况报告",
        ),
        (
            ["2023年法治政府建设报告", "来源:市司法局", "某市2023年法治政府建设年度报告"],
            "某市2023年法治政府建设年度报告",
        ),
        (["标题:某市2023年法治政府建设年度报告"], "某市2023年法治政府建设年度报告"),
        # No word for law: the first line that ends like a title.
        (["某市水利局2023年度工作总结"], "某市水利局2023年度工作总结"),
        (["某市水利局"], None),
    ],
)
def test_titles(lines: list[str], title: str | None) -> None:
    assert layout(head(*lines)).title == title


def test_the_body_begins_behind_a_broken_title() -> None:
    text = head("关于醴陵市2023年度法治政府建设工作情况的", "报 告", "中共株洲市委:")
    found = layout(text)
    assert text[: found.body_start] == "关于醴陵市2023年度法治政府建设工作情况的\n报 告"
    assert found.title_end == found.body_start


def test_the_body_ends_before_the_furniture_of_the_page() -> None:
    text = head("2023年法治政府建设情况报告") + "\n某县人民政府\n2024年1月5日\n\n附件下载\n扫一扫在手机上查看"
    found = layout(text)
    assert text[found.body_end :] == "附件下载\n扫一扫在手机上查看"


@pytest.mark.parametrize("after", [0, 3])
def test_words_of_furniture_early_in_the_text_do_not_end_it(after: int) -> None:
    lines = ["2023年法治政府建设情况报告", *["工作。" * 20] * 10]
    lines.insert(1 + after, "分享到:微信")
    text = "\n".join([*lines, "特此报告。"])
    assert layout(text).body_end == len(text)


# ---- document number


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["醴报〔2024〕2号 签发人:王利波", "2023年法治政府建设情况报告"], "醴报〔2024〕2号"),
        (["文号:商政文[2024]11号", "2023年法治政府建设情况报告"], "商政文[2024]11号"),
        (["2023年法治政府建设情况报告", "清政文\uff08 2021\uff091号"], None),
        (["2023年法治政府建设情况报告", "清政文\uff082021\uff09 1 号"], "清政文(2021)1号"),
        (["2023年法治政府建设情况报告"], None),
    ],
)
def test_document_numbers(lines: list[str], number: str | None) -> None:
    text = head(*lines)
    assert doc_number(text, layout(text)) == number


def test_a_number_cited_in_the_text_is_not_the_report_s_own() -> None:
    text = head("2023年法治政府建设情况报告") + "\n" + "工作。" * 80 + "根据国发〔2021〕33号文件。"
    assert doc_number(text, layout(text)) is None


# ---- addressee and signature


def test_the_line_that_addresses_the_report() -> None:
    text = head("关于2023年法治政府建设情况的报告", "中共株洲市委、株洲市人民政府\uff1a")
    assert salutation(text, layout(text)) == "中共株洲市委、株洲市人民政府"


@pytest.mark.parametrize("line", ["现将有关情况报告如下:", "各位代表:", "同志们:", "市人民政府"])
def test_lines_that_address_nobody(line: str) -> None:
    text = head("关于2023年法治政府建设情况的报告", line)
    assert salutation(text, layout(text)) is None


def test_a_line_with_a_colon_further_down_addresses_nobody() -> None:
    text = head("关于2023年法治政府建设情况的报告") + "\n附件目录:\n"
    assert salutation(text, layout(text)) is None


@pytest.mark.parametrize(
    ("tail", "names", "dated"),
    [
        (
            "特此报告。\n中共醴陵市委\n醴陵市人民政府\n2024年1月22日",
            ["中共醴陵市委", "醴陵市人民政府"],
            "2024-01-22",
        ),
        ("   商 丘 市 人 民 政 府\n\n  二〇二四年二月一日\n(此件公开发布)", ["商丘市人民政府"], "2024-02-01"),
        ("持续推进。\n清流县人民政府\n2021年1月5\n", ["清流县人民政府"], "2021-01-05"),
        # The office that printed it signs nothing.
        (
            "特此报告。\n某县人民政府\n2024年1月22日\n某县人民政府办公室 2024年1月23日印发",
            ["某县人民政府"],
            "2024-01-22",
        ),
        ("工作取得成效。\n2024年1月22日", [], "2024-01-22"),
        ("某县人民政府", [], None),
    ],
)
def test_signatures(tail: str, names: list[str], dated: str | None) -> None:
    text = head("2023年法治政府建设情况报告") + "\n" + fold(tail)
    assert signature(text, layout(text)) == (names, dated)


# ---- work reports, read to a congress


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [
                "2025年省政府工作报告",
                "2025年1月14日在湖南省第十四届人民代表大会第三次会议上",
                "湖南省省长 毛伟明",
            ],
            ("2025-01-14", "湖南省第十四届人民代表大会第三次会议", "毛伟明"),
        ),
        (
            [
                "政府工作报告",
                "——2025年1月14日在湖南省第十四届人民代表大会第三次会议上",
                "省长毛伟明作政府工作报告",
            ],
            ("2025-01-14", "湖南省第十四届人民代表大会第三次会议", "毛伟明"),
        ),
        (
            ["2024年政府工作报告", "2024年1月9日 某某某市长在某某市第八届 人民代表大会第四次会议上"],
            ("2024-01-09", "某某市第八届人民代表大会第四次会议", "某某某"),
        ),
        (
            [
                "政府工作报告",
                "2023年1月14日在新疆维吾尔自治区第十四届人民代表大会第一次会议上",
                "自治区主席 艾尔肯·吐尼亚孜",
            ],
            ("2023-01-14", "新疆维吾尔自治区第十四届人民代表大会第一次会议", "艾尔肯·吐尼亚孜"),
        ),
        (["2023年法治政府建设情况报告"], (None, None, None)),
    ],
)
def test_delivery(lines: list[str], expected: tuple[str | None, str | None, str | None]) -> None:
    text = head(*lines)
    assert delivery(text, layout(text)) == expected
