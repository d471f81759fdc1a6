"""Changing the content of an edition that is being drafted: texts, indicators, lengths of terms. Pure: it changes the tree it is given.

A path is the way to a text: ("standard", "S1.1", "hint"), or ("documents", "letters/grant") for a long text.
Scales, roles and proceedings are not changed here: they stay with the files of an edition.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gromada.standards.edition.mistakes import Path

LENGTHS = ("days", "working_days", "months")
STANDARD_TEXTS = ("name", "hint", "example")
DOCUMENTS = "documents"

Content = dict[str, Any]


def languages(content: Mapping[str, Any]) -> list[str]:
    return list(content["structure"]["scheme"]["languages"])


def groups(content: Mapping[str, Any]) -> list[str]:
    """The groups of texts, each with a page of its own: tables of short texts, then every long text by its name."""
    tables = {group for texts in content["texts"].values() for group in texts}
    long = {f"{DOCUMENTS}/{name}" for texts in content[DOCUMENTS].values() for name in texts}
    return [*sorted(tables - {"standard"}), *sorted(long)]


def texts_of(content: Mapping[str, Any], group: str) -> dict[Path, dict[str, Any]]:
    """The texts of a group by path, each by language; a text is a sentence or a list of sentences."""
    found: dict[Path, dict[str, Any]] = {}
    kind, _slash, name = group.partition("/")
    for language in languages(content):
        if kind == DOCUMENTS:
            found.setdefault((DOCUMENTS, name), {})[language] = content[DOCUMENTS].get(language, {}).get(name, "")
            continue
        for path, text in _leaves(content["texts"].get(language, {}).get(kind, {}), (kind,)):
            found.setdefault(path, {})[language] = text
    return found


def _leaves(tree: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(tree, Mapping):
        for key, each in tree.items():
            yield from _leaves(each, (*path, key))
    else:
        yield path, tree


def put_text(content: Content, path: Path, language: str, text: Any) -> None:
    """An empty text is taken away, so that the check can say that it is missing."""
    if path[0] == DOCUMENTS:
        content[DOCUMENTS].setdefault(language, {})[path[1]] = text
        return
    tree = content["texts"].setdefault(language, {})
    for key in path[:-1]:
        tree = tree.setdefault(key, {})
    if text:
        tree[path[-1]] = text
    else:
        tree.pop(path[-1], None)


def standard_texts(content: Mapping[str, Any], id: str) -> dict[Path, dict[str, Any]]:
    """What a standard says of itself: every text that it may have, in every language, empty where it has none."""
    said = {lang: content["texts"].get(lang, {}).get("standard", {}).get(id, {}) for lang in languages(content)}
    named = {lang: {"name": own} if isinstance(own, str) else own for lang, own in said.items()}
    return {("standard", id, what): {lang: own.get(what, "") for lang, own in named.items()} for what in STANDARD_TEXTS}


def put_standard(content: Content, id: str, texts: Mapping[tuple[Path, str], str], *, required: bool | None) -> None:
    """Other texts; required or supporting, where the standard is one that is answered."""
    for (path, language), text in texts.items():
        table = content["texts"].setdefault(language, {}).setdefault("standard", {})
        if isinstance(table.get(id), str):
            table[id] = {"name": table[id]}
        put_text(content, path, language, text)
    if required is not None:
        content["structure"]["standard"][id].pop("required", None)
        content["structure"]["standard"][id] |= {"required": True} if required else {}


def changed_texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """The texts that read otherwise, by path and language: new, dropped or changed."""
    found: list[tuple[Path, str]] = []
    for language in languages(after):
        for root, tree in (("texts", after["texts"]), (DOCUMENTS, after[DOCUMENTS])):
            now = dict(_leaves(tree.get(language, {}), ()))
            then = dict(_leaves(before[root].get(language, {}), ()))
            lead: Path = (DOCUMENTS,) if root == DOCUMENTS else ()
            found += [((*lead, *path), language) for path in {**then, **now} if now.get(path) != then.get(path)]
    return found


def children(content: Mapping[str, Any], id: str) -> list[str]:
    table = content["structure"].get("standard", {})
    return [one for one in content["order"].get("standard", []) if table.get(one, {}).get("under") == id]


def add_standard(content: Content, id: str, under: str, names: Mapping[str, str], *, required: bool) -> None:
    """A new indicator behind the last one under the same standard; in a flat list, at its end."""
    parts = list(content["structure"].get("part", {}))
    stands = {"under": under} if under else {"part": parts[0]} if parts else {}
    order = content["order"].setdefault("standard", [])
    behind = ([under, *children(content, under)])[-1]
    content["structure"]["standard"][id] = stands | ({"required": True} if required else {})
    order.insert(order.index(behind) + 1 if behind in order else len(order), id)
    for language, name in names.items():
        put_text(content, ("standard", id, "name"), language, name)


def drop_standard(content: Content, id: str) -> None:
    """Takes it away with everything under it, its texts too."""
    for child in children(content, id):
        drop_standard(content, child)
    content["structure"]["standard"].pop(id, None)
    content["order"]["standard"] = [one for one in content["order"].get("standard", []) if one != id]
    for texts in content["texts"].values():
        texts.get("standard", {}).pop(id, None)
        if not texts.get("standard", True):
            del texts["standard"]


def fitting(readiness: Mapping[str, Any], standards: Collection[str]) -> dict[str, Any]:
    """The rules from records to standards without those that were dropped; a rule that fits nothing any more goes."""
    kept = []
    for rule in readiness.get("rule", []):
        given = rule.get("fits", [])
        fits = [id for id in ([given] if isinstance(given, str) else given) if id in standards]
        if fits:
            kept.append({**rule, "fits": fits if isinstance(given, list) else fits[0]})
    return {**readiness, "rule": kept} if "rule" in readiness else dict(readiness)


def length_of(content: Mapping[str, Any], term: str) -> tuple[int, str] | None:
    """How many of what; None where the term is no length but a day of the year."""
    given = content["structure"]["term"][term]
    return next(((given[unit], unit) for unit in LENGTHS if unit in given), None)


def lengths(content: Mapping[str, Any]) -> dict[str, tuple[int, str]]:
    """The terms that are lengths, in their order."""
    found = {id: length_of(content, id) for id in content["structure"].get("term", {})}
    return {id: length for id, length in found.items() if length}


def put_length(content: Content, term: str, number: int, unit: str) -> None:
    given = content["structure"]["term"][term]
    for each in LENGTHS:
        given.pop(each, None)
    given[unit] = number
