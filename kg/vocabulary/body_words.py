"""Words that the grammar of bodies' names is made of: endings, what may not stand inside, what goes before.

The data are `ontology/body_words.csv`: a list's name, a word, and what may not follow for it to count
(several are parted by spaces). The lists:

- `ending`: what names of bodies end with: 委员会, 研究院
- `alone_never`: stems that name no body without a place or level word: 办公室
- `not_inside`: words of a sentence, never of a name, between a place and an ending: 召开
- `not_inside_founded`: the same for a body that is founded, which needs no place
- `before_firm`: what stands before a firm or school in a sentence: 委托
- `before_institute`: the same for laboratories, institutes, museums
- `no_institute_begin`: what none of them begins with
- `no_institute`: words that make a class of them, however many stand in a row: 全国重点实验室
- `no_body_end`: endings that look like a body's and are a role of a place or a class: 航运中心, 上市公司
- `no_firm`, `no_outpost`, `no_middle`: what a firm, an outpost or the middle of a name never begins with
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from kg.errors import VocabularyError

_COLUMNS = ("list", "word", "not_before")


class BodyWords:
    """The lists as patterns; a list without words matches nothing."""

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        """`rows` are a list's name, a word, and what may not follow it, parted by spaces."""
        words: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, word, not_before in rows:
            words[name].append((word, not_before))
        self.alone_never = frozenset(word for word, _ in words["alone_never"])
        self.ending = _any_of(words["ending"])
        self.not_inside = _any_of(words["not_inside"])
        self.not_inside_founded = _any_of(words["not_inside_founded"])
        self.no_body_end = tuple(word for word, _ in words["no_body_end"])
        self.no_institute = re.compile(f"{_any_of(words['no_institute']).pattern}+$")
        self.no_institute_begin = _any_of(words["no_institute_begin"])
        self.no_firm = _any_of(words["no_firm"])
        self.no_outpost = _any_of(words["no_outpost"])
        self.no_middle = _any_of(words["no_middle"])
        self.before_firm = _any_of(words["before_firm"])
        self.before_institute = _any_of(words["before_institute"])

    @classmethod
    def load(cls, path: Path) -> BodyWords:
        """Read the table. Raises VocabularyError naming the file and the line that does not fit."""
        rows: list[tuple[str, str, str]] = []
        try:
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.reader(file)
                if tuple(next(reader, ())) != _COLUMNS:
                    raise VocabularyError(f"{path.name}: its first line must be {','.join(_COLUMNS)}")
                for row in reader:
                    if len(row) != len(_COLUMNS) or not row[0] or not row[1]:
                        raise VocabularyError(
                            f"{path.name}, line {reader.line_num}: {','.join(_COLUMNS)} needed"
                        )
                    rows.append((row[0], row[1], row[2]))
        except OSError as error:
            raise VocabularyError(f"{path.name}: {error}") from error
        return cls(rows)


def _any_of(words: list[tuple[str, str]]) -> re.Pattern[str]:
    """A pattern of all the words, the longest first."""
    parts = [
        re.escape(word) + (f"(?!{'|'.join(map(re.escape, not_before.split()))})" if not_before else "")
        for word, not_before in sorted(words, key=lambda w: -len(w[0]))
    ]
    return re.compile(f"(?:{'|'.join(parts)})" if parts else "(?!)")
