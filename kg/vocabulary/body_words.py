"""Words that the grammar of bodies' names is made of: endings, what may not stand inside, what goes before.

The data are `ontology/body_words.csv`: a list's name, a word, and what may not follow for it to count
(several are parted by |). The lists:

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

import re
from pathlib import Path

from kg.vocabulary.words import Words


class BodyWords:
    """The lists as patterns; a list without words matches nothing."""

    def __init__(self, words: Words | None = None) -> None:
        words = words or Words({})

        def any_of(name: str) -> re.Pattern[str]:
            return re.compile(f"(?:{words.pattern(name, longest_first=True) or '(?!)'})")

        self.alone_never = frozenset(words["alone_never"])
        self.ending = any_of("ending")
        self.not_inside = any_of("not_inside")
        self.not_inside_founded = any_of("not_inside_founded")
        self.no_body_end = words["no_body_end"]
        self.no_institute = re.compile(f"{any_of('no_institute').pattern}+$")
        self.no_institute_begin = any_of("no_institute_begin")
        self.no_firm = any_of("no_firm")
        self.no_outpost = any_of("no_outpost")
        self.no_middle = any_of("no_middle")
        self.before_firm = any_of("before_firm")
        self.before_institute = any_of("before_institute")

    @classmethod
    def load(cls, path: Path) -> BodyWords:
        """Read the table. Raises VocabularyError naming the file and the line that does not fit."""
        return cls(Words.load(path.name, path.parent))
