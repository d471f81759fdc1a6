"""The closed list of effects: what a step does beside moving the case. Each runs inside the step's transaction."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from gromada.certification.actions.attaching import attach_snapshot_files
from gromada.certification.actions.beginning import begin
from gromada.certification.actions.certificates import apply_to_certificate
from gromada.certification.actions.evidence import snapshot_of
from gromada.certification.actions.impartiality import ask
from gromada.certification.models import Case, Certificate, Snapshot, StepTaken
from gromada.certification.queries.beginnings import first_state, open_already
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.proposals import last_decision, proposals
from gromada.institutions.queries import line_of
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.standards.edition.model import Effect

Take = Callable[[Case, str, StepTaken], StepTaken]


def apply(effect: Effect, taken: StepTaken, *, take: Take) -> None:
    """`take` takes a step of another case as this one's proceeding: the engine lends it, so that effects need not know the engine."""
    _EFFECTS[effect.effect](effect, taken, take)


def _actor(taken: StepTaken) -> str:
    person = taken.entered_by or taken.person
    return str(person.uid) if person else "time"


def _freeze(effect: Effect, taken: StepTaken, take: Take) -> None:
    case = taken.case
    step = case.rules.step(taken.step)
    form = step.form if step else None
    if form:
        version = (Snapshot.objects.filter(case=case, form=form).aggregate(last=Max("version"))["last"] or 0) + 1
        content = {"answers": taken.content, "evidence": snapshot_of(case, form)}
        digest = content_digest(content)
        made = Snapshot.objects.create(
            case=case, taken=taken, form=form, version=version, content=content, digest=digest, at=clock.now()
        )
        attach_snapshot_files(made)
        append(
            "form.frozen",
            "case",
            case.uid,
            by=_actor(taken),
            facts={"form": form, "version": version, "snapshot": made.uid, "digest": digest},
        )


def _appoint(effect: Effect, taken: StepTaken, take: Take) -> None:
    """The people were appointed from the form; whoever has yet to declare impartiality is asked now."""
    people = Person.objects.filter(
        appointments__case=taken.case, appointments__role=effect.args["role"], appointments__until__isnull=True
    )
    asker = taken.entered_by or taken.person
    if asker:
        ask(taken.case, people.distinct(), effect.args["role"], by=asker)


def _announce(effect: Effect, taken: StepTaken, take: Take) -> None:
    append("outcome.announced", "case", taken.case.uid, by=_actor(taken), on=taken.on, facts={"state": taken.to_state})


def _issue(effect: Effect, taken: StepTaken, take: Take) -> None:
    case = taken.case
    said: dict[str, Any] = {**proposals(case), **taken.content}
    for name in ("number", "valid_from", "decided_on"):  # what was emptied is not filled in behind anybody's back
        if not said[name]:
            raise Refusal(No(_("A certificate is not issued without it. Fill in this place."), where=name))
    number = str(said["number"]).strip()
    if Certificate.objects.filter(issuer=case.issuer, number=number).exists():
        raise Refusal(
            No(_("The number %(number)s belongs to another certificate.") % {"number": number}, where="number")
        )
    begins = date.fromisoformat(str(said["valid_from"]))
    ends = date.fromisoformat(str(said["valid_to"])) if said["valid_to"] else None
    if ends is not None and ends < begins:
        raise Refusal(No(_("The certificate would end before it begins. Correct the dates."), where="valid_to"))
    earlier = Certificate.objects.filter(
        institution__in=line_of(case.institution),
        unit=case.unit,
        issuer=case.issuer,
        edition__scheme=case.edition.scheme,
    )
    made = Certificate.objects.create(
        issuer=case.issuer, edition=case.edition, institution=case.institution, unit=case.unit, case=case, number=number,
        serial=said.get("serial"), award=earlier.count() + 1, annexes=case.annexes, decided_on=str(said["decided_on"]),
        announced_on=_announced(case), valid_from=str(begins), valid_to=str(ends or ""), starts_on=begins, ends_on=ends,
        endless=ends is None, label=str(said["label"]),
        issued_at=clock.now(),
    )  # fmt: skip
    case.certificate = made
    case.save(update_fields=["certificate"])
    append(
        "certificate.issued",
        "certificate",
        made.uid,
        by=_actor(taken),
        on=taken.on,
        facts={"number": number, "case": case.uid},
    )


def _announced(case: Case) -> str:
    steps = {s.id for s in case.rules.steps if any(e.effect == "announce" for e in s.effects)}
    decided = last_decision(case)
    rows = case.taken.filter(step__in=steps, pk__gt=decided.pk) if decided else case.taken.filter(step__in=steps)
    row = rows.last() or (decided if decided and decided.cause else None)
    return str(row.on) if row else ""


def _publish(effect: Effect, taken: StepTaken, take: Take) -> None:
    """Releases the certificate to the public; a ceremony's form says when, where and by whom it was handed over."""
    certificate = taken.case.certificate
    if certificate is None:
        return
    held = taken.content
    for field in ("handed_over_by", "handed_over_as", "occasion"):
        if held.get(field):
            setattr(certificate, field, str(held[field])[: 120 if field == "handed_over_by" else 200])
    if held.get("held_on"):
        certificate.handed_over_on = str(held["held_on"])
    certificate.public_from = certificate.public_from or taken.on
    certificate.save()
    append(
        "certificate.released",
        "certificate",
        certificate.uid,
        by=_actor(taken),
        on=taken.on,
        facts={"public_from": certificate.public_from},
    )


def _certificate(effect: Effect, taken: StepTaken, take: Take) -> None:
    apply_to_certificate(effect.args["do"], taken, actor=_actor(taken))


def _parent(effect: Effect, taken: StepTaken, take: Take) -> None:
    if taken.case.parent:
        take(taken.case.parent, effect.args["step"], taken)


def _open(effect: Effect, taken: StepTaken, take: Take) -> None:
    """Begins the other case, or joins the one that is open already: a second remark goes to the examination that the first began."""
    case = taken.case
    rules = case.edition.built.proceedings[effect.args["proceeding"]]
    parent = case if rules.about.kind == "case" else None
    same = Case(
        issuer=case.issuer, edition=case.edition, proceeding=rules.id, state=first_state(rules), institution=case.institution,
        unit=case.unit, certificate=case.certificate, parent=parent,
    )  # fmt: skip
    taken.leads_to = open_already(same).first() or begin(
        case.institution, case.edition, rules.id, by=None, unit=case.unit, certificate=case.certificate, parent=parent,
        annexes=tuple(case.annexes),
    )  # fmt: skip
    taken.save(update_fields=["leads_to"])


_EFFECTS: dict[str, Callable[[Effect, StepTaken, Take], None]] = {
    "freeze": _freeze, "appoint": _appoint, "announce": _announce, "issue": _issue, "publish": _publish, "certificate": _certificate,
    "parent": _parent, "open": _open,
}  # fmt: skip
