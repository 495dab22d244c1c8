"""Bytes to reports: the seeds' metadata, all formats, and the reasons for refusing a file."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from docx import Document

from kg.errors import InputError
from kg.model import Level, Metadata, Place, Report
from kg.read import read, read_bytes
from kg.text import fold
from kg.vocabulary.gazetteer import Gazetteer

from .conftest import BODY, SEEDS

REPORT = f"清流县2023年法治政府建设情况报告\n{BODY}清流县人民政府\n2024年1月5日\n"

EXPECTED = {
    "000": Metadata(
        title="关于醴陵市2023年度法治政府建设工作情况的报告",
        issuers=("中共醴陵市委", "醴陵市人民政府"),
        place=Place("湖南省/株洲市/醴陵市", Level.COUNTY, "430281"),
        year=2023,
        doc_number="醴报〔2024〕2号",
        index_number="103/2024-00292",
        published="2024-01-22",
        dated="2024-01-22",
        signatories=("王利波", "刘新华"),
        addressees=("中共株洲市委", "株洲市人民政府"),
    ),
    "001": Metadata(
        title="2023年度包场镇法治政府建设工作报告",
        issuers=("南通市海门区包场镇人民政府",),
        place=Place("江苏省/南通市/海门区/包场镇", Level.TOWNSHIP, "320614108"),
        year=2023,
        published="2024-01-10",
        dated="2023-12-14",
    ),
    "002": Metadata(
        title="商丘市人民政府关于2023年法治政府建设情况的报告",
        issuers=("商丘市人民政府",),
        place=Place("河南省/商丘市", Level.PREFECTURE, "411400"),
        year=2023,
        doc_number="商政文〔2024〕11号",
        index_number="4114000003-szfbgs1-00000152",
        published="2024-02-18",
        dated="2024-02-01",
    ),
    "003": Metadata(
        title="清流县2020年法治政府建设情况报告",
        issuers=("清流县人民政府",),
        place=Place("福建省/三明市/清流县", Level.COUNTY, "350423"),
        year=2020,
        doc_number="清政文〔2021〕1号",
        index_number="SM05100-0100-2021-00001",
        published="2021-01-05",
        dated="2021-01-05",
    ),
    "004": Metadata(
        title="市行政审批局2022年度法治建设年度报告",
        issuers=("鄂州市行政审批局",),
        place=Place("湖北省/鄂州市", Level.PREFECTURE, "420700"),
        year=2022,
        published="2023-03-10",
        dated="2022-12-31",
    ),
}


@pytest.mark.parametrize("seed", EXPECTED)
def test_metadata_of_the_seeds(seed: str, seeds: dict[str, Report]) -> None:
    assert seeds[seed].metadata == EXPECTED[seed]


def test_the_text_of_a_seed_is_the_file_s(seeds: dict[str, Report]) -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        report = seeds[path.name[:3]]
        data = path.read_bytes()
        assert report.text == data.decode("utf-8").replace("\r\n", "\n")
        assert report.sha256 == hashlib.sha256(data).hexdigest()
        assert report.source == str(path)
        assert 0 < report.body_start < report.body_end <= len(report.text)


# ---- the same report in several formats


def as_docx(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_html(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return f'<html><head><meta charset="gbk"><title>门户</title></head><body>{lines}</body></html>'.encode(
        "gbk"
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", REPORT.encode()),
        ("a.TXT", REPORT.replace("\n", "\r\n").encode("gb18030")),
        ("a.text", REPORT.encode("utf-16")),
        ("a.html", as_html(REPORT)),
        ("a.docx", as_docx(REPORT)),
    ],
)
def test_one_report_in_every_format(name: str, data: bytes, gazetteer: Gazetteer) -> None:
    report = read_bytes(data, name, gazetteer)
    plain = read_bytes(REPORT.encode(), "a.txt", gazetteer)
    assert report.text.strip() == REPORT.strip()
    assert report.metadata == plain.metadata
    assert report.sections[:-1] == plain.sections[:-1]
    assert report.sha256 == hashlib.sha256(data).hexdigest()


def test_metadata_of_a_small_report(gazetteer: Gazetteer) -> None:
    assert read_bytes(REPORT.encode(), "a.txt", gazetteer).metadata == Metadata(
        title="清流县2023年法治政府建设情况报告",
        issuers=("清流县人民政府",),
        place=Place("福建省/三明市/清流县", Level.COUNTY, "350423"),
        year=2023,
        dated="2024-01-05",
    )


def test_offsets_are_of_the_text_and_not_of_its_folding(gazetteer: Gazetteer) -> None:
    wide = REPORT.replace("(", "\uff08").replace(")", "\uff09").replace(",", "\uff0c")
    report = read_bytes(wide.encode(), "a.txt", gazetteer)
    assert report.text == wide
    assert [report.text[s.start : s.start + 3] for s in report.sections if s.depth == 2] == [
        "\uff08一\uff09",
        "\uff08二\uff09",
    ]


# ---- the reason for refusing a file

ENGLISH = "Report on the work of the government, delivered at the third session of the congress. " * 20
JAPANESE = "令和五年度における行政改革の推進について、市役所の窓口業務のデジタル化を進めました。\n" * 20
KOREAN = "법치정부 건설 업무에 관한 보고서를 다음과 같이 제출합니다.\n" * 20


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \r\n\t\n", "the file is empty"),
        ("spaces.txt", "\u3000\u3000\n\u00a0\n".encode(), "the file holds no text"),
        ("mark.txt", "\ufeff\n".encode(), "the file holds no text"),
        ("page.html", b"<html><script>var a = 1;</script></html>", "the file holds no text"),
        ("english.txt", ENGLISH.encode(), "the text is not Chinese"),
        ("japanese.txt", JAPANESE.encode(), "the text is not Chinese"),
        ("korean.txt", KOREAN.encode(), "the text is not Chinese"),
        (
            "sjis.txt",
            JAPANESE.encode("shift_jis"),
            "its encoding is not known (tried UTF-8, UTF-16, GB18030 and Big5)",
        ),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, "not a text file (it holds NUL bytes)"),
        (
            "short.txt",
            "清流县2023年报告".encode(),
            "too short for a report (6 Chinese characters, at least 100 expected)",
        ),
        (
            "short.txt",
            ("法" * 99).encode(),
            "too short for a report (99 Chinese characters, at least 100 expected)",
        ),
        ("numbers.txt", b"12 34 56", "too short for a report (0 Chinese characters, at least 100 expected)"),
        ("a.docx", REPORT.encode(), "not a readable Word document (BadZipFile)"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "the old Word format is not read: save it as .docx or .txt"),
        ("a.WPS", b"\xd0\xcf\x11\xe0", "the old Word format is not read: save it as .docx or .txt"),
        ("a.xlsx", b"PK", "files of type .xlsx are not read (only .docx, .htm, .html, .pdf, .text, .txt)"),
        ("report", b"text", "files of type (none) are not read (only .docx, .htm, .html, .pdf, .text, .txt)"),
    ],
)
def test_refusals_name_the_file_and_say_why(
    name: str, data: bytes, reason: str, gazetteer: Gazetteer
) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, f"reports/{name}", gazetteer)
    assert caught.value.source == f"reports/{name}"
    assert caught.value.reason == reason
    assert str(caught.value) == f"reports/{name}: {reason}"


def test_broken_pdfs_are_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match=r"^a\.pdf: not a readable PDF"):
        read_bytes(b"%PDF-1.4\n", "a.pdf", gazetteer)


def test_a_hundred_characters_are_enough(gazetteer: Gazetteer) -> None:
    assert read_bytes(("法" * 100).encode(), "a.txt", gazetteer).metadata == Metadata()


def test_some_latin_letters_and_kana_do_not_make_a_report_foreign(gazetteer: Gazetteer) -> None:
    text = REPORT + "平台http://www.example.gov.cn上线,引进カラオケ企业。"
    assert read_bytes(text.encode(), "a.txt", gazetteer).text == text


def test_files_that_cannot_be_opened(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match=r"missing\.txt: cannot be read \(No such file or directory\)"):
        read(tmp_path / "missing.txt", gazetteer)
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match=r"folder\.txt: cannot be read \(Is a directory\)"):
        read(tmp_path / "folder.txt", gazetteer)


# ---- year, issuer and place


def metadata(gazetteer: Gazetteer, *lines: str, tail: str = "") -> Metadata:
    return read_bytes(("\n".join(lines) + "\n" + BODY + tail).encode(), "a.txt", gazetteer).metadata


def test_a_work_report_is_about_the_year_before(gazetteer: Gazetteer) -> None:
    assert metadata(
        gazetteer,
        "2025年政府工作报告",
        "2025年1月14日在湖南省第十四届人民代表大会第三次会议上,省长毛伟明作政府工作报告",
    ) == Metadata(
        title="2025年政府工作报告",
        place=Place("湖南省", Level.PROVINCE, "430000"),
        year=2024,
        dated="2025-01-14",
        signatories=("毛伟明",),
        addressees=("湖南省第十四届人民代表大会第三次会议",),
    )


@pytest.mark.parametrize(
    ("title", "tail", "year"),
    [
        ("清流县2020年法治政府建设情况报告", "清流县人民政府\n2021年1月5日\n", 2020),
        ("清流县2024年政府工作报告", "", 2023),
        # Without a year in the title: late in a year the report is about that year, else about the one before.
        ("清流县法治政府建设情况报告", "清流县人民政府\n2021年12月30日\n", 2021),
        ("清流县法治政府建设情况报告", "清流县人民政府\n2021年11月1日\n", 2021),
        ("清流县法治政府建设情况报告", "清流县人民政府\n2021年3月1日\n", 2020),
        ("清流县法治政府建设情况报告", "", None),
    ],
)
def test_the_year_reported_on(title: str, tail: str, year: int | None, gazetteer: Gazetteer) -> None:
    assert metadata(gazetteer, title, tail=tail).year == year


@pytest.mark.parametrize(
    ("lines", "issuers", "place"),
    [
        (("清流县人民政府关于2023年法治政府建设情况的报告",), ("清流县人民政府",), "福建省/三明市/清流县"),
        (
            ("清流县住房和城乡建设局2023年度法治政府建设情况报告",),
            ("清流县住房和城乡建设局",),
            "福建省/三明市/清流县",
        ),
        (
            ("发布机构:醴陵市来龙门街道办事处", "2023年法治政府建设情况报告"),
            ("醴陵市来龙门街道办事处",),
            "湖南省/株洲市/醴陵市/来龙门街道",
        ),
        # Named in the text alone.
        (("2023年法治政府建设情况报告", "醴陵市委、醴陵市政府高度重视。"), (), "湖南省/株洲市/醴陵市"),
        (
            ("2023年法治政府建设情况报告", "株洲市委、株洲市政府、株洲市人大重视,醴陵市落实。"),
            (),
            "湖南省/株洲市",
        ),
        (("2023年法治政府建设情况报告",), (), None),
    ],
)
def test_issuer_and_place(
    lines: tuple[str, ...], issuers: tuple[str, ...], place: str | None, gazetteer: Gazetteer
) -> None:
    found = metadata(gazetteer, *lines)
    assert found.issuers == issuers
    assert (found.place.chain if found.place else None) == place


def test_the_place_follows_the_year(gazetteer: Gazetteer) -> None:
    before = metadata(gazetteer, "海门市2018年法治政府建设情况报告")
    after = metadata(gazetteer, "海门区2022年法治政府建设情况报告")
    assert before.place == Place("江苏省/南通市/海门市", Level.COUNTY, "320684")
    assert after.place == Place("江苏省/南通市/海门区", Level.COUNTY, "320614")


def test_folding_a_seed_moves_nothing(seeds: dict[str, Report]) -> None:
    for report in seeds.values():
        assert len(fold(report.text)) == len(report.text)
        for section in report.sections:
            assert fold(report.text)[section.start :].startswith(section.number)
