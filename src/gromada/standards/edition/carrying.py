"""What of an old application still stands under another edition: for each standard, what stays, what reads otherwise, what is new, what is gone.

Nothing is copied here: whoever writes the new application is shown the old answer and takes it over, or not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .diff import compare
from .model import Edition, Form, Standard

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Carried:
    """One node that is answered or told about. `held`: what stood at it, by the path of the new form; empty where nothing did."""

    node: Standard
    held: Content = field(default_factory=dict)
    texts: tuple[str, ...] = ()  # what reads otherwise: "name", "hint", …
    required: tuple[bool, bool] | None = None  # before, after


@dataclass(frozen=True)
class CarriedOver:
    """`stands`: the question is the same. `changed`: look again before taking the answer over. `new`: asked for the first time."""

    stands: tuple[Carried, ...] = ()
    changed: tuple[Carried, ...] = ()
    new: tuple[Carried, ...] = ()
    dropped: tuple[Carried, ...] = ()  # nodes of the old edition


def carry_over(
    old: Edition, new: Edition, old_form: Form, new_form: Form, answers: Content, parts: tuple[str, ...]
) -> CarriedOver:
    """Compares node by node what the trees of both forms ask. `answers` are those of the old form by path; `parts` the new case's.

    A value that the new scale no longer knows is left out, its reason with it; the story beside it stays. Forms without a tree carry nothing.
    """
    before, after = old_form.tree, new_form.tree
    if before is None or after is None:
        return CarriedOver()
    difference = compare(old, new)
    otherwise = {change.id: change for change in difference.standards_changed}
    asked_before = {
        node.id for node in (*old.at_level(tuple(old.parts), before.at), *_told(old, before, tuple(old.parts)))
    }
    known = {value.id for value in new.scales[after.scale or ""].values}
    found: dict[str, list[Carried]] = {"stands": [], "changed": [], "new": []}
    asked = {node.id: node for node in new.walk(parts)}
    wanted = {node.id for node in (*new.at_level(parts, after.at), *_told(new, after, parts))}
    for node in (node for id, node in asked.items() if id in wanted):
        change = otherwise.get(node.id)
        held = _held(before.id, after.id, node.id, answers, known)
        texts = change.texts if change else ()
        required = change.required if change else None
        moved = bool(change and change.moved)
        kind = "new" if node.id not in asked_before else "changed" if "name" in texts or moved or required else "stands"
        found[kind].append(Carried(node, held, texts, required))
    gone = [node for node in old.walk(tuple(old.parts)) if node.id in asked_before and node.id not in wanted]
    dropped = [Carried(node, _held(before.id, before.id, node.id, answers, None)) for node in gone]
    return CarriedOver(
        tuple(found["stands"]), tuple(found["changed"]), tuple(found["new"]), tuple(c for c in dropped if c.held)
    )


def _told(edition: Edition, tree: Any, parts: tuple[str, ...]) -> tuple[Standard, ...]:
    return edition.at_level(parts, tree.narrative_at) if tree.narrative_at else ()


def _held(before: str, after: str, node: str, answers: Content, known: set[str] | None) -> dict[str, Any]:
    """The value, its reason and the story of a node, by the paths of the new form; only what says something."""
    value = answers.get(f"{before}:{node}")
    kept: dict[str, Any] = {}
    if value and (known is None or str(value) in known):
        kept[f"{after}:{node}"] = value
        kept[f"{after}:{node}:reason"] = answers.get(f"{before}:{node}:reason")
    kept[f"{after}:{node}:narrative"] = answers.get(f"{before}:{node}:narrative")
    return {path: said for path, said in kept.items() if said not in (None, "", [])}
