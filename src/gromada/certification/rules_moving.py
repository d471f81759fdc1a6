"""Whether an open case may go on under another edition, with a sentence for "no"."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gromada.certification.models import Appointment, Case
from gromada.certification.proceeding.seeing import UNBEGUN
from gromada.certification.queries.moving import running
from gromada.certification.queries.reach import is_office
from gromada.certification.queries.roles import roles_of
from gromada.certification.sentences import language
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.models import Edition


def may_ever_move(case: Case, person: Person) -> bool:
    """The issuer's office; a draft that nobody has handed in is its writers' own."""
    if case.closed_on:
        return False
    return is_office(case, person) if case.number else mover(case, case.edition, person) != ""


def mover(case: Case, edition: Edition, person: Person) -> str:
    """The role in which the person would move the case into an edition; "" for none."""
    held = roles_of(person, case)
    if case.number:
        return next((role for role in edition.built.moving.by if role in held), "")
    first = case.rules.steps_from(case.state)[:1]
    forms = [case.edition.built.forms[s.form] for s in first if s.form]
    able = {*(r for s in first for r in s.by), *(w for f in forms for w in f.writers)}
    return next((role for role in sorted(held & able)), "")


def against_moving(case: Case, edition: Edition, person: Person) -> list[No]:
    """Every reason at once."""
    return [
        No(sentence) for sentence in (*_of_person(case, edition, person), *_of_case(case), *_of_edition(case, edition))
    ]


def _of_person(case: Case, edition: Edition, person: Person) -> Iterator[str]:
    if mover(case, edition, person):
        return
    names = [edition.built.text(("role", role), language()) for role in edition.built.moving.by]
    if case.number and not names:
        yield _("The edition %(edition)s does not say who may move open cases into it.") % {"edition": edition.version}
    else:
        yield _("An open case is moved to another edition by: %(roles)s.") % {"roles": ", ".join(names)}


def _of_case(case: Case) -> Iterator[str]:
    if case.closed_on:
        yield _("The case has ended; it stays under its edition.")
    if case.parent_id:
        yield _("This case is about another one and stays under the same edition as that.")
    if case.children.filter(closed_on__isnull=True).exists():
        yield _("A case about this one is open; it has to end first.")
    if case.sittings.filter(closed_at__isnull=True).exists():
        yield _("A sitting is called; hold it or call it off first.")
    if case.contributions.filter(taken__isnull=True).exists():
        yield _("Somebody has handed in their part already; wait until the others have.")


def _of_edition(case: Case, edition: Edition) -> Iterator[str]:
    built = edition.built
    if edition.pk == case.edition_id:
        yield _("The case stands under this edition already.")
    if edition.history_only or (edition.issuer_id, edition.scheme) != (case.issuer_id, case.edition.scheme):
        yield _("A case moves only to another edition of its own scheme that has a procedure.")
        return
    rules = built.proceedings.get(case.proceeding)
    if rules is None or (case.state != UNBEGUN and case.state not in rules.states) or case.state in rules.ends:
        state = case.edition.built.text(("proceeding", case.proceeding, "state", case.state), language())
        yield _("The other edition does not know where this case stands: “%(state)s”. Move it once it has gone on.") % {
            "state": state
        }
    lost = [run.term for run in running(case) if run.term not in built.terms]
    for term in dict.fromkeys(lost):
        yield _("The term “%(term)s” runs, and the other edition has none of this name. Wait until it is met or has passed.") % {
            "term": case.edition.built.text(("term", term), language())
        }  # fmt: skip
    roles = Appointment.objects.filter(case=case, until__isnull=True).values_list("role", flat=True).distinct()
    for role in roles:
        if role not in built.roles:
            yield _("Somebody is appointed as “%(role)s”, a role that the other edition does not have.") % {
                "role": case.edition.built.text(("role", role), language())
            }  # fmt: skip
    for annex in case.annexes:
        if annex not in built.parts:
            yield _("The other edition does not have the annex “%(annex)s”.") % {
                "annex": case.edition.built.text(("part", annex), language())
            }
