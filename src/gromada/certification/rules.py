"""Questions about a case with a sentence for "no". They never write."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.history.deciding import works_in_office
from gromada.certification.models import Case, Letter, Reminder, Sitting, TermRun
from gromada.certification.proceeding import engine
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.reach import is_office, writing_step
from gromada.certification.queries.roles import actor, roles_of
from gromada.certification.queries.showing import told_by
from gromada.certification.sentences import language
from gromada.kit import clock, terms
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.records.personal import holds_number
from gromada.standards.edition.model import Form, Step
from gromada.ui.typography import longdate

REASON = 10  # characters of a reason at the least


def may_write(case: Case, form: Form, person: Person) -> No | None:
    if writing_step(case, form, person):
        return None
    if any(s.form == form.id for s in case.rules.steps_from(case.state)):
        return No(_("This form is somebody else's to write."))
    return No(
        _("This form is handed in or not open now; what you write is kept for you beside it, but does not change it.")
    )


def may_give_up(case: Case, person: Person) -> No | None:
    """A case that nobody has sent: by whoever began it, or could send it."""
    if case.number or case.closed_on:
        return No(_("Only a draft that nobody has sent is given up; what was sent is withdrawn by a step of the case."))
    takers = {role for step in case.rules.steps_from(case.state) for role in step.by}
    if case.begun_by_id != person.pk and not takers & roles_of(person, case):
        return No(_("A draft is given up by whoever began it, or by whoever may send it."))
    return None


def may_serve(case: Case, step: Step, person: Person) -> bool:
    """Whether the person sits in the body that decides the step, or serves it in the office."""
    return engine.role_for(case.edition.built, step, actor(person, case)) is not None or is_office(case, person)


def may_call_sitting(case: Case, step: Step, person: Person) -> No | None:
    """A sitting is called by those whose step it is, or by the office, which serves the body and writes its minutes."""
    if not may_serve(case, step, person):
        return No(_("A sitting is called by the body itself or by the office."))
    if Sitting.objects.filter(case=case, closed_at__isnull=True).exists():
        return No(_("A sitting on this case is open already; first close it."))
    return None


def may_be_settled_on(case: Case, step: Step, on: date) -> No | None:
    """A last day that a step gives a certificate has to lie ahead; asked before anybody votes."""
    if not step.form or not any(effect.effect == "certificate" for effect in step.effects):
        return None
    said = CaseFacts(case, None, step).content(step.form).get("until")
    try:
        return ends_before(date.fromisoformat(str(said)), on) if said else None
    except ValueError:  # no day at all: the form itself says so
        return None


def ends_before(until: date | None, on: date) -> No | None:
    if until is None or until >= on:
        return None
    return No(_("It ends before it begins: choose a later day, or leave the last day empty."), where="until")


def may_send_letters(case: Case, person: Person) -> No | None:
    if roles_may_send(case, roles_of(person, case)):
        return None
    return No(_("Letters are sent by the office or by the person responsible for the case."))


def roles_may_send(case: Case, roles: frozenset[str]) -> bool:
    """The issuer's office, and whoever of a body is responsible for the case."""
    held = [case.edition.built.roles[role] for role in roles]
    return any(role.source == "issuer" or (role.source == "case" and role.one_of) for role in held)


def may_extend(run: TermRun, person: Person) -> No | None:
    """Whether somebody may give a term more time now; the edition says who, how often and by how much."""
    edition = run.case.edition.built
    term = edition.terms[run.term]
    if not term.extensions:
        return No(_("This term cannot be extended."))
    if not roles_of(person, run.case) & set(term.extended_by):
        names = ", ".join(edition.text(("role", role), language()) for role in term.extended_by)
        return No(_("This term is extended by: %(roles)s.") % {"roles": names})
    if run.met_on or run.due_on is None or run.case.closed_on:
        return No(_("This term does not run."))
    if clock.today(edition.zone) > run.due_on:
        return No(_("The term has passed; it can be extended only while it runs."))
    if run.extensions.count() >= term.extensions:
        return No(_("This term has been extended as often as the rules allow."))
    return None


def longest(run: TermRun) -> date:
    """The last day to which a running term may be moved."""
    assert run.due_on
    edition = run.case.edition.built
    term = edition.terms[run.term]
    unit = "working_days" if term.working_days else "months" if term.months else "days"
    length: dict[str, Any] = {unit: term.longest}
    return terms.due(run.due_on, **length, country=edition.holidays, roll=term.ends_on_working_day)


def may_last_until(run: TermRun, until: date, reason: str) -> No | None:
    edition = run.case.edition.built
    term, most = edition.terms[run.term], longest(run)
    if run.due_on and until <= run.due_on:
        return No(_("The new last day has to be later than the present one."), where="until")
    if until > most:
        return No(_("At the latest: %(day)s.") % {"day": longdate(most)}, where="until")
    if (term.working_days or term.ends_on_working_day) and not terms.is_working_day(until, edition.holidays):
        following = longdate(min(terms.next_working_day(until, edition.holidays), most))
        return No(_("This is a day off; a term ends on a working day: %(day)s.") % {"day": following}, where="until")
    if len(reason) < REASON:
        return No(_("Write why, in a sentence that both sides will read."), where="reason")
    return None


def may_drop(letter: Letter) -> No | None:
    """A letter on which something waits has to reach its addressee: else a term would never run, or nobody would ever know."""
    if letter.starts.filter(started_on__isnull=True, met_on__isnull=True).exists() or told_by(letter).exists():
        return No(
            _(
                "Something waits for the delivery of this letter: a term, or what the public may know. It has to be sent."
            )
        )
    return None


def may_correct_delivery(letter: Letter) -> No | None:
    """A day that was typed wrong is corrected while nothing has come of it yet."""
    if letter.case.closed_on or any(run.met_on or run.extensions.exists() for run in letter.starts.all()):
        return No(_("Something has come of this day already; it can no longer be corrected."), where="delivered_on")
    return None


def may_tell(reminder: Reminder, person: Person) -> No | None:
    """The issuer's office, while nobody has told the holder yet."""
    if not works_in_office(person, reminder.certificate.issuer):
        return No(_("Only the office of the issuer notes that the holder was told."))
    if reminder.state in (Reminder.State.SENT, Reminder.State.TOLD):
        return No(_("The holder has been told already."))
    return None


def may_change(letter: Letter) -> No | None:
    if letter.state in (Letter.State.PREPARED, Letter.State.FAILED):
        return None
    return No(_("The letter has left; write a new one instead of changing it."))


def may_leave(letter: Letter) -> No | None:
    """A letter that a person sends carries no PESEL: nobody needs it there, and it cannot be called back."""
    if holds_number(f"{letter.subject}\n{letter.body}\n{letter.enclosures}"):
        return No(_("The letter holds a PESEL number. Take it out; nobody needs it here."), where="body")
    return may_change(letter)
