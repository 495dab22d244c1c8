"""What a user sets for the reading of reports: vocabularies of their own, decisions, how sure a fact must be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError
from kg.link.decisions import Decisions, load_decisions
from kg.vocabulary import ExtraFile, Vocabulary, load_vocabulary, read_extra


@dataclass(frozen=True, slots=True)
class Settings:
    """Plain data that goes to every worker; facts with a score below `min_score` are left out."""

    extra: tuple[ExtraFile, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    min_score: float = 0.0

    @property
    def vocabulary(self) -> Vocabulary:
        """The shipped vocabularies with the user's own; kept for the process."""
        return load_vocabulary(None, self.extra) if self.extra else load_vocabulary()


def read_settings(
    vocabularies: Iterable[str | Path] = (),
    decisions: str | Path | None = None,
    min_score: float = 0.0,
    sources: Iterable[str] = (),
) -> Settings:
    """Read the files and check them before any report is read; `sources` are the paths of the reports.

    Raises VocabularyError or UsageError naming the file, with the concept or the line, that is refused.
    """
    if not 0 <= min_score <= 1:
        raise UsageError(f"the lowest score must be between 0 and 1, not {min_score:g}")
    settings = Settings(read_extra(vocabularies), min_score=min_score)
    vocabulary = settings.vocabulary
    if decisions is None:
        return settings
    return Settings(settings.extra, load_decisions(decisions, vocabulary, sources), min_score)
