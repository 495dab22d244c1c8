"""Awards: honours received, commendations, promotion by a higher level, ranks reached."""

from kg.extract.awards.finding import find_awards
from kg.extract.awards.levels import level_of
from kg.extract.awards.mention import AwardMention, Sort

__all__ = ["AwardMention", "Sort", "find_awards", "level_of"]
