"""The door of the package: a folder or stored content in, an Edition out, or every mistake at once."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .build import assemble
from .check import check, cleaned
from .mistakes import EditionMistakes, Mistake, Problem, Report
from .model import Edition
from .reading import Source, read

_COUNTED = ("structure", "order", "texts", "documents")  # readiness stands apart and does not count


def load(folder: Path) -> Edition:
    """The edition of a folder. Raises EditionMistakes with every mistake: file, line and sentence."""
    return build(content_of(folder))


def content_of(folder: Path) -> dict[str, Any]:
    """What a folder says: structure, order, texts, documents; able to become JSON and to be built again.

    Raises EditionMistakes.
    """
    source = read(folder)
    mistakes = mistakes_in(source)
    if mistakes:
        raise EditionMistakes(mistakes)
    return source.content


def readiness_of(folder: Path) -> dict[str, Any]:
    """The rules from records to standards that stand beside the frozen part; {} where the folder has none.

    Raises EditionMistakes.
    """
    source = read(folder)
    mistakes = mistakes_in(source)
    if mistakes:
        raise EditionMistakes(mistakes)
    return source.readiness


def mistakes_in(source: Source) -> list[Mistake]:
    """Everything that is wrong in what was read, in the order of files and lines."""
    problems = check(source.content, source.readiness, source.lost) if source.files else []
    return sorted({*source.mistakes, *(_placed(problem, source) for problem in problems)})


def build(content: Mapping[str, Any]) -> Edition:
    """The edition of content that was read and checked before, perhaps by way of JSON.

    Raises EditionMistakes where the words make no edition; in place of a file stands the path of the word.
    """
    report = Report()
    structure = cleaned(content, report)
    if report.problems:
        raise EditionMistakes(Mistake(".".join(map(str, each.path)), 0, each.sentence) for each in report.problems)
    return assemble(structure, content["texts"], content["documents"], content.get("order", {}), digest(content))


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 in hexadecimal of the content as canonical JSON: keys sorted, no spaces, UTF-8; without readiness."""
    counted = {part: content[part] for part in _COUNTED if part in content}
    line = json.dumps(counted, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(line.encode()).hexdigest()


def _placed(problem: Problem, source: Source) -> Mistake:
    return Mistake(*source.place(problem.path), problem.sentence)
