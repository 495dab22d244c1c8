"""Bytes to text, in the encodings of government pages and with some damage."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.decode import decode

from .conftest import BODY, SEEDS

SIMPLIFIED = "关于清流县2023年法治政府建设情况的报告\n" + BODY
TRADITIONAL = (
    "關於臺北市2023年度法治政府建設工作情況的報告\n"
    "為貫徹落實依法行政,現將有關情況報告如下。\n"
    "一、主要工作\n"
    "加強行政執法監督,推動政務服務便民,受理行政復議案件二十件。\n"
)
JAPANESE = "令和五年度における行政改革の推進について、市役所の窓口業務のデジタル化を進めた。\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-32"])
def test_simplified_text_in_every_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "cp950", "big5hkscs", "gb18030", "gbk"])
def test_traditional_text_in_every_encoding(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8")],
)
def test_a_byte_order_mark_is_no_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding)) == SIMPLIFIED


def test_characters_outside_gbk_are_read_from_gb18030() -> None:
    text = SIMPLIFIED + "㛃镇𠮷村\n"
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_seeds_in_other_encodings(path: Path, encoding: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert decode(text.encode(encoding)) == text.replace("\r\n", "\n")


def test_line_ends_are_unified() -> None:
    assert decode("一、甲\r\n二、乙\r三、丙\n".encode()) == "一、甲\n二、乙\n三、丙\n"
    assert decode("一、甲的\r\n二、乙的\r\n".encode("gbk")) == "一、甲的\n二、乙的\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_lost_byte_costs_a_few_characters_only(encoding: str) -> None:
    data = bytearray((SIMPLIFIED * 2).encode(encoding))
    hole = SIMPLIFIED.encode(encoding).index("营商环境".encode(encoding))
    data[hole] = 0xFF
    text = decode(bytes(data))
    assert 1 <= text.count("\ufffd") <= 3
    # The line that was hit is the only one that differs.
    lines = zip(text.split("\n"), (SIMPLIFIED * 2).split("\n"), strict=True)
    assert [index for index, (a, b) in enumerate(lines) if a != b] == [3]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_file_cut_inside_its_last_character(encoding: str) -> None:
    text = TRADITIONAL[:-1] if encoding == "big5" else SIMPLIFIED[:-2]
    damaged = decode(text.encode(encoding)[:-1])
    assert damaged == text[:-1] + "\ufffd"


def test_much_damage_is_refused() -> None:
    data = bytearray(SIMPLIFIED.encode())
    data[::40] = b"\xff" * len(data[::40])
    with pytest.raises(ValueError, match="encoding is not known"):
        decode(bytes(data))


@pytest.mark.parametrize("encoding", ["shift_jis", "euc_kr", "koi8-r"])
def test_mojibake_is_not_taken_for_chinese(encoding: str) -> None:
    text = {
        "shift_jis": JAPANESE,
        "euc_kr": "법치정부 건설 업무에 관한 보고서를 다음과 같이 제출합니다.\n" * 5,
        "koi8-r": "Отчет о работе правительства за прошедший год.\n" * 5,
    }[encoding]
    data = text.encode(encoding)
    with pytest.raises(ValueError, match="encoding is not known"):
        decode(data)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", SIMPLIFIED.encode("utf-16-le")])
def test_nul_bytes_are_no_text(data: bytes) -> None:
    with pytest.raises(ValueError, match="NUL bytes"):
        decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        text = decode(data)
    except ValueError as error:
        assert "NUL bytes" in str(error) or "encoding is not known" in str(error)
    else:
        assert "\r" not in text
