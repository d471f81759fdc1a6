"""What a step may do to a certificate that exists: suspend, reinstate, revoke, give up, pass on, correct."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate, CertificateEvent, StepTaken
from gromada.certification.proceeding.facts import TIME
from gromada.certification.queries.beginnings import holder_now
from gromada.certification.queries.proposals import SAID
from gromada.certification.queries.showing import lifts, waits_for_delivery
from gromada.certification.rules import ends_before
from gromada.institutions.actions import record_succession
from gromada.institutions.models import Institution, Succession
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.ui.typography import longdate

Kind = CertificateEvent.Kind


def apply_to_certificate(kind: str, taken: StepTaken, *, actor: str) -> None:
    """`actor`: whom the journal names. Raises Refusal where the step's form says what cannot be."""
    certificate = taken.case.certificate
    if certificate is None:
        return
    if kind == Kind.REINSTATE and not lifts(certificate, taken):
        return  # there is nothing to lift, and the public must not learn from its end that something was looked into
    said: dict[str, Any] = {"until": _until(taken), "effective_on": taken.on}
    if kind == Kind.RESIGN:
        said |= {"effective_on": _given_up_on(certificate, taken)}
    if kind == Kind.TRANSFER:
        said |= _passed_on(certificate, taken, actor)
    if kind == Kind.CORRECT:
        said |= {"changes": _corrected(certificate, taken)}
    made = CertificateEvent.objects.create(
        certificate=certificate, kind=kind, taken=taken, at=clock.now(), **said,
        shown_on=_delivered(taken) if waits_for_delivery(certificate, kind, taken) else taken.on,
    )  # fmt: skip
    if kind == Kind.TRANSFER:
        hand_cases_over(Certificate.objects.get(pk=certificate.pk), but=taken.case)
    facts = {"event": made.uid, "changed": sorted(made.changes.get("was", {}))} if made.changes else {"event": made.uid}
    append(f"certificate.{made.kind}", "certificate", certificate.uid, by=actor, on=taken.on, facts=facts)


def _delivered(taken: StepTaken) -> date | None:
    """Known already only where the step was entered on a document that was delivered."""
    return taken.document.delivered_on if taken.document else None


def _until(taken: StepTaken) -> date | None:
    until = _day(taken.content.get("until"))
    if refused := ends_before(until, taken.on):
        raise Refusal(refused)
    if until and taken.document is None and until < clock.today(taken.case.edition.built.zone):
        raise Refusal(No(_("This day has passed: choose a later day, or leave the last day empty."), where="until"))
    return until


def _day(said: Any) -> date | None:
    return date.fromisoformat(str(said)) if said else None


def _given_up_on(certificate: Certificate, taken: StepTaken) -> date:
    """The first day without it: never in the past, for until then it was shown as in force to whoever asked."""
    since = _day(taken.content.get("since")) or taken.on
    if since < taken.on:
        raise Refusal(No(_("That day has passed: choose today or a later day, or leave the day empty."), where="since"))
    if certificate.ends_on and since > certificate.ends_on:
        sentence = _("The certificate ends by itself on %(day)s: choose a day up to then.")
        raise Refusal(No(sentence % {"day": longdate(certificate.ends_on)}, where="since"))
    return since


def _passed_on(certificate: Certificate, taken: StepTaken, actor: str) -> dict[str, Any]:
    """The successor, from the day of the transformation. That it took the other's place is written down with it, once."""
    since = _day(taken.content.get("since")) or taken.on
    holder = certificate.held_by(taken.on)
    successor = Institution.objects.filter(uid__in=[uid for uid in [taken.content.get("successor")] if uid]).first()
    if successor is None or successor == holder:
        raise Refusal(No(_("Choose the institution that takes the certificate over."), where="successor"))
    begins, ends = certificate.starts_on, certificate.ends_on
    if (begins and since < begins) or (ends and since > ends):
        raise Refusal(
            No(
                _("The certificate was not valid on that day: the transformation falls outside its term."),
                where="since",
            )
        )
    if certificate.unit is None:
        _succeeds(holder, successor, since, str(taken.content.get("act") or ""), actor)
    return {"to": successor, "effective_on": since}


def hand_cases_over(certificate: Certificate, *, but: Case | None = None) -> int:
    """Open cases about a certificate become those of its holder of today, from the day of the transformation. How many."""
    holder, unit = holder_now(certificate)
    rows = Case.objects.filter(certificate=certificate, closed_on=None).exclude(institution=holder)
    moved = list(rows.exclude(pk=but.pk) if but else rows)
    for case in moved:
        Case.objects.filter(pk=case.pk).update(institution=holder, unit=unit)
        append("case.handed_over", "case", case.uid, by=TIME, facts={"from": case.institution.uid, "to": holder.uid})
    return len(moved)


def _succeeds(holder: Institution, successor: Institution, since: date, act: str, actor: str) -> None:
    known = Succession.objects.filter(predecessor=holder).select_related("successor").first()
    if known is None:
        record_succession(holder, successor, since=since, act=act[:300], by=actor)
    elif known.successor != successor:
        sentence = _("%(institution)s already has another successor: %(successor)s.")
        raise Refusal(No(sentence % {"institution": holder.name, "successor": known.successor.name}, where="successor"))


def _corrected(certificate: Certificate, taken: StepTaken) -> dict[str, Any]:
    """Writes what the form says otherwise, and returns what was and what is. Nothing different: only a new paper is made."""
    held = {name: str(taken.content[name] or "").strip() for name in SAID if name in taken.content}
    was = {name: getattr(certificate, name) for name, value in held.items() if value != getattr(certificate, name)}
    number = held.get("number", certificate.number)
    same = Certificate.objects.filter(issuer=certificate.issuer, number=number).exclude(pk=certificate.pk)
    if number and same.exists():
        raise Refusal(
            No(_("The number %(number)s belongs to another certificate.") % {"number": number}, where="number")
        )
    for name in was:
        setattr(certificate, name, held[name])
    if {"valid_from", "valid_to"} & set(was):
        _redate(certificate)
    certificate.save()
    reason = str(taken.content.get("reason") or "")
    return {"was": was, "is": {name: held[name] for name in was}, "reason": reason}


def _redate(certificate: Certificate) -> None:
    begins, ends = _day(certificate.valid_from), _day(certificate.valid_to)
    if begins and ends and ends < begins:
        raise Refusal(No(_("The last day of validity lies before the first."), where="valid_to"))
    certificate.starts_on, certificate.ends_on = begins, ends
    certificate.endless = ends is None and certificate.endless
