"""What the pages of editions show: what differs from the last one, what is wrong and where, what stays with files."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.queries.wording import length
from gromada.certification.sentences import language
from gromada.desk.mistakes import sentence
from gromada.desk.rules_editions import may_draft, publishes_alone, publishing_bodies
from gromada.desk.words_editions import in_words
from gromada.people.models import Person
from gromada.standards import drafting
from gromada.standards.drafts import problems_of
from gromada.standards.edition.diff import compare
from gromada.standards.edition.load import build
from gromada.standards.edition.mistakes import EditionMistakes, Path, Problem
from gromada.standards.edition.model import Edition as Built
from gromada.standards.edition.model import Term
from gromada.standards.models import Draft
from gromada.ui.languages import language_name


def draft_page(draft: Draft, person: Person) -> dict[str, Any]:
    problems = problems_of(draft)
    base = draft.base.built
    return {
        "draft": draft,
        "base": draft.base,
        "edits": may_draft(person, draft.base) is None and not draft.published_at,
        "alone": publishes_alone(person, draft.base),
        "bodies": ", ".join(base.text(("body", body), language()) for body in publishing_bodies(base)),
        "mistakes": [{"sentence": sentence(each), "url": _place(draft, each), "path": _where(draft, each)} for each in problems],
        "differences": [] if problems else list(differences(draft)),
        "chapters": list(_chapters(draft)),
        "terms": [(id, _text(base, ("term", id)), _lasts(id, *given)) for id, given in drafting.lengths(draft.content).items()],
        "groups": [(group, _group(base, group)) for group in drafting.groups(draft.content)],
        "by_file": [(title, [_text(base, (kind, id)) for id in known]) for kind, title, known in _by_file(base)],
    }  # fmt: skip


def _by_file(base: Built) -> Iterator[tuple[str, str, list[str]]]:
    yield "scale", _("Scales"), list(base.scales)
    yield "role", _("Roles"), list(base.roles)
    yield "proceeding", _("Proceedings"), list(base.proceedings)


def _text(edition: Built, path: tuple[str, ...]) -> str:
    return edition.text(path, language()) or path[-1]


def _group(base: Built, group: str) -> str:
    """A group in words. A long text is called by what it is about; one that nobody foresaw keeps its own name."""
    _kind, _slash, name = group.partition("/")
    if not name:
        words = {
            "scheme": _("The scheme"), "issuer": _("The issuer"), "term": _("Terms"), "body": _("Bodies"), "field": _("Fields of work"),
            "form": _("Forms and their questions"), "function": _("Functions"), "kind": _("Kinds of institution"), "letter": _("Names of letters"),
            "level": _("Levels of the standards"), "part": _("Parts of the standards"), "pool": _("Pools of people"),
            "proceeding": _("Steps and states"), "role": _("Roles"), "scale": _("Scales"), "signature": _("Signatures"),
        }  # fmt: skip
        return words.get(group, group)
    folder, _slash, file = name.partition("/")
    if folder == "letters":
        return _("Letter: %(name)s") % {"name": _text(base, ("letter", file))}
    if file.startswith("annex-"):
        return _("Annex: %(name)s") % {"name": _text(base, ("part", file.removeprefix("annex-")))}
    known = {
        "certificate": _("The words of the certificate"),
        "laudation": _("The speech"),
        "regulations": _("The regulations"),
    }
    return known.get(file, name)


def _chapters(draft: Draft) -> Iterator[tuple[str, list[list[dict[str, Any]]]]]:
    """The parts of the standards, what everybody answers first: each a list of its standards with all that stands under them."""
    known, lines = draft.content["structure"].get("part", {}), lines_of(draft.content)
    for part in sorted(known, key=lambda id: bool(known[id].get("annex"))):
        roots = [line["id"] for line in lines if not line["depth"] and line["part"] == part]
        yield (
            _text(draft.base.built, ("part", part)),
            [[line for line in lines if line["root"] == root] for root in roots],
        )


def lines_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Standards in their order, each under its own: as a flat list with its depth and what it stands under in the end."""
    table = content["structure"].get("standard", {})
    found = []
    for id in content["order"].get("standard", []):
        depth, root = 0, id
        while table.get(root, {}).get("under") and depth < 6:
            depth, root = depth + 1, table[root]["under"]
        names = drafting.standard_texts(content, id)["standard", id, "name"]
        leaf = not drafting.children(content, id)
        name = names.get(language()) or next(iter(names.values()), "")
        found.append(
            {"id": id, "name": name, "depth": depth, "root": root, "part": table.get(root, {}).get("part", ""),
             "leaf": leaf, "required": leaf and table[id].get("required", False)}
        )  # fmt: skip
    return found


