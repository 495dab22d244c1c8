"""Programmes: known ones by their labels, new ones by quotation marks, telling words and titles of campaigns."""

from kg.extract.programmes.finding import find_programmes, honoured_practices
from kg.extract.programmes.mention import ProgrammeMention

__all__ = ["ProgrammeMention", "find_programmes", "honoured_practices"]
