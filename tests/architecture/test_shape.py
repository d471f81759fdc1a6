"""Small files, short views, telling names, nothing hidden."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, place, python_files, templates, tree

LINES = 400
VIEW_LINES = 12
SAYS_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "services",
    "service",
    "managers",
    "manager",
    "tools",
}


def sized_files() -> list[Path]:
    """Python, templates, stylesheets and scripts: ours and the tests'. Migrations are written by Django."""
    styles = [path for ending in ("css", "js") for path in PACKAGE.rglob(f"*.{ending}")]
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "__pycache__" not in path.parts]
    others = [*(ROOT / "scripts").glob("*.py"), *(ROOT / "bench").glob("*.py")]
    return [*python_files(), *templates(), *styles, *tests, *others]


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sized_files()}
    wrong = [f"{place(path)}: {lines} lines" for path, lines in long.items() if lines > LINES]
    assert not wrong, "split by subject:\n" + "\n".join(wrong)


def test_a_view_is_a_paragraph() -> None:
    """Lines of what a function of `views` does: without decorators, its own name and its docstring."""
    wrong = []
    for path in python_files():
        if path.stem == "views" or path.parent.name == "views":
            for function in ast.walk(tree(path)):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    lines = _lines_of(function, path)
                    if lines > VIEW_LINES:
                        wrong.append(f"{place(path, function.lineno)}: {function.name} has {lines} lines")
    assert not wrong, "\n".join(wrong)


def _lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if not body:
        return 0
    written = path.read_text(encoding="utf-8").splitlines()[body[0].lineno - 1 : function.end_lineno]
    return sum(bool(line.strip()) for line in written)


def test_names_say_what_things_are() -> None:
    wrong = [place(path) for path in python_files() if SAYS_NOTHING & {part.removesuffix(".py") for part in path.parts}]
    for path in python_files():
        for node in ast.walk(tree(path)):
            named = isinstance(node, ast.ClassDef) and re.search(r"(Service|Helper|Utils?|Manager)$", node.name)
            if named and isinstance(node, ast.ClassDef) and not _is_djangos(node):
                wrong.append(f"{place(path, node.lineno)}: {node.name}")
    assert not wrong, "\n".join(wrong)


def _is_djangos(node: ast.ClassDef) -> bool:
    """A manager of Django's kind is its word for the door to a table, not a thing that manages."""
    return any("Manager" in ast.unparse(base) for base in node.bases)


def test_there_are_no_signals() -> None:
    """News travels up because the rooms above follow the journal."""
    wrong = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(module == "django.dispatch" or module.endswith(".signals") for module in modules):
                wrong.append(place(path, node.lineno))
    assert not wrong, "\n".join(wrong)


def test_nothing_is_left_unfinished() -> None:
    pattern = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")
    wrong = []
    for path in [*python_files(), *templates()]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if pattern.search(line):
                wrong.append(f"{place(path, number)}: {line.strip()[:80]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("now", ["timezone.now", "datetime.now", "datetime.utcnow", "date.today", "time.time"])
def test_the_clock_is_the_only_now(now: str) -> None:
    """`time.monotonic` measures how long something took; it is no moment."""
    wrong = []
    for path in python_files():
        if path == PACKAGE / "kit" / "clock.py":
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(now):
                wrong.append(place(path, node.lineno))
    assert not wrong, "\n".join(wrong)


def test_every_action_says_who() -> None:
    """Keyword-only `by`: no writer takes the person as just another argument. A question about the person alone may."""
    wrong = []
    for path in python_files():
        if path.stem == "actions" or path.parent.name == "actions":
            for function in tree(path).body:
                positional = [a.arg for a in function.args.args] if isinstance(function, ast.FunctionDef) else []
                if "by" in positional and len(positional) > 1 and not function.name.startswith("_"):
                    wrong.append(f"{place(path, function.lineno)}: {function.name}")
    assert not wrong, "\n".join(wrong)
