"""What is installed is what was chosen: pinned by hash, with a reason each, and nothing is used that was not asked for."""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.source import ROOT, place, python_files, tree


def chosen(*files: str) -> list[str]:
    lines = [(ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines() for name in files]
    names = [re.split(r"[\[<>=;! ]", line)[0] for group in lines for line in group if line and line[0] not in "-#"]
    return sorted(set(names))


@pytest.mark.parametrize("name", chosen("base", "dev"))
def test_every_chosen_dependency_has_its_reason(name: str) -> None:
    decisions = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", decisions), f"no decision in docs/decisions names {name}"


def test_what_the_package_imports_was_asked_for() -> None:
    """Not merely installed by chance, because something else needs it today."""
    asked = {name.lower().replace("_", "-") for name in chosen("base")}
    providers = packages_distributions()
    wrong = []
    for path in python_files():
        for node in ast.walk(tree(path)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for top in {name.partition(".")[0] for name in names} - {"gromada"} - set(sys.stdlib_module_names):
                if not asked & {provider.lower().replace("_", "-") for provider in providers.get(top, [])}:
                    wrong.append(f"{place(path, node.lineno)}: {top}")
    assert not wrong, "not in requirements/base.in:\n" + "\n".join(wrong)


def test_requirements_are_pinned_by_hash() -> None:
    for name in ("base", "dev"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pinned = re.findall(r"^[A-Za-z0-9][\w.-]*(?:\[[\w,]+\])?==", text, re.MULTILINE)
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
        assert pinned and len(blocks) == len(pinned)
        assert all("--hash=sha256:" in block for block in blocks)
