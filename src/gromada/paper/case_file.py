"""A case's whole file as one reader may see it: steps, what they held, opinions, sittings, letters, in order of days.

What is blind, not announced or kept for others is left out by the very questions that the pages ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import models
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from gromada.certification.models import Case, Contribution, Letter, Sitting, StepTaken
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.evidence import Document
from gromada.certification.pages.letter import letters_for
from gromada.certification.pages.reading import Dossier, of_part, of_snapshot
from gromada.certification.pages.sitting import SittingPage, may_look
from gromada.certification.queries.entering import may_read_documents
from gromada.certification.queries.reading import part_to_read, snapshot_to_read
from gromada.paper.actions.incoming import files_of
from gromada.paper.case_words import dossier_blocks, heading, item, paragraphs
from gromada.paper.markup import Block, blocks
from gromada.people.models import Person
from gromada.records.access import may_open
from gromada.records.models import Attachment
from gromada.ui.typography import longdate


class Kind(models.TextChoices):
    STEP = "step", _lazy("step")
    PART = "part", _lazy("part of one person")
    SITTING = "sitting", _lazy("sitting")
    LETTER = "letter", _lazy("letter")
    INCOMING = "incoming", _lazy("letter that came in")


@dataclass
class Piece:
    """One thing of the file. `letter` is set where it has frozen files of its own."""

    on: date
    at: datetime  # of the entry, which orders what has one day
    kind: Kind
    title: str
    who: str = ""
    blocks: list[Block] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    letter: Letter | None = None
    number: int = 0

    @property
    def word(self) -> str:
        return str(self.kind.label)


def pieces(case: Case, person: Person) -> list[Piece]:
    """Numbered from one, oldest first. Nothing where a declaration of impartiality is still owed."""
    page = CasePage(case, person)
    if page.closed_dossier:
        return []
    found = [*_steps(page), *_opinions(page), *_sittings(page), *_letters(page), *_incoming(page)]
    found.sort(key=lambda piece: (piece.on, piece.at))
    for number, piece in enumerate(found, 1):
        piece.number = number
    return found


def _steps(page: CasePage) -> Iterator[Piece]:
    snapshots = {s.taken_id: s for s in page.case.snapshots.all()}
    for taken in page.facts.taken:
        if page.unannounced(taken):
            continue
        name = ("proceeding", page.case.proceeding, "step", taken.step)
        title = page.edition.text(name, page.language, "done") or page.edition.text(name, page.language)
        if taken.outcome and (page.inside or not page.rules.seen_as):
            where = ("proceeding", page.case.proceeding, "outcome", taken.step, taken.outcome)
            title += ": " + page.edition.text(where, page.language)
        piece = Piece(taken.on, taken.at, Kind.STEP, title, page.who_took(taken))
        _came_on_paper(page, taken, piece)
        snapshot = snapshots.get(taken.pk)
        frozen = snapshot_to_read(page.case, snapshot.uid, page.person) if snapshot else None
        if frozen:
            _fill(piece, of_snapshot(page.case, frozen), page.person)
        elif taken.content and (part := part_to_read(page.case, taken.uid, page.person)):
            _fill(piece, of_part(page.case, *part, page.person), page.person)
        yield piece


def _came_on_paper(page: CasePage, taken: StepTaken, piece: Piece) -> None:
    """The paper on which the office entered the step; to the other side only its own."""
    paper = taken.document
    role = page.edition.roles.get(taken.role)
    if paper and (page.inside or (role and role.source == "institution")):
        words = {"channel": paper.get_channel_display(), "sender": paper.sender}
        line = _("Entered by the office on a document (%(channel)s), signed by: %(sender)s.") % words
        days = _("Dated %(dated)s, received %(came)s.") % {
            "dated": longdate(paper.dated_on),
            "came": longdate(paper.received_on),
        }
        numbers = "; ".join(n for n in (paper.their_number, paper.our_number) if n)
        piece.blocks += paragraphs(f"{line}\n{days}" + (f"\n{numbers}" if numbers else ""))


def _opinions(page: CasePage) -> Iterator[Piece]:
    for part in page.case.contributions.select_related("person"):
        own = part.person_id == page.person.pk
        read = part_to_read(page.case, part.uid, page.person) if own or page.inside else None
        if read is None:
            continue
        step, found = read
        assert isinstance(found, Contribution)
        title = page.edition.text(("form", step.form or ""), page.language)
        piece = Piece(timezone.localdate(part.at), part.at, Kind.PART, title, part.person.name)
        _fill(piece, of_part(page.case, step, found, page.person), page.person)
        yield piece


def _fill(piece: Piece, dossier: Dossier, person: Person) -> None:
    made, files = dossier_blocks(dossier)
    piece.blocks += made
    piece.files += _opened(files, person)


def _opened(files: list[Document], person: Person) -> list[Attachment]:
    """The files that this person may open, each once."""
    uids = [str(resolve(file.url).kwargs["uid"]) for file in files if file.url]
    rows = {str(a.uid): a for a in Attachment.objects.filter(uid__in=uids).select_related("file")}
    known = [rows[uid] for uid in dict.fromkeys(uids) if uid in rows]
    return [attachment for attachment in known if may_open(attachment, person)]


def _sittings(page: CasePage) -> Iterator[Piece]:
    if not page.inside:
        return
    for sitting in page.case.sittings.filter(closed_at__isnull=False).select_related("chair"):
        if may_look(sitting, page.person):
            yield _sitting(sitting, page)


def _sitting(sitting: Sitting, page: CasePage) -> Piece:
    """Names stand beside votes only where the vote was open."""
    shown = SittingPage(sitting, page.person)
    body = page.edition.text(("body", sitting.body), page.language)
    title = _("Sitting: %(body)s") % {"body": body}
    who = _("chair: %(name)s") % {"name": sitting.chair.name}
    found = paragraphs("\n".join(p for p in (str(sitting.get_kind_display()), sitting.place) if p))
    found += [heading(_("Who was there"), 1)]
    is_open = sitting.kind == Sitting.Kind.OPEN
    for member in shown.members():
        row = member["row"]
        word = (
            (is_open and member["vote"])
            or (row.reason and shown.presence_of(row))
            or (_("present") if row.present else _("absent"))
        )
        found.append(item(f"{row.person.name}: {word}"))
    found += [heading(_("Votes"), 1), *(item(f"{c['text']}: {c['number']}") for c in shown.counts())]
    if sitting.outcome:
        found += paragraphs(_("Outcome: %(outcome)s") % {"outcome": shown.outcome_now()})
    if sitting.minutes:
        found += [heading(_("Minutes"), 1), *paragraphs(sitting.minutes)]
    return Piece(sitting.on, sitting.closed_at or sitting.called_at, Kind.SITTING, title, who, found)


def _letters(page: CasePage) -> Iterator[Piece]:
    """Those that went; a draft is no part of the file."""
    sent = letters_for(page.case, page.person).filter(state=Letter.State.SENT)
    for letter in sent.select_related("case__edition", "case__institution", "case__issuer", "sent_by", "taken"):
        assert letter.sent_at is not None
        who = _("to: %(addressee)s") % {"addressee": letter.addressee}
        if letter.delivered_on:
            who += ", " + _("delivered %(day)s") % {"day": longdate(letter.delivered_on)}
        yield Piece(
            timezone.localdate(letter.sent_at),
            letter.sent_at,
            Kind.LETTER,
            letter.subject,
            who,
            blocks(letter.body),
            letter=letter,
        )


def _incoming(page: CasePage) -> Iterator[Piece]:
    """What came in by post or e-mail, with its files, to whoever reads documents; the step that rests on it stands by itself."""
    if not may_read_documents(page.case, page.person):
        return
    for letter in page.case.incoming.all():
        files = [attachment for attachment in files_of(letter) if may_open(attachment, page.person)]
        said = paragraphs(letter.text) if letter.text else []
        yield Piece(letter.received_on, letter.at, Kind.INCOMING, str(letter), letter.sender, said, files)
