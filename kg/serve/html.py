"""Small pages without scripts: everything that comes from outside is escaped."""

from __future__ import annotations

from html import escape

from fastapi.responses import HTMLResponse

_STYLE = (
    "body{font:16px/1.6 system-ui,'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif;max-width:60rem;"
    "margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "a{color:#0b57a4}code,textarea,pre{font:14px/1.5 ui-monospace,monospace}"
    "textarea{width:100%;box-sizing:border-box}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}"
    "blockquote{margin:.8rem 0;padding:.2rem 1rem;border-left:4px solid #c8102e;background:#faf6f0}"
    "@media(prefers-color-scheme:dark){body{background:#161616;color:#e6e6e6}a{color:#7fb4ee}"
    "th,td{border-color:#444}blockquote{background:#232019}textarea{background:#222;color:#eee}}"
)


def text(value: object) -> str:
    """A value as text of a page, also within the quotes of an attribute."""
    return escape(str(value), quote=True)


def link(address: str, words: str) -> str:
    """A link; addresses that are no http and not of this server become plain words."""
    if address.startswith(("https://", "http://", "/", "#")):
        return f'<a href="{text(address)}">{text(words)}</a>'
    return text(words)


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """A page. `title` is escaped here, `body` is HTML already."""
    return HTMLResponse(
        f'<!doctype html>\n<html lang="zh"><head><meta charset="utf-8"><title>{text(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><h1>{text(title)}</h1>\n{body}\n</body></html>\n",
        status,
    )
