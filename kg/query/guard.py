"""What may be asked: queries that read, and reach nothing but the graph.

The engine would follow SERVICE to the network, and its parser takes keywords that are glued to other words
(`1SERVICE`, `SERVICE:x`), so a check of words is not enough. The text is cut into tokens here; what is a
comment here is blanked, and what could hide code inside an IRI is escaped. After that the engine
cannot read a stretch as code that was passed here as a string, an IRI or a comment.
"""

from __future__ import annotations

import re

from kg.errors import UsageError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"})

_TOKEN = re.compile(
    r"""
    (?P<string> \"{3}(?:[^"\\]|\\.|"(?!""))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | "(?:[^"\\\n\r]|\\[^\n\r])*" | '(?:[^'\\\n\r]|\\[^\n\r])*' )
  | (?P<iri> <[^\x00-\x20<>"{}|^`]*> )
  | (?P<comment> \#[^\n\r]* )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<prefix> [\w.\-]* ) : (?:\w[\w\-]*)?
  | (?P<word> \w+ )
  | \\. | .
    """,
    re.VERBOSE | re.DOTALL,
)


def checked(sparql: str) -> str:
    """Return the query without its comments, line for line, ready for the engine.

    Raises UsageError when it is empty, an update, of no known form, or asks other servers (SERVICE).
    """
    form: str | None = None
    out: list[str] = []
    for token in _TOKEN.finditer(sparql):
        kind, text = token.lastgroup, token.group()
        if kind == "comment":
            text = " " * len(text)
        elif kind == "iri":
            text = text.replace("#", r"\u0023").replace("'", r"\u0027")
        elif kind in ("word", "prefix"):
            _refuse_service(token.group(kind), sparql, token.start())
            if form is None and kind == "word" and text.upper() not in ("PREFIX", "BASE"):
                form = text.upper()
        out.append(text)
    _check_form(form)
    return "".join(out)


def names_its_graphs(sparql: str) -> bool:
    """Whether a query says with FROM which graphs it is asked of (its text as `checked` returns it)."""
    for token in _TOKEN.finditer(sparql):
        if token.group() == "{":
            return False
        if token.lastgroup == "word" and token.group().upper() == "FROM":
            return True
    return False


def _refuse_service(word: str, sparql: str, offset: int) -> None:
    if "service" in word.casefold():
        raise UsageError(
            f"SERVICE (line {_line(sparql, offset)}) would ask another server, which is not allowed; "
            "load what you need into the graph. (A prefix with that word needs another name.)"
        )


def _check_form(form: str | None) -> None:
    allowed = f"{', '.join(FORMS[:-1])} or {FORMS[-1]}"
    if form is None:
        raise UsageError(f"The query is empty. Write a {allowed} query.")
    if form in _UPDATES:
        raise UsageError(
            f"{form} would change the graph, which is not allowed: queries only read ({allowed})."
        )
    if form not in FORMS:
        raise UsageError(f"A query begins with {allowed} (after PREFIX lines), not with {form[:40]!r}.")


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
