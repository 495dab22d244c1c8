"""A built graph over HTTP, read-only: SPARQL, IRIs that dereference, JSON for programs, the explorer.

Needs the extra `serve`.
"""
