"""Letters that come in: taken in safely, told from duplicates, assigned to a case by a person, answered by a draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from gromada.certification.actions.beginning import begin, begin_about_case, begin_about_certificate
from gromada.certification.actions.entering import Kept, Paper, write_document
from gromada.certification.models import Case, Document, Letter
from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.queries.beginnings import about_case
from gromada.certification.queries.entering import Signer, may_enter
from gromada.certification.rules import may_send_letters
from gromada.institutions.models import Institution, Membership, in_force
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.paper import mailing, outlook, scanning
from gromada.paper.models import Incoming
from gromada.paper.models.incoming import OWNER
from gromada.people.models import Issuer, Person
from gromada.records.files import refer, take_in
from gromada.records.models import Attachment, StoredFile
from gromada.standards.edition.model import Step
from gromada.standards.models import Edition

MOST_AT_ONCE = 20


@dataclass
class Taken:
    """What became of what was dropped."""

    letters: list[Incoming] = field(default_factory=list)
    known: list[Incoming] = field(default_factory=list)  # duplicates: what was there already
    refused: list[No] = field(default_factory=list)

    @property
    def alone(self) -> bool:
        """Whether one letter came of it, new or known: then its own page is where to go on."""
        return len(self.letters) == 1 or (not self.letters and len(self.known) == 1)


def receive(uploads: Sequence[UploadedFile], issuer: Issuer, *, by: Person) -> Taken:
    """Takes in every file by itself: one that is refused does not keep the others out."""
    if not Membership.objects.filter(in_force(clock.today()), issuer=issuer, person=by, body=OFFICE).exists():
        raise Refusal(No(_("Letters are taken in by the office of the issuer.")))
    told = Taken()
    for upload in uploads[:MOST_AT_ONCE]:
        try:
            letter, new = _receive(upload, issuer, by, told)
            (told.letters if new else told.known).append(letter)
        except Refusal as refusal:
            told.refused += refusal.reasons
    if len(uploads) > MOST_AT_ONCE:
        told.refused.append(No(_("At most %(number)d letters at once; add the rest anew.") % {"number": MOST_AT_ONCE}))
    return told


def _receive(upload: UploadedFile, issuer: Issuer, by: Person, told: Taken) -> tuple[Incoming, bool]:
    stored, name = take_in(_as_eml(upload))
    mail = mailing.read(stored.path.read_bytes()) if stored.media_type == "message/rfc822" else None
    known = _known(issuer, stored, mail)
    if known:
        return known, False
    files = [(stored, name), *_attached(mail, told)]
    text = (mail.text if mail else scanning.words_of_file(stored)).strip()
    with transaction.atomic():
        made = Incoming.objects.create(
            issuer=issuer, kind=_kind(stored), file=stored, message_id=mail.message_id if mail else "", sender=mail.sender if mail else "",
            address=mail.address if mail else "", subject=mail.subject if mail else name[:300], text=text[: mailing.MOST_TEXT],
            dated_on=_day(mail.sent_at if mail else None), received_on=_day(mail.came_at if mail else None) or clock.today(), code=scanning.code_in([f for f, _name in files], text), by=by, at=clock.now(),
        )  # fmt: skip
        for each, called in files:
            refer(each, called, owner_kind=OWNER, owner=made.uid)
        facts = {"kind": made.kind, "files": [each.digest for each, _called in files]}
        append("letter.came_in", "issuer", issuer.uid, by=by.uid, facts={"letter": made.uid, **facts})
    return made, True


def _as_eml(upload: UploadedFile) -> UploadedFile:
    """A message saved by Outlook is written anew; anything else stays what it is."""
    upload.seek(0)
    if upload.read(4) != mailing.OLE or not (upload.name or "").lower().endswith(".msg"):
        return upload
    upload.seek(0)
    return SimpleUploadedFile(f"{(upload.name or '')[:-4]}.eml", outlook.as_eml(upload.read()), "message/rfc822")


def _known(issuer: Issuer, stored: StoredFile, mail: mailing.Mail | None) -> Incoming | None:
    same = Incoming.objects.filter(issuer=issuer)
    found = same.filter(file=stored).first()
    return found or (same.filter(message_id=mail.message_id).first() if mail and mail.message_id else None)


def _attached(mail: mailing.Mail | None, told: Taken) -> list[tuple[StoredFile, str]]:
    """The attachments that may be kept; for each of the others a sentence."""
    found = []
    for name, data in mail.attachments if mail else ():
        try:
            found.append(take_in(SimpleUploadedFile(name, data)))
        except Refusal as refusal:
            told.refused += refusal.reasons
    return found


def _kind(stored: StoredFile) -> str:
    if stored.media_type == "message/rfc822":
        return Incoming.Kind.MESSAGE
    if stored.media_type == "application/pdf":
        return Incoming.Kind.PDF
    return Incoming.Kind.PHOTO if stored.media_type.startswith("image/") else Incoming.Kind.OTHER


def _day(at: datetime | None) -> date | None:
    """The day in Poland; never one that is still to come."""
    if at is None:
        return None
    zoned = at if at.tzinfo else at.replace(tzinfo=ZoneInfo("UTC"))
    return min(zoned.astimezone(ZoneInfo("Europe/Warsaw")).date(), clock.today())


def assign(letter: Incoming, case: Case, *, by: Person) -> Incoming:
    """It is a letter in this case from now on."""
    _may_enter(case, by)
    with transaction.atomic():
        fresh = Incoming.objects.select_for_update().get(pk=letter.pk)
        if fresh.used and fresh.case_id != case.pk:
            raise Refusal(No(_("A step rests on this letter; it stays in its case.")))
        fresh.case, fresh.assigned_by, fresh.assigned_at, fresh.put_aside_at = case, by, clock.now(), None
        fresh.save()
        append("letter.assigned", "case", case.uid, by=by.uid, on=fresh.received_on, facts={"letter": fresh.uid})
    return fresh


def _may_enter(case: Case, by: Person) -> None:
    if not may_enter(case, by):
        raise Refusal(No(_("Letters are assigned by the office of the case's issuer.")))


def put_aside(letter: Incoming, *, by: Person) -> None:
    """It belongs to no case: it leaves the list of what waits and stays among all."""
    with transaction.atomic():
        Incoming.objects.filter(pk=letter.pk, case__isnull=True).update(put_aside_at=clock.now())
        append("letter.put_aside", "issuer", letter.issuer.uid, by=by.uid, facts={"letter": letter.uid})


def enter_on(
    letter: Incoming, step: Step, signed: Sequence[Signer], paper: Paper, *, by: Person, uploads: Iterable[UploadedFile] = (),
    kept: Iterable[Kept] = (),
) -> Document:  # fmt: skip
    """The letter becomes the document on which a step of its case is entered; more files may come with it."""
    assert letter.case is not None
    with transaction.atomic():
        own = [(row.file, row.name) for row in files_of(letter)]
        made = write_document(letter.case, step, signed, paper, by=by, uploads=uploads, kept=[*own, *kept])
        Incoming.objects.filter(pk=letter.pk).update(document=made)
    return made


def files_of(letter: Incoming) -> list[Attachment]:
    rows = Attachment.objects.filter(owner_kind=OWNER, owner=str(letter.uid)).select_related("file")
    return list(rows.order_by("pk"))


def open_case(
    letter: Incoming, institution: Institution, edition: Edition, proceeding: str, *, by: Person, annexes: tuple[str, ...] = ()
) -> Case:  # fmt: skip
    """A new case from a letter, with a draft of an answer in its outbox."""
    with transaction.atomic():
        case = begin(institution, edition, proceeding, by=by, annexes=annexes, on_paper=True)
        assign(letter, case, by=by)
        draft_answer(letter, case, by=by)
    return case


def begin_on(letter: Incoming, proceeding: str, *, by: Person) -> Case:
    """The letter begins a case about its case, or about the certificate that came of it, and belongs there from now on."""
    about = letter.case
    assert about is not None
    with transaction.atomic():
        if proceeding in {rules.id for rules in about_case(about)}:
            case = begin_about_case(about, proceeding, by=by, on_paper=True)
        elif about.certificate:
            case = begin_about_certificate(about.certificate, proceeding, by=by, on_paper=True)
        else:
            raise Refusal(No(_("This cannot be begun in the present state of the case.")))
        assign(letter, case, by=by)
    return case


def draft_answer(letter: Incoming, case: Case, *, by: Person) -> Letter:
    """An answer to be read, changed and sent by a person."""
    refused = may_send_letters(case, by)
    if refused:
        raise Refusal(refused)
    language = case.edition.built.languages[0]
    facts = {"letter": letter, "case": case, "issuer": case.issuer.name, "titled": letter.kind == Incoming.Kind.MESSAGE}
    name = f"paper/incoming/answer.{language if language in ('pl', 'en') else 'en'}.txt"
    subject, _sep, body = render_to_string(name, facts).partition("\n")
    with transaction.atomic():
        made = Letter.objects.create(
            case=case, letter="answer", language=language, addressee=letter.sender or case.holder, address=letter.address,
            subject=subject.strip()[:200], body=body.strip(), prepared_at=clock.now(),
        )  # fmt: skip
        append(
            "letter.prepared", "case", case.uid, by=by.uid, facts={"letter": "answer", "uid": made.uid, "alone": False}
        )
    return made


def note_code(letter: Incoming, code: str, *, by: Person) -> None:
    """The code of a package, read by a person from the page."""
    with transaction.atomic():
        Incoming.objects.filter(pk=letter.pk).update(code=code)
        append("letter.code_noted", "issuer", letter.issuer.uid, by=by.uid, facts={"letter": letter.uid, "code": code})
