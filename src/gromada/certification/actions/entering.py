"""Paper is an actor: a document is written down, then the step that it says is entered on it, in the name of whoever signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.actions.impartiality import declare
from gromada.certification.actions.stepping import take_step
from gromada.certification.models import Agreement, Case, Contribution, Declaration, Document, StepTaken
from gromada.certification.proceeding.facts import Actor
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.entering import DOCUMENT, Signer, held_on, may_enter, paper_roles
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.reach import open_entry
from gromada.certification.sentences import language
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person
from gromada.records.files import refer, take_in
from gromada.records.models import Attachment, StoredFile
from gromada.standards.edition.model import Step
from gromada.ui.typography import longdate

Kept = tuple[StoredFile, str]  # a file that is stored already, and its name


@dataclass(frozen=True)
class Paper:
    """What is known of a document before anything is entered on it."""

    channel: str
    dated_on: date
    received_on: date
    signature: str = ""
    signature_note: str = ""
    posted_on: date | None = None
    delivered_on: date | None = None
    their_number: str = ""
    our_number: str = ""
    name: str = ""  # who signed it, where that is nobody known here


def write_document(
    case: Case, step: Step, signed: Sequence[Signer], paper: Paper, *, by: Person, uploads: Iterable[UploadedFile] = (), kept: Iterable[Kept] = (),
) -> Document:  # fmt: skip
    """Writes a document down with its files. Raises Refusal with every reason, each at its field; then nothing is kept.

    `kept`: files that came in before and are stored already.
    """
    _may_enter(case, by)
    wrong = [*_about_signers(case, step, signed, paper), *_about_days(case, paper), *_about_signature(case, paper)]
    if wrong:
        raise Refusal(*wrong)
    people = [s.person for s in signed if s.person]
    return _written(case, step.id, signed[0].role.id, people, paper, by, (uploads, kept))


def declare_on_paper(
    asked: Declaration, paper: Paper, *, degree: str, reason: str, by: Person, uploads: Iterable[UploadedFile] = (),
    kept: Iterable[Kept] = (),
) -> Document:  # fmt: skip
    """A declaration of impartiality that came on paper, in the name of the person who was asked for it."""
    case = asked.case
    _may_enter(case, by)
    wrong = [*_about_days(case, paper), *_about_signature(case, paper)]
    if wrong:
        raise Refusal(*wrong)
    with transaction.atomic():
        made = _written(case, "", asked.role, [asked.person], paper, by, (uploads, kept))
        declare(case, asked.person, degree, reason, by=by, document=made)
    return made


def _written(
    case: Case, step: str, role: str, people: Sequence[Person], paper: Paper, by: Person, given: tuple[Iterable[UploadedFile], Iterable[Kept]]
) -> Document:  # fmt: skip
    uploads, kept = given
    files = [*kept, *(take_in(upload, where="files") for upload in uploads)]
    if not files and not clean(paper.our_number):
        raise Refusal(No(_("Attach the scan, or write the file number under which the paper is kept."), where="files"))
    with transaction.atomic():
        made = Document.objects.create(
            case=case, step=step, role=role, sender=_sender(people, paper), signature=paper.signature,
            signature_note=clean(paper.signature_note)[:200], channel=paper.channel, dated_on=paper.dated_on, posted_on=paper.posted_on,
            received_on=paper.received_on, delivered_on=paper.delivered_on, their_number=clean(paper.their_number)[:60],
            our_number=clean(paper.our_number)[:60], entered_by=by, entered_at=clock.now(),
        )  # fmt: skip
        made.signers.set(people)
        for stored, name in files:
            refer(stored, name, owner_kind=DOCUMENT, owner=made.uid)
        append(
            "document.entered", "case", case.uid, by=by.uid, on=made.counts_on,
            facts={
                "document": made.uid, "step": step, "role": role, "channel": made.channel, "dated": made.dated_on,
                "arrived": made.received_on, "signers": [p.uid for p in people], "files": [stored.digest for stored, _name in files],
            },
            private={"sender": made.sender},
        )  # fmt: skip
    return made


def _may_enter(case: Case, by: Person) -> None:
    if not may_enter(case, by):
        raise Refusal(No(_("Documents are entered by the office of the issuer.")))


def _sender(people: Sequence[Person], paper: Paper) -> str:
    return ", ".join(filter(None, [*(p.name for p in people), clean(paper.name)]))[:400]


def _about_signers(case: Case, step: Step, signed: Sequence[Signer], paper: Paper) -> list[No]:
    known = paper_roles(case, step)
    if not signed or any(s.role not in known for s in signed):
        return [No(_("Say who signed the document."), where="signers")]
    if len({s.role.id for s in signed}) > 1 and not _everybody_agrees(step):
        return [
            No(_("Choose people of one role; a document of several roles is entered role by role."), where="signers")
        ]
    if any(s.person is None for s in signed) and not clean(paper.name):
        return [No(_("Write the name of whoever signed it."), where="name")]
    return [
        No(
            _("%(person)s did not hold this role on %(day)s.")
            % {"person": s.person.name, "day": longdate(paper.dated_on)},
            where="signers",
        )
        for s in signed
        if s.person and not held_on(case, s.role, s.person, paper.dated_on)
    ]


def _everybody_agrees(step: Step) -> bool:
    return any(rule.rule == "agreed" for rule in step.provided)


def _about_days(case: Case, paper: Paper) -> list[No]:
    today = clock.today(case.edition.built.zone)
    wrong = [
        No(_("This day has not come yet."), where=name)
        for name in ("dated_on", "posted_on", "received_on", "delivered_on")
        if (day := getattr(paper, name)) and day > today
    ]
    if paper.received_on < paper.dated_on:
        wrong.append(No(_("It cannot have come before it was written."), where="received_on"))
    if paper.posted_on and not paper.dated_on <= paper.posted_on <= paper.received_on:
        wrong.append(No(_("A letter is posted between the day it bears and the day it comes."), where="posted_on"))
    if paper.delivered_on and paper.delivered_on < paper.dated_on:
        wrong.append(No(_("It cannot have been delivered before it was written."), where="delivered_on"))
    return wrong


def _about_signature(case: Case, paper: Paper) -> list[No]:
    edition = case.edition.built
    if paper.channel not in Document.Channel.values:
        return [No(_("Choose how the document came."), where="channel")]
    if paper.signature not in edition.signatures:
        accepted = ", ".join(edition.text(("signature", word), language()) for word in edition.signatures)
        return [No(_("This scheme accepts: %(signatures)s.") % {"signatures": accepted}, where="signature")]
    if paper.signature == "other" and not clean(paper.signature_note):
        return [No(_("Describe the signature in a few words."), where="signature_note")]
    return []


def enter_step(
    document: Document, *, by: Person, outcome: str | None = None, seen: str | None = None
) -> StepTaken | Contribution:
    """Enters what the document says, in the name of whoever signed it, on its day. Every rule holds as for the people themselves."""
    case = document.case
    _may_enter(case, by)
    step = open_entry(document)
    if step is None:
        raise Refusal(
            No(_("Nothing can be entered on this document now: the case has moved on, or it has been entered."))
        )
    people = list(document.signers.order_by("pk"))
    _agree(document, step, people, by)
    person = people[0] if people else None
    acting = Actor(str(person.uid) if person else f"document:{document.uid}", frozenset({document.role}))
    return take_step(
        case, step.id, by=person, outcome=outcome, on=document.counts_on, seen=seen, acting=acting, document=document, entered_by=by
    )  # fmt: skip


def _agree(document: Document, step: Step, people: Sequence[Person], by: Person) -> None:
    """Whoever signed has agreed to the text that is entered."""
    case = document.case
    for form in (str(rule.args["form"]) for rule in step.provided if rule.rule == "agreed"):
        digest = content_digest(working_copy(case, form))
        with transaction.atomic():
            for person in people:
                Agreement.objects.get_or_create(
                    case=case, form=form, person=person, digest=digest, defaults={"at": clock.now()}
                )
            facts = {"form": form, "digest": digest, "people": [p.uid for p in people], "document": document.uid}
            append("text.agreed_on_paper", "case", case.uid, by=by.uid, on=document.counts_on, facts=facts)


def put_aside(document: Document, *, by: Person) -> None:
    """A document on which nothing was entered yet is put aside: a slip. Its row and its files stay in the case."""
    _may_enter(document.case, by)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=document.case_id)
        if document.taken.exists() or document.parts.exists() or document.declarations.exists():
            raise Refusal(No(_("Something has been entered on this document already.")))
        Document.objects.filter(pk=document.pk, withdrawn_at__isnull=True).update(withdrawn_at=clock.now())
        append("document.put_aside", "case", document.case.uid, by=by.uid, facts={"document": document.uid})


def files_of(documents: Iterable[Document]) -> dict[str, list[Attachment]]:
    """The files of documents, by the document's uid."""
    found: dict[str, list[Attachment]] = {}
    owners = [str(document.uid) for document in documents]
    for row in Attachment.objects.filter(owner_kind=DOCUMENT, owner__in=owners).select_related("file").order_by("pk"):
        found.setdefault(row.owner, []).append(row)
    return found
