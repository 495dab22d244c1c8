"""What a reader of the explorer waits for: `python -m tests.benchmarks.explorer GRAPH…` (folders of kg build).

Printed are milliseconds in Chromium: first paint and readiness since the page was opened, the slowest of some
searches as typed, and the first answer of the embedded SPARQL engine since it was asked, its start included. The
machine's load and its renderer weigh in: figures of two pages compare only within one run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from kg.explore import write_explorer

CHROMIUM = Path("/usr/bin/chromium")
TYPED = ("xxxj", "xingxing", "行刑", "430000", "hns", "一件事")
QUESTION = "#/sparql?name=regions-with-programme"
ROUNDS = 3


def measure(browser: Any, path: Path) -> dict[str, float]:
    """The waits of one visit, in milliseconds."""
    tab = browser.new_page()
    tab.goto(path.as_uri())
    tab.wait_for_selector("html[data-ready]")
    ready = tab.evaluate("performance.now()")
    paint = tab.evaluate("Math.max(...performance.getEntriesByType('paint').map(one => one.startTime))")
    searches = []
    for typed in TYPED:
        tab.fill("#search", typed)
        tab.wait_for_timeout(100)
        searches.append(float(tab.evaluate("document.querySelector('.search').dataset.took")))
    began = tab.evaluate("performance.now()")
    tab.evaluate("place => { location.hash = place }", QUESTION)
    tab.wait_for_selector(".answer .tabled", timeout=60_000)
    answered = tab.evaluate("performance.now()") - began
    tab.close()
    return {
        "first paint": paint,
        "ready": ready,
        "slowest search": max(searches),
        "first SPARQL answer": answered,
    }


def main() -> None:
    """Print the best of some visits for each graph."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--headless=new", "--no-sandbox"]
        )
        for graph in sys.argv[1:]:
            path = Path(folder) / "explorer.html"
            size = write_explorer(graph, path)
            visits = [measure(browser, path) for _ in range(ROUNDS)]
            waits = ", ".join(f"{name} {min(visit[name] for visit in visits):.0f} ms" for name in visits[0])
            print(f"{graph}: {size / 1e6:.2f} MB, {waits}")
        browser.close()


if __name__ == "__main__":
    main()
