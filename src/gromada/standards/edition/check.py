"""Everything that is wrong in the content of an edition, at once. Pure: it reads no file and writes nothing.

First the shape (`grammar`): what is not understood is named and left out. Then the meaning, on the edition that the
rest makes; nothing is said there about a word that was left out before.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from .build import assemble
from .checking import SUBJECTS
from .checking.view import View
from .grammar import STRUCTURE
from .mistakes import Problem, Report


def check(
    content: Mapping[str, Any], readiness: Mapping[str, Any] | None = None, lost: Iterable[str] = ()
) -> list[Problem]:
    """Every problem of the content, with the path of the word. `lost`: words of places that could not be read."""
    report = Report(lost=set(lost))
    structure = cleaned(content, report)
    texts, documents = _table(content.get("texts")), _table(content.get("documents"))
    edition = assemble(structure, texts, documents, _table(content.get("order")), "")
    view = View(edition, structure, _table(content.get("structure")), readiness or {}, report)
    for subject in SUBJECTS:
        subject(view)
    return report.problems


def cleaned(content: Mapping[str, Any], report: Report) -> dict[str, Any]:
    """The structure as `build` wants it; what could not be understood is told to the report and left out."""
    given = content.get("structure", {})
    if not isinstance(given, Mapping):
        report.say(("structure",), "The structure of an edition is a table of tables.")
        given = {}
    found: dict[str, Any] = STRUCTURE(dict(given), ("structure",), report)
    return found


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
