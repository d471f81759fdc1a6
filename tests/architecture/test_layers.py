"""The walls of the house, beside those that import-linter sees: rows, addresses, names."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import (
    PACKAGE,
    ROOT,
    calls,
    contracts,
    may_know,
    place,
    python_files,
    rank,
    room_of,
    templates,
    texts,
    tree,
)

_URL_TAG = re.compile(r"""{%\s*url\s+["']([\w-]+):""")
_TEMPLATE_TAG = re.compile(r"""{%\s*(?:include|extends|load)\s+["']?([\w-]+)/""")
_DOTTED = re.compile(r"^gromada\.([a-z]+)\b")
_MODEL_NAME = re.compile(r"^([a-z]+)\.[A-Z]\w+$")


def own_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("gromada.")]


def test_imports_follow_both_orders() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[done.stdout.find("Broken contracts") :] + done.stderr


def test_every_room_has_a_place_in_the_order() -> None:
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert rooms <= set(rank())


def test_every_room_with_models_keeps_the_order_inside() -> None:
    ordered = {name.removeprefix("gromada.") for name in contracts()["Inside a room"]["containers"]}
    with_models = {room_of(path) for path in python_files() if path.stem == "models" or path.parent.name == "models"}
    assert with_models <= ordered


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_no_key_points_upward_or_sideways(model: type[models.Model]) -> None:
    room = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey | models.ManyToManyField):
            target = field.related_model
            assert isinstance(target, type)
            if target.__module__.startswith("gromada."):
                other = target.__module__.split(".")[1]
                assert may_know(room, other), f"{model.__name__}.{field.name} points from {room} to {other}"


def test_no_template_names_an_upper_room() -> None:
    wrong = []
    for path in templates():
        room = room_of(path)
        text = path.read_text(encoding="utf-8")
        for pattern in (_URL_TAG, _TEMPLATE_TAG):
            for found in pattern.finditer(text):
                other = found.group(1)
                if other in rank() and not may_know(room, other):
                    wrong.append(f"{place(path, text.count(chr(10), 0, found.start()) + 1)}: {found.group(0)} …")
    assert not wrong, "\n".join(wrong)


def test_no_address_of_an_upper_room_is_named_in_python() -> None:
    wrong = []
    for path in python_files():
        for call in calls(path, {"reverse", "reverse_lazy", "redirect", "resolve_url"}):
            name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
            other = str(name).partition(":")[0]
            if ":" in str(name) and other in rank() and not may_know(room_of(path), other):
                wrong.append(f"{place(path, call.lineno)}: {name}")
    assert not wrong, "\n".join(wrong)


def test_no_text_names_a_module_model_or_template_of_an_upper_room() -> None:
    """ "register.Holder", "gromada.desk.queries" and "desk/desk.html" are imports by another door."""
    wrong = []
    for path in python_files():
        for text in texts(path):
            found = (
                _DOTTED.match(text.value)
                or _MODEL_NAME.match(text.value)
                or re.match(r"^([a-z]+)/[\w/]+\.html$", text.value)
            )
            if found and found.group(1) in rank() and not may_know(room_of(path), found.group(1)):
                wrong.append(f"{place(path, text.lineno)}: {text.value}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_inside_a_function() -> None:
    wrong = []
    for path in python_files():
        for function in ast.walk(tree(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        wrong.append(place(path, node.lineno))
    assert not wrong, "\n".join(wrong)
