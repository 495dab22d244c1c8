"""Word and PDF documents to text."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_BLOCK_START = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(\uff08][一二三四五六七八九十]+[)\uff09]|\d+[.、\uff0e](?=[\u4e00-\u9fff]))"
)


def docx_to_text(data: bytes) -> str:
    """Return the paragraphs and table cells of a .docx in reading order, one a line.

    Raises ValueError when the file is no Word document.
    """
    from docx import Document

    try:
        document = Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises KeyError, BadZipFile, PackageNotFoundError, XML errors …
        raise ValueError(f"not a readable Word document ({type(error).__name__})") from error
    return "\n".join(_docx_lines(document.iter_inner_content()))


def _docx_lines(blocks: Iterable[Paragraph | Table]) -> Iterator[str]:
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            yield block.text
            continue
        # A merged cell is given once for each field that it covers.
        cells = {cell._tc: cell for row in block.rows for cell in row.cells}
        for cell in cells.values():
            yield from _docx_lines(cell.iter_inner_content())


def pdf_to_text(data: bytes) -> str:
    """Return the text of a PDF; lines that the page's width broke are joined again.

    Raises ValueError when the file is no PDF, is locked, or holds pictures of pages only.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() or "" for page in reader.pages]
    except DependencyError as error:
        raise ValueError("the PDF is encrypted in a way that is not read (AES)") from error
    except Exception as error:  # pypdf raises many kinds on damaged files
        raise ValueError(f"not a readable PDF ({type(error).__name__})") from error
    if locked:
        raise ValueError("the PDF is locked with a password")
    text = "\n".join(pages)
    if not text.strip():
        raise ValueError("the PDF holds no text (scanned pages need OCR first)")
    return _join_lines(text)


def _join_lines(text: str) -> str:
    """Undo line breaks inside sentences: a line joins the next unless it ends a sentence or is short."""
    lines = [line.strip() for line in text.split("\n")]
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    open_line = False
    for line in lines:
        if not line or re.fullmatch(r"[-—– ]*\d{1,3}[-—– ]*", line):  # page numbers
            continue
        starts_block = _BLOCK_START.match(line)
        if open_line and not starts_block:
            joined[-1] += line
        else:
            joined.append(line)
        open_line = len(line) > width * 0.75 and not re.search(r"[。!?:;\uff01\uff1f\uff1a\uff1b]$", line)
    return "\n".join(joined)
