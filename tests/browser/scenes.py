"""What a test of the browser finds prepared, made beside the running server on the same data: python -m tests.browser.scenes NAME …

Each function gives something that fits into JSON. It runs in a process of its own, since the server's database is not the tests'.
"""

import json
import os
import sys
from typing import Any
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gromada.config.settings")
django.setup()

from gromada.certification.actions.beginning import begin  # noqa: E402
from gromada.certification.actions.writing import owner_of, write  # noqa: E402
from gromada.certification.models import Answer, Case  # noqa: E402
from gromada.certification.queries.roles import holders_of  # noqa: E402
from gromada.certification.queries.voting import voting_role  # noqa: E402
from gromada.institutions.models import Function, Institution  # noqa: E402
from gromada.people.models import Person  # noqa: E402
from gromada.standards.models import Edition  # noqa: E402
from tests.browser.corners import account, corners  # noqa: E402
from tests.builders.cases import act, fill  # noqa: E402
from tests.builders.people import person, works_in  # noqa: E402


def people() -> dict[str, str]:
    """Everybody of the demonstration: user name → uid."""
    return {p.username: str(p.uid) for p in Person.objects.filter(demo=True)}


def cases() -> dict[str, str]:
    """The cases of the demonstration: user name of the institution's head → uid of the case."""
    rows = Function.objects.filter(person__demo=True, kind=Function.Kind.HEAD).select_related("person", "institution")
    found = ((row.person.username, Case.objects.filter(institution=row.institution).first()) for row in rows)
    return {username: str(case.uid) for username, case in found if case}


def institution() -> dict[str, str]:
    """A new invented institution with a head and two who write, without a case."""
    mark = uuid4().hex[:6]
    kind, home = "social_assistance_centre", f"Ośrodek Pomocy Społecznej w Próbie {mark}"
    made = Institution.objects.create(
        slug=f"proba-{mark}-demo", name=home, kind=kind, town="Próba", voivodeship="podlaskie", demo=True
    )
    who = {name: person(f"{name.title()} {mark}", f"{name}-{mark}", demo=True) for name in ("head", "editor", "other")}
    for name, one in who.items():
        works_in(made, Function.Kind.HEAD if name == "head" else Function.Kind.TEAM, one)
    said = {name: one.username for name, one in who.items()} | {f"{name} name": one.name for name, one in who.items()}
    return {"uid": str(made.uid), "name": home} | said


def begun(institution: str) -> str:
    """A case about an institution, just begun by its head with the first annex open to its kind."""
    home = Institution.objects.get(uid=institution)
    edition = Edition.objects.get(key="cal-2022")
    head = Function.objects.get(institution=home, kind=Function.Kind.HEAD).person
    annex = edition.built.annexes_for(home.kind)[0].id
    return str(begin(home, edition, "certification", by=head, annexes=(annex,)).uid)


def fill_but(case: str, form: str, *empty: str) -> list[str]:
    """Writes a valid value into every place that a form of a case needs, but not into the places named."""
    known = Case.objects.get(uid=case)
    head = Function.objects.get(institution=known.institution, kind=Function.Kind.HEAD).person
    return fill_but_as(head.username, case, form, *empty)


def fill_but_as(username: str, case: str, form: str, *empty: str) -> list[str]:
    """The same as somebody who writes a form of their own; an opinion of two experts is written twice."""
    known, who = Case.objects.get(uid=case), Person.objects.get(username=username)
    step = next((s for s in known.rules.steps_from(known.state) if s.form == form), None)
    fill(known, form, by=who)
    for path in empty:
        held = Answer.objects.get(case=known, form=form, path=path, owner=owner_of(step, who))
        write(known, known.edition.built.forms[form], path, "", base=held.version, by=who)
    return list(empty)


def taken(case: str, *steps: str) -> str:
    """Takes steps of a case ("id" or "id=outcome") by those who may, one after another; gives its state."""
    known = Case.objects.get(uid=case)
    for said in steps:
        step, _, outcome = said.partition("=")
        known = act(known, step, outcome=outcome or None)
    return known.state


def state(case: str) -> str:
    """The state of a case, as the edition calls it."""
    return Case.objects.get(uid=case).state


def voters(case: str, step: str) -> list[str]:
    """User names of those who vote in a step of a case."""
    known = Case.objects.get(uid=case)
    found = known.rules.step(step)
    assert found is not None
    return [p.username for p in holders_of(known, voting_role(known, found))]


def holders(case: str, role: str) -> list[str]:
    """User names of those who hold a role in a case."""
    known = Case.objects.get(uid=case)
    return [p.username for p in holders_of(known, known.edition.built.roles[role])]


SCENES = (people, cases, institution, begun, fill_but, fill_but_as, taken, state, voters, holders, corners, account)


def main(name: str, *arguments: str) -> Any:
    return {scene.__name__: scene for scene in SCENES}[name](*arguments)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
