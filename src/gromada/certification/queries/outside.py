"""Whoever wrote from outside: who may know of them, and what they may read under their number."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from gromada.certification.models import Case, Letter, Sender
from gromada.certification.proceeding.seeing import step_from_outside
from gromada.certification.queries.reach import is_office
from gromada.people.models import Person


def comes_from_outside(case: Case) -> bool:
    return step_from_outside(case.edition.built, case.rules) is not None


def sender_of(case: Case) -> Sender | None:
    return Sender.objects.filter(case=case).first() if comes_from_outside(case) else None


def may_know_sender(case: Case, person: Person) -> bool:
    """The issuer's office alone: not the bodies that settle the matter, and never the institution."""
    return comes_from_outside(case) and is_office(case, person)


def to_the_public(case: Case) -> list[str]:
    """Letters that bear the name of somebody outside."""
    edition = case.edition.built
    public = {role.id for role in edition.roles.values() if role.source == "public"}
    return [letter.id for letter in edition.letters.values() if letter.to in public]


def unnamed(language: str) -> str:
    """How a letter calls somebody who has not said who they are."""
    with override(language):
        return _("Whoever wrote the remark")


def channels_of(letter: Letter) -> list[str]:
    """How a letter may go. To somebody outside who has a number it may also be left to be read under it."""
    told = letter.letter in to_the_public(letter.case)
    numbered = told and Sender.objects.filter(case=letter.case).exclude(key="").exists()
    return [way for way in Letter.Channel.values if numbered or way != Letter.Channel.NUMBER]


def answers_to(sender: Sender) -> QuerySet[Letter]:
    """What a person sent to them, oldest first; nothing else of the case is ever said outside."""
    letters = Letter.objects.filter(case=sender.case, letter__in=to_the_public(sender.case), alone=False)
    return letters.filter(state=Letter.State.SENT).order_by("sent_at", "pk")


def answer_is_coming(sender: Sender) -> bool:
    """Whether somebody still has to read, to answer, or to send what is written already."""
    waiting = (Letter.State.PREPARED, Letter.State.QUEUED, Letter.State.FAILED)
    drafts = Letter.objects.filter(case=sender.case, letter__in=to_the_public(sender.case), alone=False)
    return sender.case.closed_on is None or drafts.filter(state__in=waiting).exists()
