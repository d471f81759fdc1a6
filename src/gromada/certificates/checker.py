"""The page that checks, as one file: opened from a disk it asks nobody and sends nothing, and goes on working without us.

Its modules are those of the page, each in a function of its own; its policy names the digests of its one script and one style.
"""

import base64
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from gromada.certificates import showing_check
from gromada.ui.bundle import css

MODULES = Path(__file__).parent / "static" / "certificates" / "modules" / "checking"
_IMPORT = re.compile(r'^import \{ (?P<names>[^}]+) \} from "\./(?P<file>\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<kind>(?:async )?function\*?|class|const) (?P<name>\w+)", re.MULTILINE)
_FACES = re.compile(r"@font-face\s*\{[^}]*\}")


def page(language: str) -> bytes:
    """The whole file. Same words, same modules, same lists: same bytes."""
    script, style = mark_safe(joined()), mark_safe(_style())
    with translation.override(language):
        words = {"script": script, "style": style, "script_hash": _hash(script), "style_hash": _hash(style)}
        return render_to_string("certificates/checking/saved.html", showing_check.saved() | words).encode()


@cache
def joined(first: str = "page") -> str:
    """The module and all that it imports as one script, the lower ones first."""
    order: list[str] = []
    _gather(first, order)
    return "\n" + "\n".join(_wrapped(name) for name in order)


def _gather(name: str, order: list[str]) -> None:
    for found in _IMPORT.finditer(_source(name)):
        if found["file"] not in order:
            _gather(found["file"], order)
    order.append(name)


def _wrapped(name: str) -> str:
    """`const $name = (() => { … return { what it exports }; })();`"""
    source = _source(name)
    exported = ", ".join(found["name"] for found in _EXPORT.finditer(source))
    body = _IMPORT.sub(lambda found: f"const {{ {_renamed(found['names'])} }} = ${found['file']};\n", source)
    body = _EXPORT.sub(r"\g<kind> \g<name>", body)
    return f"const ${name} = (() => {{\n{body}return {{ {exported} }};\n}})();\n"


def _renamed(names: str) -> str:
    return names.strip().rstrip(",").replace(" as ", ": ")


def _source(name: str) -> str:
    return (MODULES / f"{name}.js").read_text(encoding="utf-8")


def _style() -> str:
    """Without the typeface: the file would grow tenfold, and every device has one of its own."""
    return _FACES.sub("", css())


def _hash(text: SafeString) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
