"""Reminders before a certificate ends, of every certificate, those from history too. Each goes once, by itself; where it cannot, a person tells the holder."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gromada.certification.actions.letters import ATTEMPTS, FIRST_WAIT
from gromada.certification.letters import of_certificate, plain
from gromada.certification.models import Certificate, Reminder
from gromada.certification.queries.beginnings import holder_now
from gromada.certification.queries.ending import Ending, due_now, ending, is_asked_for, reminding
from gromada.certification.rules import may_tell
from gromada.journal.actions import append
from gromada.kit import clock, mail
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person


def remind_of_ends() -> int:
    """Prepares what is due today; a missed day is caught up, an old one is not sent late. Returns how many."""
    waiting = (one for one in ending(Certificate.objects.all()) if one.confirmed and not is_asked_for(one))
    return sum(_remind(one) for one in waiting)


def _remind(one: Ending) -> int:
    certificate = one.certificate
    edition, terms = reminding(certificate)
    assert certificate.ends_on
    early = due_now(certificate.ends_on, terms.reminders, clock.today(edition.zone))
    language = edition.languages[0]
    holder, unit = holder_now(certificate)
    name = f"{holder.name}, {unit.name}" if unit else holder.name
    with override(language):
        text = of_certificate(certificate, name, edition, terms.reminder, language)
    with transaction.atomic():
        state = Reminder.State.WAITING if "@" in holder.email else Reminder.State.BY_HAND
        made, new = Reminder.objects.get_or_create(
            certificate=certificate, ends_on=certificate.ends_on, early=early,
            defaults={
                "language": language, "addressee": name, "address": holder.email, "state": state,
                "subject": text.subject, "body": text.body, "prepared_at": clock.now(),
                "next_attempt_at": clock.now() if state == Reminder.State.WAITING else None,
            },
        )  # fmt: skip
        if new:
            append(
                "reminder.prepared", "certificate", certificate.uid, by="time", facts={"early": early, "uid": made.uid}
            )
    return int(new)


def has_waiting() -> bool:
    return Reminder.objects.filter(state=Reminder.State.WAITING, next_attempt_at__lte=clock.now()).exists()


def deliver_waiting(limit: int = 50) -> int:
    """Sends what waits; what fails again and again becomes a person's. Returns how many went."""
    rows = Reminder.objects.filter(state=Reminder.State.WAITING, next_attempt_at__lte=clock.now())
    return sum(_deliver(pk) for pk in list(rows.order_by("pk").values_list("pk", flat=True)[:limit]))


def _deliver(pk: int) -> int:
    with transaction.atomic():
        # Claimed before the slow work: a second worker sees that it is not due, a killed one leaves it to the next round.
        row = Reminder.objects.select_for_update().get(pk=pk)
        if row.state != Reminder.State.WAITING or row.next_attempt_at is None or row.next_attempt_at > clock.now():
            return 0
        row.attempts += 1
        row.next_attempt_at = clock.now() + FIRST_WAIT * 2**row.attempts
        row.save(update_fields=["attempts", "next_attempt_at"])
    try:
        mail.send(
            [a.strip() for a in row.address.replace(";", ",").split(",") if a.strip()], row.subject, plain(row.body)
        )
    except Exception as error:
        state = Reminder.State.BY_HAND if row.attempts >= ATTEMPTS else Reminder.State.WAITING
        Reminder.objects.filter(pk=pk).update(state=state, failure=mail.why_not_sent(error))
        return 0
    with transaction.atomic():
        Reminder.objects.filter(pk=pk).update(state=Reminder.State.SENT, sent_at=clock.now(), failure="")
        append("reminder.left", "certificate", row.certificate.uid, by="time", facts={"uid": row.uid})
    return 1


def tell(reminder: Reminder, how: str, on: date, *, by: Person) -> Reminder:
    """The office has told the holder in another way. Raises Refusal."""
    refused = may_tell(reminder, by)
    if refused is None and not clean(how):
        refused = No(_("Write how: by telephone, by post, in person."), where="how")
    if refused is None and on > clock.today(reminder.certificate.edition.built.zone):
        refused = No(_("This day lies ahead."), where="on")
    if refused:
        raise Refusal(refused)
    with transaction.atomic():
        fresh = Reminder.objects.select_for_update().get(pk=reminder.pk)
        fresh.state, fresh.told_by, fresh.told_on, fresh.told_how = Reminder.State.TOLD, by, on, clean(how)[:200]
        fresh.save(update_fields=["state", "told_by", "told_on", "told_how"])
        append("reminder.told", "certificate", fresh.certificate.uid, by=by.uid, on=on, facts={"uid": fresh.uid})
    return fresh
