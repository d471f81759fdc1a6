"""Several people's answers to the same tree of standards, node by node, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from gromada.certification.proceeding.content import Content, applies
from gromada.standards.edition.model import Edition, Form, Standard, Value


@dataclass(frozen=True)
class Compared:
    """What each said of one node, in the order of the people; None where somebody said nothing."""

    node: Standard
    values: tuple[Value | None, ...]
    reasons: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len({value.id if value else None for value in self.values}) > 1


def compare(edition: Edition, form: Form, parts: tuple[str, ...], given: Sequence[Content]) -> tuple[Compared, ...]:
    """Every answered node of a form's tree with what each content holds for it, in the order of the standards.

    Empty for a form without a tree, or with fewer than two contents: there is nothing to compare.
    """
    tree = form.tree
    if tree is None or len(given) < 2 or not any(applies(tree, content, None) for content in given):
        return ()
    scale = edition.scales[tree.scale or ""]
    found = []
    for node in edition.at_level(parts, tree.at):
        path = f"{tree.id}:{node.id}"
        values = tuple(scale.value(str(content.get(path))) for content in given)
        found.append(Compared(node, values, tuple(str(content.get(f"{path}:reason") or "") for content in given)))
    return tuple(found)
