"""The source as the architecture tests read it: files, trees, rooms and their order."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "gromada"


@cache
def contracts() -> dict[str, dict]:
    """The contracts of import-linter by their names: the one place where the order of the house is written."""
    written = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["name"].split(":")[0]: contract for contract in written["tool"]["importlinter"]["contracts"]}


@cache
def rank() -> dict[str, int]:
    """Room → height. Rooms of one height stand beside each other and do not know each other."""
    layers = contracts()["The house"]["layers"]
    rooms = [[name.strip(" ()") for name in layer.split("|")] for layer in reversed(layers)]
    return {room: height for height, beside in enumerate(rooms) for room in beside}


def may_know(room: str, other: str) -> bool:
    return room == other or rank()[room] > rank()[other]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


def python_files(*, migrations: bool = False) -> list[Path]:
    found = (path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)
    return sorted(path for path in found if migrations or "migrations" not in path.parts)


def templates() -> list[Path]:
    return sorted(
        path for ending in ("html", "txt", "svg", "xml") for path in PACKAGE.rglob(f"*/templates/**/*.{ending}")
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def place(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    """Calls of functions or methods with one of these names."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and (getattr(node.func, "id", "") or getattr(node.func, "attr", "")) in names:
            yield node


def texts(path: Path) -> Iterator[ast.Constant]:
    """Every text in the code that is no docstring."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
