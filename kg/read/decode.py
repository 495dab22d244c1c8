"""Bytes to text: the encodings that Chinese government pages are saved in."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

# GB18030 holds GBK and GB2312; UTF-16 is tried only with its mark, as it accepts almost anything.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> str:
    """Return the text of `data` with line ends as `\\n`.

    Raises ValueError with a reason for a person when the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _unix(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:4096]:
        raise ValueError("not a text file (it holds NUL bytes)")
    for encoding in ("utf-8", "gb18030"):
        try:
            return _unix(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _unix(_guess(data))


def _guess(data: bytes) -> str:
    """Decode bytes that are damaged or in a rarer encoding (Big5), or raise ValueError."""
    best = from_bytes(data, cp_isolation=["utf_8", "gb18030", "big5"]).best()
    if best is not None:
        return str(best)
    text = data.decode("utf-8", errors="replace")
    if text.count("\ufffd") > len(text) * 0.01:
        raise ValueError("its encoding is not known (tried UTF-8, UTF-16, GB18030 and Big5)")
    return text


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
