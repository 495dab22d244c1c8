"""Questions to the graph in SPARQL: the named ones of `ontology/queries` and any other."""

from kg.query.named import NamedQuery, Parameter, bind, named_queries
from kg.query.results import Result, shorten
from kg.query.run import Graphs, run

__all__ = ["Graphs", "NamedQuery", "Parameter", "Result", "bind", "named_queries", "run", "shorten"]
