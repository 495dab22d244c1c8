"""Word lists of the extraction, read from a CSV file of `ontology/`: which words begin, end or rule out a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.paths import ontology_dir
from kg.vocabulary.tables import rows

_COLUMNS = ("list", "word", "unless")


class Words:
    """The lists of one file, each in the order of the file."""

    def __init__(self, lists: dict[str, tuple[tuple[str, str], ...]]) -> None:
        """`lists` gives, by name, words and what may not follow each (words parted by `|`, or nothing)."""
        self._lists = lists

    @classmethod
    def load(cls, name: str, folder: Path | None = None) -> Words:
        """Read the file `name` of `folder` (the shipped one by default); VocabularyError where it is broken."""
        lists: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for _, row in rows((folder or ontology_dir()) / name, _COLUMNS, needed=("list", "word")):
            lists[row["list"]].append((row["word"], row["unless"]))
        return cls({key: tuple(words) for key, words in lists.items()})

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words of a list."""
        return tuple(word for word, _ in self._lists.get(name, ()))

    def under(self, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The lists whose name begins with `prefix` and a space: the rest of the name, and the words."""
        for name in self._lists:
            if name.startswith(prefix + " "):
                yield name.removeprefix(prefix + " "), self[name]

    def pattern(self, name: str, longest_first: bool = False) -> str:
        """A list as alternatives of a pattern, in the order of the file unless the longest must come first."""
        words = self._lists.get(name, ())
        if longest_first:
            words = tuple(sorted(words, key=lambda pair: len(pair[0]), reverse=True))
        return "|".join(
            re.escape(word) + (f"(?!{'|'.join(map(re.escape, unless.split('|')))})" if unless else "")
            for word, unless in words
        )
