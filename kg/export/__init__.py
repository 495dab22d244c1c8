"""The graph for other programs: RDF files, property graphs for Gephi, tables."""

from kg.export.formats import FORMATS, write_export

__all__ = ["FORMATS", "write_export"]
