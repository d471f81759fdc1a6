"""Readiness as rings, counts and exact gaps."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.pages.obstacles import SHOWN, Link
from gromada.certification.pages.places import Places, code
from gromada.certification.proceeding.readiness import Dot, Group, Readiness
from gromada.certification.sentences import language


@dataclass(frozen=True)
class RingsOfPart:
    title: str
    rings: list[dict[str, Any]]


@dataclass(frozen=True)
class Rings:
    """What `readiness.html` draws."""

    parts: list[RingsOfPart]
    sentence: str
    gaps: list[Link]
    more: int
    unmet: list[Link]
    legend: list[dict[str, str]]
    banner: str


def rings(ready: Readiness, places: Places, current: str = "", on_page: frozenset[str] = frozenset()) -> Rings:
    """`current`: the id of the top node (or of any node under it) whose page this is."""
    parts: dict[str, list[dict[str, Any]]] = {}
    here = ready.group_of(current) if current else None
    named = len({group.part for group in ready.groups}) > 1
    for group in ready.groups:
        # A flat part is one ring with the part's own name: flat parts stand in one row.
        parts.setdefault(group.part if group.node else "", []).append(_ring(group, places, group is here, named))
    edition = places.edition
    gaps = [Link(places.label(g.path), places.url(g.path, on_page)) for g in ready.gaps]
    tree = places.form.tree
    unmet = [
        Link(_label(d, places), places.url(f"{tree.id if tree else ''}:{d.node.id}", on_page)) for d in ready.unmet
    ]
    return Rings(
        [RingsOfPart(edition.text(("part", p), language()) if named and p else "", found) for p, found in parts.items()],
        _("%(met)d of %(required)d required are met.") % {"met": ready.met, "required": ready.required} if ready.required else "",
        gaps[:SHOWN], max(0, len(gaps) - SHOWN), unmet[:SHOWN], legend(), edition.text(("scheme",), language(), "banner"),
    )  # fmt: skip


def _label(dot: Dot, places: Places) -> str:
    return code(dot.node) or places.edition.text(("standard", dot.node.id), language())


def _whole(places: Places) -> tuple[str, ...]:
    """What a flat list is called: as the form asks for it."""
    tree = places.form.tree
    return ("form", places.form.id, "field", tree.id if tree else "")


def _ring(group: Group, places: Places, current: bool, named: bool) -> dict[str, Any]:
    edition, node = places.edition, group.node
    whole = ("part", group.part) if named else _whole(places)
    first = group.dots[0].node if group.dots else None
    there = node or first
    url = places.node_url(there) if there and not places.on_one_page else ""
    return {
        "code": code(node) if node else "", "name": edition.text(("standard", node.id) if node else whole, language()), "url": url,
        "count": _("%(met)d of %(total)d") % {"met": group.met, "total": group.total}, "dots": dots(group), "current": current,
    }  # fmt: skip


def dots(group: Group) -> list[dict[str, Any]]:
    return [{"state": d.state, "required": d.required} for d in group.dots]


def legend() -> list[dict[str, str]]:
    return [
        {"dot": "met", "label": _("it is there")}, {"dot": "part", "label": _("in part")}, {"dot": "gap", "label": _("missing")},
        {"dot": "large", "label": _("a large dot: required")},
    ]  # fmt: skip
