"""The outbox: letters are prepared after a step, changed by people, sent by a person. Only receipts and reminders go alone."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gromada.certification.actions.running import let_run
from gromada.certification.letters import draft, plain
from gromada.certification.models import Case, Letter, LetterVersion, Sender, StepTaken
from gromada.certification.posting import enclosed
from gromada.certification.queries.locking import locked
from gromada.certification.queries.outside import channels_of, unnamed
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.showing import told_by
from gromada.certification.rules import may_change, may_correct_delivery, may_drop, may_leave, may_send_letters
from gromada.journal.actions import append
from gromada.kit import clock, mail
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean, line
from gromada.people.models import Person
from gromada.people.queries import address_of
from gromada.standards.edition.model import Letter as Kind
from gromada.standards.edition.model import Proceeding

More = Callable[[str], Mapping[str, str]]
ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=2)

HOLE = "[…]"  # where a person has still to write, in a draft that was prepared


def prepare_for(taken: StepTaken) -> list[Letter]:
    """The letters of a step, one an addressee. Asked for again, it makes only what is missing."""
    step = taken.case.rules.step(taken.step)
    found = []
    for item in step.letters if step else ():
        kind = taken.case.edition.built.letters.get(item.name)
        if item.on in (None, taken.outcome) and (kind is None or not kind.by or taken.role in kind.by):
            found += prepare(taken.case, item.name, taken=taken)
    return found


def prepare(
    case: Case, name: str, *, taken: StepTaken | None = None, reminds_of: str = "", more: More | None = None
) -> list[Letter]:
    """The letters of one kind, one an addressee. `more` gives further facts in a language."""
    edition = case.edition.built
    kind = edition.letters.get(name) or Kind(name)
    made = []
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        for addressee, address, language in _addressees(case, kind):
            if taken and Letter.objects.filter(taken=taken, letter=name, addressee=addressee).exists():
                continue
            if reminds_of and Letter.objects.filter(case=case, addressee=addressee, reminds_of=reminds_of).exists():
                continue
            with override(language):
                text = draft(case, name, taken, language, more(language) if more else {})
            state = Letter.State.QUEUED if kind.alone and address else Letter.State.PREPARED
            letter = Letter.objects.create(
                case=case, taken=taken, letter=name, language=language, alone=kind.alone, internal=_is_internal(case, kind), addressee=addressee,
                address=address, subject=text.subject, body=text.body.replace("{person}", addressee), state=state, prepared_at=clock.now(), reminds_of=reminds_of,
                channel=Letter.Channel.MAIL if state == Letter.State.QUEUED else "",
                next_attempt_at=clock.now() if state == Letter.State.QUEUED else None,
            )  # fmt: skip
            keep_version(letter, by=None)
            if taken:
                letter.starts.set(taken.terms.filter(started_on__isnull=True))
            append(
                "letter.prepared",
                "case",
                case.uid,
                by="time",
                facts={"letter": name, "uid": letter.uid, "alone": kind.alone},
            )
            made.append(letter)
    return made


def _is_internal(case: Case, kind: Kind) -> bool:
    role = case.edition.built.roles.get(kind.to)
    return role is not None and role.source != "institution"


def _addressees(case: Case, kind: Kind) -> list[tuple[str, str, str]]:
    """(name, address, language): the institution itself, or every holder of a role."""
    edition = case.edition.built
    role = edition.roles.get(kind.to)
    if role is None:
        holder = case.certificate.held_by(clock.today(edition.zone)) if case.certificate else case.institution
        name = case.holder if holder == case.institution else holder.name
        return [(name, holder.email, edition.languages[0])]
    if role.source == "public":
        wrote = _whoever_wrote(case)
        return [wrote] if wrote[1] or not kind.alone else []  # who left no e-mail read the receipt on the page
    people = holders_of(case, role)
    return [
        (p.name, address_of(p), p.language if p.language in edition.languages else edition.languages[0]) for p in people
    ]


def _whoever_wrote(case: Case) -> tuple[str, str, str]:
    """Somebody outside: what is known of them is the office's alone, and often nothing is; then the office writes it in."""
    wrote = Sender.objects.filter(case=case).first()
    languages = case.edition.built.languages
    language = wrote.language if wrote and wrote.language in languages else languages[0]
    nobody = unnamed(language)
    return (wrote.name or nobody, wrote.email, language) if wrote else (nobody, "", language)


