"""Extraction: what a report names, found in its folded text; one module a kind."""
