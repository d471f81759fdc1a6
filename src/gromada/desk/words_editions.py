"""Where a text of an edition stands, in words: by the names of what it belongs to, never by the signs of the files."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from gromada.certification.sentences import language
from gromada.standards.drafting import languages
from gromada.standards.edition.mistakes import Path

TEXTS = {
    "name": _("Name"), "hint": _("Hint"), "example": _("Example"), "lead": _("First words"), "certificate": _("Name of the certificate"),
    "short": _("Short name"), "about": _("What it is"), "done": _("When it has been done"), "opens": _("The button that opens its form"), "banner": _("The notice above"),
    "clause": _("How a clause is cited"), "field": _("question"), "option": _("option"), "column": _("column"),
    "state": _("state"), "step": _("step"), "outcome": _("outcome"), "item": _("point"),
}  # fmt: skip
SHOWN = 70


def in_words(path: Path, *contents: Mapping[str, Any]) -> list[str]:
    """Each part of a path by its name in the first content that names it; a part that has none keeps its sign."""
    return [_part(_named_by(path[: depth + 1]), contents) for depth in range(len(path))]


def _named_by(path: Path) -> Path:
    """An outcome stands under the sign of its step, which has its name among the steps."""
    return (*path[:-2], "step", path[-1]) if path[-2:-1] == ("outcome",) else path


def _part(path: Path, contents: tuple[Mapping[str, Any], ...]) -> str:
    own = TEXTS.get(str(path[-1]))
    found = next((said for content in contents if (said := _said(path, content))), "")
    return str(own) if own and not _is_thing(path, contents) else Truncator(found).chars(SHOWN) or str(path[-1])


def _is_thing(path: Path, contents: tuple[Mapping[str, Any], ...]) -> bool:
    """Whether this part is the sign of something that has a name of its own, though the sign reads like a word of the files."""
    return any(
        isinstance(node := _node(path, c, of), Mapping) and "name" in node for c in contents for of in languages(c)
    )


def _said(path: Path, content: Mapping[str, Any]) -> str:
    """The words of a text, or the name of what has several; in the language of the page, or in the first that has it."""
    for of in dict.fromkeys((language(), *languages(content))):
        node = _node(path, content, of)
        said = node.get("name") if isinstance(node, Mapping) else node
        said = next(iter(said), "") if isinstance(said, list) else said
        if isinstance(said, str) and said.strip():
            return " ".join(said.split())
    return ""


def _node(path: Path, content: Mapping[str, Any], of: str) -> Any:
    node: Any = content["texts"].get(of, {})
    for part in path:
        node = node.get(part) if isinstance(node, Mapping) else None
    return node