def change(
    letter: Letter,
    *,
    subject: str,
    body: str,
    addressee: str,
    address: str,
    version: int,
    by: Person,
    enclosures: str = "",
) -> Letter:
    """Changes a prepared letter. Refused when it has left, or when somebody changed it since `version` was read."""
    refused = may_send_letters(letter.case, by) or may_change(letter)
    if refused:
        raise Refusal(refused)
    if not subject.strip() or not body.strip():
        raise Refusal(No(_("A letter needs a subject and a text."), where="body"))
    with transaction.atomic():
        fresh = Letter.objects.select_for_update().get(pk=letter.pk)
        if fresh.version != version:
            raise Refusal(
                No(
                    _("Somebody changed this letter while you were writing. Compare both texts and save again."),
                    where="body",
                )
            )
        before = _text(fresh)
        fresh.subject, fresh.body = line(subject)[:200], clean(body)
        fresh.addressee, fresh.address = line(addressee)[:200], clean(address)
        fresh.enclosures = "\n".join(line(one) for one in enclosures.splitlines() if one.strip())
        if _text(fresh) == before:
            return fresh
        fresh.version += 1
        fresh.save()
        keep_version(fresh, by=by)
    return fresh


def keep_version(letter: Letter, *, by: Person | None) -> None:
    said = {name: getattr(letter, name) for name in ("addressee", "address", "subject", "body", "enclosures")}
    LetterVersion.objects.create(letter=letter, number=letter.version, by=by, at=clock.now(), **said)


def _text(letter: Letter) -> tuple[str, ...]:
    return letter.subject, letter.body, letter.addressee, letter.address, letter.enclosures


def send(letter: Letter, channel: str, *, by: Person, on: date | None = None) -> Letter:
    """A person sends it: by e-mail it goes to the queue, by any other way it counts as sent on the day named, or now."""
    refused = may_send_letters(letter.case, by) or may_leave(letter)
    if refused:
        raise Refusal(refused)
    if channel not in Letter.Channel.values:
        raise Refusal(No(_("Choose how the letter goes."), where="channel"))
    if channel == Letter.Channel.MAIL and "@" not in letter.address:
        raise Refusal(No(_("There is no e-mail address; write one or print the letter."), where="address"))
    if HOLE in letter.body:
        raise Refusal(No(_("The letter is not finished: write what belongs where […] stands.")))
    if channel not in channels_of(letter):
        raise Refusal(
            No(_("Nobody has a number under which this letter could be read. Choose another way."), where="channel")
        )
    with transaction.atomic():
        fresh = Letter.objects.select_for_update().get(pk=letter.pk)
        fresh.channel, fresh.sent_by, fresh.failure, fresh.attempts = channel, by, "", 0
        fresh.state = Letter.State.QUEUED if channel == Letter.Channel.MAIL else Letter.State.SENT
        fresh.next_attempt_at = clock.now() if channel == Letter.Channel.MAIL else None
        fresh.sent_at = None if channel == Letter.Channel.MAIL else _went_at(fresh, on)
        fresh.save()
        append(
            "letter.sent",
            "case",
            fresh.case.uid,
            by=by.uid,
            facts={"letter": fresh.letter, "uid": fresh.uid, "channel": channel},
        )
    return fresh


def _went_at(letter: Letter, on: date | None) -> datetime:
    """When a letter went that did not go from here: posted on Monday, it may be noted on Wednesday."""
    zone = ZoneInfo(letter.case.edition.built.zone)
    if on is None or on == clock.today(zone.key):
        return clock.now()
    if not letter.prepared_at.astimezone(zone).date() <= on <= clock.today(zone.key):
        raise Refusal(No(_("The day lies between the day the letter was prepared and today."), where="sent_on"))
    return max(letter.prepared_at, datetime.combine(on, time(12), zone))


