"""Nothing in the tree names this machine, a registry, or a third party that a page would call."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, place, templates

MACHINE = re.compile(r"(?<![\w./-])/(?:work|tmp|home|root|farm|Users)/")
REGISTRY = re.compile(
    r"--(?:extra-)?index-url|\"resolved\":|https?://[^\s\"]+/(?:simple|packages)/|file" + r"s\.pythonhosted"
)
# What a browser fetches by itself; a link (<a href>) is the reader's own step.
THIRD = re.compile(
    r"""<link\b[^>]*\bhref\s*=\s*["'](?:https?:)?//|\b(?:src|action|srcset|poster|data-src|xlink:href)\s*=\s*["'](?:https?:)?//""",
    re.IGNORECASE,
)
STYLE_CALLS = re.compile(r"""(?:@import|url\(\s*["']?)\s*(?:["']?https?:)?//""")
TEXT = {".py", ".html", ".css", ".js", ".toml", ".txt", ".md", ".in", ".po", ".typ", ".svg", ".csv", ".json", ""}


def committed() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name]
    return [path for path in paths if path.suffix in TEXT and path.is_file()]


def said(pattern: re.Pattern[str], paths: list[Path]) -> str:
    return "\n".join(lines_with(pattern, paths))


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{place(path, number)}: {line.strip()[:120]}"
        for path in paths
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_a_machine() -> None:
    assert not said(MACHINE, committed())


def test_no_file_names_a_registry() -> None:
    assert not said(REGISTRY, committed())


def test_no_template_calls_a_third_party() -> None:
    assert not said(THIRD, templates())


def test_no_stylesheet_calls_anybody() -> None:
    assert not said(STYLE_CALLS, [path for path in committed() if path.suffix == ".css"])


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("see /wo" + "rk/main", MACHINE),
        ("--index-url x", REGISTRY),
        ('<script src="https://cdn.example.org/x.js">', THIRD),
        ('<link rel="stylesheet" href="//cdn.example.org/x.css">', THIRD),
        ("@import url('https://example.org/a.css')", STYLE_CALLS),
    ],
)
def test_the_patterns_find_what_they_are_for(line: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(line)
