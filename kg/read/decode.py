"""Bytes to text: the encodings that Chinese government pages are saved in."""

from __future__ import annotations

import codecs

# GB18030 holds GBK and GB2312; UTF-16 and UTF-32 are tried only with their mark, as UTF-16 accepts almost anything.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Characters that fill Chinese text, simplified or not, and mojibake by chance alone.
_EVERYDAY = "的一是不在有和人大中工法政年\uff0c\u3002\u3001"
_DAMAGE = 0.02  # share of characters that may be lost


def decode(data: bytes) -> str:
    """Return the text of `data` with line ends as `\\n`.

    Raises ValueError with a reason for a person when the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _unix(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:4096]:
        raise ValueError("not a text file (it holds NUL bytes)")
    try:
        return _unix(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _unix(_guess(data))


def _guess(data: bytes) -> str:
    """Decode bytes of another encoding or with some damage, or raise ValueError.

    Almost any two bytes are a character in GB18030, and in Big5 too, so that only the characters tell.
    """
    best = ""
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        text = data.decode(encoding, errors="replace")
        if text.count("\ufffd") <= len(text) * _DAMAGE and _everyday(text) > _everyday(best):
            best = text
    if _everyday(best) < sum(char > "\x7f" for char in best) * 0.01 or not best:
        raise ValueError("its encoding is not known (tried UTF-8, UTF-16, GB18030 and Big5)")
    return best


def _everyday(text: str) -> int:
    return sum(map(text.count, _EVERYDAY))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
