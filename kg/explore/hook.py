"""The step of the installation that builds the explorer's page; hatchling loads this file by its path.

The environment variable KG_EXPLORER decides what happens when the page cannot be built: `auto` (the default)
goes on without it, `require` fails, `skip` does not try.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ExplorerHook(BuildHookInterface):  # type: ignore[type-arg,unused-ignore]
    """Builds the page before the wheel is put together."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the page if it is missing or outdated; called once a target."""
        mode = os.environ.get("KG_EXPLORER", "auto")
        if self.target_name != "wheel" or mode == "skip":
            return
        build = _beside("build")
        try:
            build.ensure()
        except Exception as error:
            if mode == "require":
                raise
            self.app.display_warning(f"the explorer's page was not built, `kg explore` will say so: {error}")


def _beside(name: str) -> ModuleType:
    """Load a module that stands beside this file: the package is not installed yet."""
    spec = importlib.util.spec_from_file_location(
        f"kg_explore_{name}", Path(__file__).with_name(f"{name}.py")
    )
    if spec is None or spec.loader is None:
        raise ImportError(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
