"""Where the package's own files are."""

from __future__ import annotations

from pathlib import Path


def ontology_dir() -> Path:
    """The folder of vocabularies: inside the installed package, or at the top of a checkout."""
    package = Path(__file__).parent
    installed = package / "ontology"
    return installed if installed.is_dir() else package.parent / "ontology"