def titles(draft: Draft) -> dict[str, dict[str, str]]:
    """What the pages about a term, a group of texts and a standard are called."""
    base = draft.base.built
    return {
        "term": {id: _text(base, ("term", id)) for id in drafting.lengths(draft.content)},
        "group": {group: _group(base, group) for group in drafting.groups(draft.content)},
        "standard": {line["id"]: f"{line['id']} {line['name']}" for line in lines_of(draft.content)},
    }


def _about(problem: Problem) -> Path:
    """The way to what is meant, without the language and the sort of file."""
    if "of" in problem.facts:
        return (*problem.facts["of"].split("/"), problem.facts["word"])
    kind, *rest = problem.path
    return tuple(rest[1:] if kind in ("texts", drafting.DOCUMENTS) else rest)


def _place(draft: Draft, problem: Problem) -> str:
    """The page on which a mistake can be mended; "" where it is a matter of the files."""
    kind, path = problem.path[0], _about(problem)
    if len(path) > 1 and path[0] == "standard" and str(path[1]) in draft.content["structure"].get("standard", {}):
        return reverse("desk:draft_standard", args=[draft.uid, path[1]])
    if kind == drafting.DOCUMENTS and path:
        return reverse("desk:draft_texts", args=[draft.uid, f"{drafting.DOCUMENTS}/{path[0]}"])
    if path and str(path[0]) in drafting.groups(draft.content):
        return reverse("desk:draft_texts", args=[draft.uid, path[0]])
    if len(path) > 1 and path[0] == "term":
        return reverse("desk:draft_term", args=[draft.uid, path[1]])
    return ""


def differences(draft: Draft) -> Iterator[str]:
    """What the draft means for a holder, in sentences of the page's language."""
    before, after = draft.base.built, _built(draft)
    if after is None:
        return
    found = compare(before, after)
    for id in found.standards_new:
        yield _("New: %(name)s") % {"name": _named(after, id)}
    for id in found.standards_dropped:
        yield _("Dropped: %(name)s") % {"name": _named(before, id)}
    for change in found.standards_changed:
        if change.required:
            said = _("Now required: %(name)s") if change.required[1] else _("No longer required: %(name)s")
            yield said % {"name": _named(after, change.id)}
    for term in found.terms:
        told = {"name": _text(after, ("term", term.id)), "before": length(term.before), "after": length(term.after)}
        yield _("Term “%(name)s”: %(before)s → %(after)s") % told
    texts = drafting.changed_texts(draft.base.content, draft.content)
    for path, of in texts:
        yield _("Reads otherwise (%(language)s): %(path)s") % {
            "language": language_name(of),
            "path": _told(draft, path),
        }
    if not found.is_nothing:
        count = len(found.standards_standing)
        yield ngettext("Answers to %(count)s standard still stand.", "Answers to %(count)s standards still stand.", count) % {"count": count}  # fmt: skip


def _lasts(term: str, number: int, unit: str) -> str:
    given = {"days": Term(term, days=number), "working_days": Term(term, working_days=number)}
    return length(given.get(unit, Term(term, months=number)))


def _told(draft: Draft, path: Path) -> str:
    """Where a text stands, in the words by which the page leads to it."""
    named, group = titles(draft), str(path[0])
    if group == drafting.DOCUMENTS:
        return named["group"].get("/".join(map(str, path[:2])), str(path[-1]))
    words = in_words(path, draft.content, draft.base.content)
    if group == "standard" and len(path) > 1:
        return " › ".join([named["standard"].get(str(path[1]), str(path[1])), *words[2:]])
    return " › ".join([named["group"].get(group, group), *words[1:]])


def _where(draft: Draft, problem: Problem) -> str:
    """The place of a mistake in the same words; of what stands with the files, the way through them."""
    path = _about(problem)
    if problem.path[0] == drafting.DOCUMENTS and path:
        path = (drafting.DOCUMENTS, *path)
    known = path and (_place(draft, problem) or str(path[0]) in drafting.groups(draft.content))
    return _told(draft, path) if known else " › ".join(map(str, path))


def _built(draft: Draft) -> Built | None:
    try:
        return build(draft.content)
    except EditionMistakes:
        return None


def _named(edition: Built, id: str) -> str:
    return f"{id} {edition.text(('standard', id), language())}"
