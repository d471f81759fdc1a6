"""Taking a step: lock the case, then the holder; refuse or move; terms, effects, journal last; one transaction. Letters come after it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.beginning import number_case
from gromada.certification.actions.effects import apply
from gromada.certification.actions.letters import prepare_for
from gromada.certification.actions.running import start_term
from gromada.certification.models import Answer, Appointment, Case, Contribution, Document, StepTaken, TermRun
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.engine import Move, Refused
from gromada.certification.proceeding.facts import OUTSIDE, TIME, Actor
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.proceeding.seeing import UNBEGUN
from gromada.certification.queries.beginnings import fits_case
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.locking import locked
from gromada.certification.queries.roles import roles_of
from gromada.certification.queries.told import state_seen
from gromada.certification.sentences import refusal
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Step


def take_step(
    case: Case,
    step: str,
    *,
    by: Person | None,
    outcome: str | None = None,
    on: date | None = None,
    seen: str | None = None,
    acting: Actor | None = None,
    document: Document | None = None,
    entered_by: Person | None = None,
    said: Content | None = None,
) -> StepTaken | Contribution:
    """Takes a step of the case and returns what was recorded. Raises Refusal with every reason; then nothing has changed.

    `seen` is the state that the person saw: if the case moved meanwhile, the step is refused with a sentence. `acting` replaces the
    person's own roles (the clock, another proceeding, a sitting). `document` and `entered_by`: entered by the office on paper; terms
    are then judged by the day on which the document counts. `said`: what the step's form holds, from somebody who has no account.
    """
    with transaction.atomic():
        done = _take(case, step, by, outcome, on, seen, acting, document, entered_by, said=said)
    if isinstance(done, StepTaken):
        prepare_for(done)
    return done


def _take(
    case: Case, step: str, by: Person | None, outcome: str | None, on: date | None, seen: str | None, acting: Actor | None,
    document: Document | None, entered_by: Person | None, cause: StepTaken | None = None, said: Content | None = None,
) -> StepTaken | Contribution:  # fmt: skip
    case = locked(case)
    edition, rules = case.edition.built, case.rules
    known = rules.step(step)
    if document is not None and (document.taken.exists() or document.parts.exists()):
        raise Refusal(No(_("Something has been entered on this document already.")))
    facts = CaseFacts(case, by, known, day=document.counts_on if document else None, said=said)
    actor = acting or Actor(str(by.uid) if by else TIME, roles_of(by, case) if by else frozenset({TIME}))
    try:
        _as_seen(case, known, actor, seen)
        if known and known.how.kind == "vote" and acting is None:
            raise Refused(Reason("vote_needed", known.clause))
        if case.closed_on:
            raise Refused(Reason("closed"))
        if case.state == UNBEGUN and case.parent and not fits_case(rules, case.parent):
            raise Refused(Reason("parent_moved", known.clause if known else ""))
        move = engine.take(edition, rules, case.state, step, facts, actor, outcome)
    except Refused as refused:
        raise refusal(refused.reasons, case) from refused
    content = dict(facts.content(move.step.form)) if move.step.form else {}
    if move.step.how.kind == "each" and by is not None:
        part = _contribute(case, move, content, by, document, entered_by)
        if move.to is None:
            return part
        content = {}
    return _move(case, move, content, by, on or clock.today(edition.zone), document, entered_by, cause)


def _as_seen(case: Case, step: Step | None, actor: Actor, seen: str | None) -> None:
    """Refuses what was pressed on a page that showed another state, or that was never told to whoever pressed it."""
    stands = case.state if seen is None else state_seen(case, actor.roles)
    untold = step is not None and stands != case.state and stands not in step.sources
    if seen is not None and (seen != stands or untold):
        raise Refused(Reason("wrong_state", facts={"state": stands}))


def _contribute(
    case: Case, move: Move, content: Content, by: Person, document: Document | None, entered_by: Person | None
) -> Contribution:
    part = Contribution.objects.create(
        case=case, step=move.step.id, person=by, content=content, at=clock.now(), document=document
    )
    append(
        "part.handed_in",
        "case",
        case.uid,
        by=(entered_by or by).uid,
        facts={"step": move.step.id, "document": document.uid if document else None},
        private={"content": content_digest(content)},
    )
    return part


def _move(
    case: Case,
    move: Move,
    content: Content,
    by: Person | None,
    on: date,
    document: Document | None,
    entered_by: Person | None,
    cause: StepTaken | None,
) -> StepTaken:
    assert move.to is not None
    first = case.state
    taken = StepTaken.objects.create(
        case=case, step=move.step.id, outcome=move.outcome or "", role=move.role, person=by, entered_by=entered_by, document=document,
        from_state=first, to_state=move.to, content=dict(content), on=on, at=clock.now(), cause=cause,
    )  # fmt: skip
    Contribution.objects.filter(case=case, step=move.step.id, taken__isnull=True).update(taken=taken)
    if not case.number:
        number_case(case)
        case.opened_on = on
    if case.state != move.to or first == UNBEGUN:
        case.turned_on = on
    case.state = move.to
    case.closed_on = on if move.ends else None
    case.save()
    TermRun.objects.filter(case=case, term__in=move.meets, met_on__isnull=True).update(met_on=on)
    _close_drafts(case, on)
    for term in move.starts:
        start_term(taken, term, document.delivered_on if document else None)
    appoint_named(taken)
    for effect in move.effects:
        apply(effect, taken, take=_act)
    _clear(case, move)
    append(
        "step.taken", "case", case.uid, by=entered_by.uid if entered_by else by.uid if by else _nobody(case, move), on=on,
        facts={
            "proceeding": case.proceeding, "step": move.step.id, "outcome": move.outcome or "", "role": move.role, "from": first, "to": move.to,
            "number": case.number, "document": document.uid if document else None,
        },
        private={"content": content_digest(content)},
    )  # fmt: skip
    case.refresh_from_db()
    return taken


def _nobody(case: Case, move: Move) -> str:
    """Whom the journal names where no person is known: somebody outside, or time."""
    role = case.edition.built.roles.get(move.role)
    return OUTSIDE if role and role.source == "public" else TIME


def _act(case: Case, step: str, cause: StepTaken) -> StepTaken:
    """A step taken by another proceeding (`parent` effect), inside the same transaction and on the same day."""
    role = cause.case.proceeding
    acting = Actor(f"proceeding:{role}", frozenset({role}))
    done = _take(case, step, None, None, cause.on, None, acting, None, None, cause)
    assert isinstance(done, StepTaken)
    return done


def appoint_named(taken: StepTaken) -> None:
    """People named in the step's form for a role are appointed; who held the role before in this case ends there."""
    case, rules = taken.case, taken.case.rules
    step = rules.step(taken.step)
    form = case.edition.built.forms.get(step.form or "") if step else None
    for field in form.fields if form else ():
        if field.role and field.id in taken.content:
            named = list(Person.objects.filter(uid__in=taken.content[field.id]))
            Appointment.objects.filter(case=case, role=field.role, until__isnull=True).exclude(person__in=named).update(
                until=taken.on
            )
            for person in named:
                Appointment.objects.get_or_create(
                    case=case,
                    role=field.role,
                    person=person,
                    until=None,
                    defaults={"since": taken.on, "by": taken.person},
                )


def _close_drafts(case: Case, on: date) -> None:
    """What somebody had begun to write about this case, and can no longer hand in, ends with it."""
    for draft in case.children.filter(number="", closed_on__isnull=True):
        if not fits_case(draft.rules, case):
            Case.objects.filter(pk=draft.pk).update(closed_on=on)


def _clear(case: Case, move: Move) -> None:
    """A form that is not kept starts fresh the next time; what it held stands in the step."""
    form = case.edition.built.forms.get(move.step.form or "")
    if form is not None and not form.keep:
        Answer.objects.filter(case=case, form=form.id).delete()
