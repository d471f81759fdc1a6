"""What no longer fits when a case moves to another edition, kept as a person would read it."""

from typing import Any

from gromada.certification.models import Case
from gromada.certification.pages.places import Places, title
from gromada.certification.proceeding.paths import kind_of
from gromada.certification.queries.moving import Unfit
from gromada.certification.queries.wording import value_text
from gromada.certification.sentences import language


def said_of_unfit(case: Case, one: Unfit) -> dict[str, Any]:
    """Form, whose copy, the question in full and what was said, in words that need no edition to be read."""
    edition = case.edition.built
    form = edition.forms.get(one.form)
    step = next((s for s in case.rules.steps if s.form == one.form), None)
    if form is None or step is None:
        return {"form": one.form, "owner": one.owner, "place": one.path, "said": str(one.value)}
    places = Places(case, step, form)
    name = edition.text(("form", form.id), language())
    if one.evidence:
        node = places.by_id.get(one.path)
        return {
            "form": one.form,
            "owner": one.owner,
            "name": name,
            "place": title(edition, node) if node else one.path,
            "said": str(one.value),
        }
    node = places.by_id.get(one.path.split(":")[1]) if ":" in one.path else None
    question = title(edition, node) if node else ""
    label = places.label(one.path)
    return {
        "form": one.form, "owner": one.owner, "name": name, "place": f"{label} ({question})" if question and question != label else label,
        "said": _in_words(places, one.path, one.value),
    }  # fmt: skip


def _in_words(places: Places, path: str, value: Any) -> str:
    known = kind_of(places.form, path)
    if known and known[1] == "value":
        return places.edition.text(("scale", known[0].scale or "", str(value)), language())
    if known and known[1] == "field":
        return value_text(places.edition, places.form, known[0], value, language())
    return str(value)
