"""Filling in any page of any scheme: a good value at every place that the page asks for, found from the controls alone."""

from typing import Any

from gromada.certification.models import Case
from gromada.certification.proceeding import content as contents
from gromada.certification.queries.facts import CaseFacts
from gromada.kit import clock
from tests.builders import values
from tests.journeys.driver import Page
from tests.journeys.papers import photo


def filled(page: Page, case: Case, name: str, outcome: str = "", **typed: Any) -> Page:
    """Types what is missing into the page of a step and saves it; places on pages of their own are visited one after another."""
    known = case.rules.step(name)
    form = case.edition.built.forms.get(known.form or "") if known else None
    if known is None or form is None:
        return page
    for _round in range(4):  # an answer may ask for a reason
        held = CaseFacts(case, page.browser.who, known).content(form.id)
        slots = contents.missing(case.edition.built, form, case.parts, held, outcome or None)
        wanted = {s.path: _value(case, s) for s in slots if s.path not in typed and not s.field.proposed}
        if not wanted and not typed:
            return page
        page, typed = _typed(page, {**wanted, **typed}), {}
    raise AssertionError(f"{name} still asks for {sorted(wanted)} on {page.base}:\n{page.text[:3000]}")


def _value(case: Case, slot: Any) -> Any:
    if slot.field.type == "files" and slot.kind == "field":
        return photo()
    if slot.field.type == "date" and slot.kind == "field":
        return clock.today().strftime("%d.%m.%Y")
    return values.valid(case, slot)


def _typed(page: Page, wanted: dict[str, Any]) -> Page:
    """One page after another, as the places stand on them."""
    form = page.form("save")
    here = {path: value for path, value in wanted.items() if _control(form, path)}
    for path, value in here.items():
        _put(form, path, value)
    page = form.submit("Zapisz i dokończ później" if form.button("Zapisz i dokończ później") else "save")
    away = {path: value for path, value in wanted.items() if path not in here}
    if not away:
        return page
    first = page.url
    for path in away:
        node = path.split(":")[1]
        one = page.browser.visit(f"{first}{node}/")
        on_page = {p: v for p, v in away.items() if _control(one.form("save"), p)}
        assert path in on_page, f"{path} does not stand on {one.base}"
        answer = one.form("save")
        for p, value in on_page.items():
            _put(answer, p, value)
        answer.submit("save")
    return page.browser.visit(first)


def _control(form: Any, path: str) -> bool:
    return any(name in (path, f"files:{path}") or name.startswith(f"{path}.0.") for name in form.names())


def _put(form: Any, path: str, value: Any) -> None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        for number, row in enumerate(value):
            for cell, said in row.items():
                form.fill({f"{path}.{number}.{cell}": said})
    elif f"files:{path}" in form.names():
        form.fill({f"files:{path}": value})
    else:
        form.fill({path: value})