def drop(letter: Letter, *, by: Person) -> None:
    refused = may_send_letters(letter.case, by) or may_change(letter) or may_drop(letter)
    if refused:
        raise Refusal(refused)
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(state=Letter.State.DROPPED)
        append("letter.dropped", "case", letter.case.uid, by=by.uid, facts={"letter": letter.letter, "uid": letter.uid})


def note_delivery(letter: Letter, on: date, *, by: Person) -> Letter:
    """The day the addressee had the letter in hand. Terms that run from delivery start, and the public may know what it says.

    Noted again, it corrects the day, as long as nothing has come of the first one.
    """
    zone = ZoneInfo(letter.case.edition.built.zone)
    from_sent = letter.sent_at.astimezone(zone).date() if letter.sent_at else None
    refused = may_send_letters(letter.case, by)
    if refused:
        raise Refusal(refused)
    if from_sent is None or on < from_sent or on > clock.today(letter.case.edition.built.zone):
        raise Refusal(No(_("The day of delivery lies between the day it was sent and today."), where="delivered_on"))
    with transaction.atomic():
        locked(letter.case)
        fresh = Letter.objects.select_for_update().select_related("case__edition").get(pk=letter.pk)
        noted = fresh.delivered_on
        if noted and (refused := may_correct_delivery(fresh)):
            raise Refusal(refused)
        fresh.delivered_on = on
        fresh.save(update_fields=["delivered_on"])
        for run in fresh.starts.all() if noted else fresh.starts.filter(started_on__isnull=True):
            let_run(run, on)
            run.save()
        told_by(fresh, noted).update(shown_on=on)
        append(
            "letter.delivery_corrected" if noted else "letter.delivered",
            "case",
            fresh.case.uid,
            by=by.uid,
            on=on,
            facts={"letter": fresh.letter, "uid": fresh.uid},
        )
    return fresh


def deliver_queued(limit: int = 50) -> int:
    """Sends what waits, oldest first; a failure is kept as a sentence and tried again later, then shown. Returns how many went."""
    sent = 0
    now = clock.now()
    waiting = Letter.objects.filter(state=Letter.State.QUEUED, next_attempt_at__lte=now).order_by("next_attempt_at")[
        :limit
    ]
    for pk in list(waiting.values_list("pk", flat=True)):
        sent += _deliver(pk)
    return sent


def has_queued() -> bool:
    return Letter.objects.filter(state=Letter.State.QUEUED, next_attempt_at__lte=clock.now()).exists()


def _deliver(pk: int) -> int:
    with transaction.atomic():
        letter = Letter.objects.select_for_update().get(pk=pk)
        if letter.state != Letter.State.QUEUED:
            return 0
        # Claimed before the slow work: a second worker sees it is not due, a killed one leaves it to the next round.
        letter.attempts += 1
        letter.next_attempt_at = clock.now() + FIRST_WAIT * 2**letter.attempts
        letter.save(update_fields=["attempts", "next_attempt_at"])
    try:
        mail.send(
            [a.strip() for a in letter.address.replace(";", ",").split(",") if a.strip()],
            letter.subject,
            "\n".join([plain(letter.body), *letter.case.issuer.contact_lines]),
            attachments=enclosed(letter),
        )
    except Exception as error:
        state = Letter.State.FAILED if letter.attempts >= ATTEMPTS else Letter.State.QUEUED
        Letter.objects.filter(pk=pk).update(state=state, failure=mail.why_not_sent(error))
        return 0
    with transaction.atomic():
        Letter.objects.filter(pk=pk).update(state=Letter.State.SENT, sent_at=clock.now(), failure="")
        append("letter.left", "case", letter.case.uid, by="time", facts={"letter": letter.letter, "uid": letter.uid})
    return 1


def prepare_missing(since: date) -> int:
    """Letters of steps whose process died between the step and its letters."""
    made = 0
    for taken in StepTaken.objects.filter(at__date__gte=since, letters__isnull=True).select_related("case__edition"):
        rules: Proceeding = taken.case.rules
        step = rules.step(taken.step)
        if step and step.letters:
            made += len(prepare_for(taken))
    return made
