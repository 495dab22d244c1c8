"""Word lists of the extraction, read from a CSV file of `ontology/`: which words begin, end or rule out a name."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.errors import VocabularyError
from kg.paths import ontology_dir

_COLUMNS = ["list", "word", "unless"]


class Words:
    """The lists of one file, each in the order of the file."""

    def __init__(self, lists: dict[str, tuple[tuple[str, str], ...]]) -> None:
        """`lists` gives, by name, words and what may not follow each (words parted by `|`, or nothing)."""
        self._lists = lists

    @classmethod
    def load(cls, name: str, folder: Path | None = None) -> Words:
        """Read the file `name` of `folder` (the shipped one by default); VocabularyError where it is broken."""
        path = (folder or ontology_dir()) / name
        lists: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file)
                if rows.fieldnames != _COLUMNS:
                    raise VocabularyError(f"{name}: the columns must be {', '.join(_COLUMNS)}")
                for row in rows:
                    if not row["list"] or not row["word"] or row["unless"] is None:
                        raise VocabularyError(f"{name}, line {rows.line_num}: a list and a word are needed")
                    lists[row["list"]].append((row["word"], row["unless"]))
        except OSError as error:
            raise VocabularyError(f"{name}: {error}") from error
        return cls({key: tuple(words) for key, words in lists.items()})

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(word for word, _ in self._lists[name])

    def under(self, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The lists whose name begins with `prefix` and a space: the rest of the name, and the words."""
        for name in self._lists:
            if name.startswith(prefix + " "):
                yield name.removeprefix(prefix + " "), self[name]

    def pattern(self, name: str, longest_first: bool = False) -> str:
        """A list as alternatives of a pattern, in the order of the file unless the longest must come first."""
        words = self._lists[name]
        if longest_first:
            words = tuple(sorted(words, key=lambda pair: len(pair[0]), reverse=True))
        return "|".join(
            re.escape(word) + (f"(?!{'|'.join(map(re.escape, unless.split('|')))})" if unless else "")
            for word, unless in words
        )
