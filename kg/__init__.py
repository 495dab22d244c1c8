"""Knowledge graphs from Chinese government reports.

>>> import kg
>>> graph = kg.build("seeds")                             # doctest: +SKIP
>>> graph.query("SELECT ?p { ?p a kg:Programme }").rows   # doctest: +SKIP
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Graph, build, open_graph
    from kg.builder import extract

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "build", "extract", "open_graph"]

# Loaded at first use, so that `kg --help` need not wait for the libraries.
_WHERE = {"Graph": "kg.api", "build": "kg.api", "open_graph": "kg.api", "extract": "kg.builder"}


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


class _Package(ModuleType):
    """The package as a module, in which `extract` stays the verb when the folder of that name is loaded."""

    @property
    def extract(self) -> Any:
        return __getattr__("extract")

    @extract.setter
    def extract(self, folder: ModuleType) -> None:
        """Importing `kg.extract.…` sets the folder here; it stays in `sys.modules`."""


sys.modules[__name__].__class__ = _Package
