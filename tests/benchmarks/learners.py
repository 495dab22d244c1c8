"""The two learners that are compared with the hand-written patterns: few lines each, deterministic, numpy at most."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

Features = Sequence[str]


class Logistic:
    """Logistic regression over named features, each there or not."""

    def __init__(self, examples: Sequence[tuple[Features, bool]], penalty: float, steps: int = 300) -> None:
        """Fit by gradient descent with a step size of its own for every weight; `penalty` is that of L2."""
        counts: dict[str, int] = defaultdict(int)
        for features, _ in examples:
            for feature in features:
                counts[feature] += 1
        # What one example alone has teaches nothing about others.
        self._index = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c > 1))}
        rows, columns = [], []
        for row, (features, _) in enumerate(examples):
            present = {self._index[f] for f in features if f in self._index}
            rows += [row] * len(present)
            columns += sorted(present)
        row_of, column_of = np.array(rows), np.array(columns)
        target = np.array([float(label) for _, label in examples])
        self._weights = np.zeros(len(self._index))
        squares = np.full(len(self._index), 1e-8)
        for _ in range(steps):
            sums = np.bincount(row_of, self._weights[column_of], len(examples))
            wrong = 1 / (1 + np.exp(-sums)) - target
            gradient = np.bincount(column_of, wrong[row_of], len(self._index)) + penalty * self._weights
            squares += gradient**2
            self._weights -= 0.5 * gradient / np.sqrt(squares)

    def probability(self, features: Features) -> float:
        """How likely the label is true."""
        total = sum(self._weights[self._index[f]] for f in set(features) if f in self._index)
        return float(1 / (1 + np.exp(-total)))


TAGS = ("O", "B", "I")
Tagged = tuple[list[Features], list[str]]


class Tagger:
    """An averaged perceptron that gives each character a tag: outside, first or further one of a name."""

    def __init__(self, sentences: Sequence[Tagged], epochs: int) -> None:
        self._weights: dict[str, list[float]] = {}
        totals: dict[str, list[float]] = {}
        order, rng, step = list(sentences), random.Random(0), 0
        for _ in range(epochs):
            rng.shuffle(order)
            for features, tags in order:
                step += 1
                guessed = self.tag(features)
                if guessed != tags:
                    self._update(totals, step, features, tags, 1.0)
                    self._update(totals, step, features, guessed, -1.0)
        for name, weights in self._weights.items():
            self._weights[name] = [w - t / step for w, t in zip(weights, totals[name], strict=True)]

    def _update(
        self, totals: dict[str, list[float]], step: int, features: list[Features], tags: list[str], by: float
    ) -> None:
        before = ""
        for names, tag in zip(features, tags, strict=True):
            for name in (*names, f"tag before={before}"):
                at = TAGS.index(tag)
                self._weights.setdefault(name, [0.0] * 3)[at] += by
                totals.setdefault(name, [0.0] * 3)[at] += by * step
            before = tag

    def tag(self, features: list[Features]) -> list[str]:
        """The best tags for the characters of a sentence; I stands only behind B or I."""
        joint = {tag: self._weights.get(f"tag before={tag}", [0.0] * 3) for tag in ("", *TAGS)}
        best = {"": 0.0}
        back: list[dict[str, str]] = []
        for names in features:
            held = [w for name in names if (w := self._weights.get(name)) is not None]
            own = [sum(w[i] for w in held) for i in range(3)]
            reached: dict[str, float] = {}
            came: dict[str, str] = {}
            for at, tag in enumerate(TAGS):
                allowed = [b for b in best if tag != "I" or b in ("B", "I")]
                if allowed:
                    came[tag] = max(allowed, key=lambda b: best[b] + joint[b][at])
                    reached[tag] = best[came[tag]] + joint[came[tag]][at] + own[at]
            best = reached
            back.append(came)
        tags: list[str] = []
        tag = max(best, key=lambda t: best[t]) if features else ""
        for came in reversed(back):
            tags.append(tag)
            tag = came[tag]
        return tags[::-1]


def stretches(tags: Iterable[str]) -> list[tuple[int, int]]:
    """Where the names are that tags tell of."""
    found: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        if tag == "B":
            found.append((at, at + 1))
        elif tag == "I" and found:
            found[-1] = (found[-1][0], at + 1)
    return found
