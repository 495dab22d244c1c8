"""Reading: files of several formats to reports with stable offsets."""

from kg.read.files import find_files
from kg.read.report import read, read_bytes

__all__ = ["find_files", "read", "read_bytes"]
