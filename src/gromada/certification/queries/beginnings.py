"""What may be begun about a certificate, or about a case in the state it is in, and by whom. Told from the edition's tables alone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from gromada.certification.models import Case, Certificate
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.proceeding.seeing import UNBEGUN, step_from_outside
from gromada.certification.queries.entering import paper_roles
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.told import state_seen
from gromada.institutions.models import Institution, Unit
from gromada.kit import clock
from gromada.standards.edition.model import Edition, Proceeding, Step
from gromada.standards.models import Edition as EditionRow

# Rules that look at what stands outside the case itself: only these can be asked before there is a case.
_OUTSIDE = ("term", "certificate", "others_than")


@dataclass(frozen=True)
class Beginning:
    """A proceeding that the reader may begin: its first step, and what stands in the way now. `case` is not saved."""

    case: Case
    step: Step
    mine: bool  # the step is the reader's to take, not only to write
    reasons: tuple[Reason, ...] = ()
    due: date | None = None  # the last day on which it may be done


def about_case(case: Case) -> list[Proceeding]:
    """Proceedings that may be begun about a case as it stands."""
    return [p for p in case.edition.built.proceedings.values() if fits_case(p, case)]


def fits_case(proceeding: Proceeding, parent: Case) -> bool:
    about = proceeding.about
    return about.kind == "case" and parent.proceeding in about.proceedings and parent.state in about.states


def about_certificate(edition: Edition) -> list[Proceeding]:
    return [p for p in edition.proceedings.values() if p.about.kind == "certificate"]


def leading(edition: Edition) -> list[str]:
    """The proceedings by which an institution comes to a certificate; where none issues one, all that are about an institution."""
    about = [p for p in edition.proceedings.values() if p.about.kind == "institution"]
    issuing = [p.id for p in about if any(effect.effect == "issue" for step in p.steps for effect in step.effects)]
    return issuing or [p.id for p in about]


def edition_for(certificate: Certificate) -> EditionRow | None:
    """The edition whose proceedings follow a certificate: its own, or where that knows none the current one of its scheme."""
    if about_certificate(certificate.edition.built):
        return certificate.edition
    rows = EditionRow.objects.filter(issuer=certificate.issuer, scheme=certificate.edition.scheme, current=True)
    return next((row for row in rows if about_certificate(row.built)), None)


def holder_now(certificate: Certificate) -> tuple[Institution, Unit | None]:
    """Who acts about a certificate: its holder of today; a unit stays behind with the institution it belonged to."""
    holder = certificate.held_by(clock.today(certificate.edition.built.zone))
    return holder, certificate.unit if holder == certificate.institution else None


def open_already(case: Case) -> QuerySet[Case]:
    """Open cases of the kind of a new one (which need not be saved) about the same thing: there may be one at a time.

    What somebody outside may begin runs as often as people write: of those only the draft of whoever begins it now counts.
    """
    same = Case.objects.filter(
        institution=case.institution, unit=case.unit, issuer=case.issuer, edition__scheme=case.edition.scheme,
        proceeding=case.proceeding, parent=case.parent, certificate=case.certificate, closed_on__isnull=True,
    )  # fmt: skip
    if step_from_outside(case.edition.built, case.rules):
        return same.filter(number="", begun_by=case.begun_by, begun_by__isnull=False)
    return same


def step_outside(certificate: Certificate) -> tuple[Proceeding, Step] | None:
    """The proceeding that somebody without an account may begin about a certificate, and its first step."""
    edition = edition_for(certificate)
    for rules in about_certificate(edition.built) if edition else ():
        step = step_from_outside(edition.built, rules) if edition else None
        if step is not None:
            return rules, step
    return None


def first_state(proceeding: Proceeding) -> str:
    return UNBEGUN if any(step.begins_case for step in proceeding.steps) else proceeding.begins


def of_case(parent: Case, standing: Standing) -> Iterator[Beginning]:
    """Nothing is begun about what the person does not know yet."""
    if state_seen(parent, standing.roles(parent)) != parent.state:
        return
    for draft in _about_case(parent):
        yield from _offered(draft, standing)


def of_certificate(certificate: Certificate, standing: Standing) -> Iterator[Beginning]:
    for draft in _about_certificate(certificate):
        yield from _offered(draft, standing)


def on_paper(about: Case | Certificate) -> Iterator[Beginning]:
    """What the office may begin on a letter, for whoever signed it. The first step itself is judged by the day of the letter."""
    for draft in _about_case(about) if isinstance(about, Case) else _about_certificate(about):
        for step in draft.rules.steps_from(draft.state)[:1]:
            if paper_roles(draft, step):
                yield Beginning(draft, step, mine=False)


def _about_case(parent: Case) -> Iterator[Case]:
    for rules in about_case(parent):
        yield Case(
            issuer=parent.issuer, edition=parent.edition, proceeding=rules.id, state=first_state(rules), institution=parent.institution,
            unit=parent.unit, certificate=parent.certificate, parent=parent, annexes=parent.annexes,
        )  # fmt: skip


def _about_certificate(certificate: Certificate) -> Iterator[Case]:
    edition = edition_for(certificate)
    holder, unit = holder_now(certificate)
    for rules in about_certificate(edition.built) if edition else ():
        if certificate.imported and _corrects(rules):
            continue  # history is as exact as its source: the office writes it anew, whole days are not known
        yield Case(
            issuer=certificate.issuer, edition=edition, proceeding=rules.id, state=first_state(rules),
            institution=holder, unit=unit, certificate=certificate, annexes=certificate.annexes,
        )  # fmt: skip


def _corrects(rules: Proceeding) -> bool:
    return any(
        e.effect == "certificate" and e.args.get("do") == "correct" for step in rules.steps for e in step.effects
    )


def _offered(draft: Case, standing: Standing) -> Iterator[Beginning]:
    edition, roles = draft.edition.built, standing.roles(draft)
    for step in draft.rules.steps_from(draft.state)[:1]:
        form = edition.forms.get(step.form or "")
        if not roles & {*step.by, *(form.writers if form else ())}:
            continue
        actor, facts = Actor(str(standing.person.uid), roles), CaseFacts(draft)
        asked = replace(step, form=None, provided=tuple(r for r in step.provided if r.rule in _OUTSIDE))
        found = tuple(engine.reasons_against(edition, asked, facts, actor, None, filled=False))
        yield Beginning(draft, step, bool(roles & set(step.by)), found, _due(step, facts))


def _due(step: Step, facts: CaseFacts) -> date | None:
    """The end of the term within which the step has to be taken."""
    names = [r.args for r in step.provided if r.rule == "term" and r.args["is"] in ("open", "running")]
    runs = [facts.run(args["name"], args.get("of")) for args in names]
    return min(
        (run.due for run in runs if run and run.due and run.due >= clock.today(facts.edition.zone)), default=None
    )
