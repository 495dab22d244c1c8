"""Word and PDF documents, made here."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from kg.read.office import docx_to_text, pdf_to_text

LINES = (
    "清流县2020年法治政府建设情况报告",
    "一、主要工作",
    "2020年,全县各级行政机关坚持依法治县、依法执政、依法行政共同推进,法治清流、",
    "法治政府、法治社会一体建设,在法治轨道上推进治理体系现代化。",
    "二、存在的问题",
)


def word(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(pages: list[tuple[str, ...]], encrypt: StandardEncryption | None = None) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=encrypt)
    for lines in pages:
        canvas.setFont("STSong-Light", 12)
        for number, line in enumerate(lines):
            canvas.drawString(50, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_paragraphs_and_tables_in_order() -> None:
    document = Document()
    document.add_heading("法治政府建设报告", 0)
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), "甲乙丙丁", strict=True):
        cell.text = text
    document.add_paragraph("一、").add_run("主要工作").bold = True
    document.add_paragraph("二、存在的问题")
    assert docx_to_text(word(document)) == "法治政府建设报告\n甲\n乙\n丙\n丁\n一、主要工作\n二、存在的问题"


def test_merged_cells_are_read_once() -> None:
    document = Document()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "合并"
    table.cell(1, 0).text, table.cell(1, 1).text, table.cell(1, 2).text = "甲", "甲", "乙"
    assert docx_to_text(word(document)) == "合并\n甲\n甲\n乙"


def test_a_table_in_a_cell_is_read() -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "外"
    cell.add_table(1, 1).cell(0, 0).text = "内"
    # Word wants a paragraph behind a table in a cell; python-docx adds it.
    assert docx_to_text(word(document)) == "外\n内\n"


def test_line_breaks_inside_a_paragraph_are_line_ends() -> None:
    document = Document()
    document.add_paragraph("醴陵市人民政府\n2024年1月22日")
    assert docx_to_text(word(document)) == "醴陵市人民政府\n2024年1月22日"


def empty_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "no document")
    return out.getvalue()


@pytest.mark.parametrize("data", [b"plain text", b"PK\x03\x04 cut", empty_zip()])
def test_what_is_no_word_document(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a readable Word document"):
        docx_to_text(data)


def test_lines_that_the_page_broke_are_joined() -> None:
    assert pdf_to_text(pdf([LINES])).split("\n") == [LINES[0], LINES[1], LINES[2] + LINES[3], LINES[4]]


def test_sentences_run_on_over_pages_and_page_numbers_are_dropped() -> None:
    pages = [(*LINES[:3], "- 1 -"), (*LINES[3:], "— 2 —")]
    assert pdf_to_text(pdf(pages)).split("\n") == [LINES[0], LINES[1], LINES[2] + LINES[3], LINES[4]]


def test_an_item_on_a_line_of_its_own_is_not_joined() -> None:
    long = "2020年,全县各级行政机关坚持依法治县、依法执政、依法行政共同推进,法治清流建设取得成效"
    lines = (long, "(一)健全制度", long, "二、问题", long, "1.力量薄弱")
    assert pdf_to_text(pdf([lines])).split("\n") == list(lines)


def test_a_pdf_with_an_owner_password_only_can_be_read() -> None:
    data = pdf([LINES], StandardEncryption("", "owner"))
    assert PdfReader(io.BytesIO(data)).is_encrypted
    assert pdf_to_text(data).startswith("清流县2020年法治政府建设情况报告\n一、主要工作\n")


def test_a_locked_pdf() -> None:
    with pytest.raises(ValueError, match=r"^the PDF is locked with a password$"):
        pdf_to_text(pdf([LINES], StandardEncryption("secret", "owner")))


def test_a_pdf_of_pictures() -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.rect(100, 100, 200, 200, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(ValueError, match="holds no text"):
        pdf_to_text(out.getvalue())


def test_a_pdf_without_pages() -> None:
    out = io.BytesIO()
    PdfWriter().write(out)
    with pytest.raises(ValueError, match="holds no text"):
        pdf_to_text(out.getvalue())


@pytest.mark.parametrize("data", [b"plain text", b"%PDF-1.4\n", pdf([LINES])[:200]])
def test_what_is_no_pdf(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a readable PDF"):
        pdf_to_text(data)
