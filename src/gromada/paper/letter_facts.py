"""What a letter says on paper, the same words for Word and for PDF. Nothing here writes or draws."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Letter, StepTaken
from gromada.certification.queries.wording import day
from gromada.institutions.models import Institution
from gromada.kit import clock
from gromada.kit.folding import fold_words
from gromada.paper.markup import Block, blocks
from gromada.people.models import Issuer
from gromada.ui.typography import NBSP, bind

_POSTCODE = re.compile(r"\s*,?\s*(\d\d-\d\d\d)\s+([^,]+)")


@dataclass(frozen=True)
class LetterSaid:
    language: str
    title: str
    issuer: str
    contact: tuple[str, ...]
    place_and_date: str
    numbers: tuple[str, ...]  # "Our number: …", "Your number: …"
    addressee: tuple[str, ...]
    blocks: tuple[Block, ...]
    signed_for: str  # "" for receipts and reminders, which nobody signs
    signed_by: str
    attachments_word: str
    attachments: tuple[str, ...]
    page_word: str  # "page"
    of_word: str  # "of"

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def said(letter: Letter) -> LetterSaid:
    case, language = letter.case, letter.language
    with translation.override(language):
        return LetterSaid(
            language=language,
            title=bind(letter.subject),
            issuer=issuer_name(case, language),
            contact=contact(case.issuer),
            place_and_date=_place_and_date(letter),
            numbers=_numbers(letter),
            addressee=addressee(letter),
            blocks=tuple(_body(letter)),
            signed_for=_signed_for(letter),
            signed_by=_signed_by(letter),
            attachments_word=_("Attachments"),
            attachments=tuple(line.strip() for line in letter.enclosures.splitlines() if line.strip()),
            page_word=_("page"),
            of_word=_("of"),
        )


def file_name(letter: Letter, ending: str) -> str:
    """ "12-2026-certyfikat-przyznany.pl.pdf": as the edition calls the letter, in ASCII, without anything of the person it goes to."""
    with translation.override(letter.language):
        kind = letter.case.edition.built.text(("letter", letter.letter), letter.language) or _("letter")
        parts = fold_words(f"{letter.case.number or _('case')} {kind}")
    return f"{parts.replace(' ', '-')}.{letter.language}.{ending}"


def written_on(letter: Letter) -> date:
    """The day on the paper: when it went, or today while it has not gone."""
    zone = letter.case.edition.built.zone
    return timezone.localdate(letter.sent_at) if letter.sent_at else clock.today(zone)


def issuer_name(case: Case, language: str) -> str:
    edition = case.edition.built
    return edition.text(("issuer",), language) if edition.texts.get(language, {}).get("issuer") else case.issuer.name


def contact(issuer: Issuer) -> tuple[str, ...]:
    return issuer.contact_lines


def address_lines(address: str) -> list[str]:
    """ "ul. Długa 1, 00-001 Warszawa" as it stands on an envelope: the street, then the post code with its town."""
    found = _POSTCODE.search(address)
    if not found:
        return [part.strip() for part in address.split(",") if part.strip()]
    return [part for part in (address[: found.start()].strip(" ,"), f"{found[1]}{NBSP}{found[2].strip()}") if part]


def _place_and_date(letter: Letter) -> str:
    town = _POSTCODE.search(letter.case.issuer.address)
    on = day(written_on(letter), letter.language).replace(" ", NBSP)
    return f"{town[2].strip()}, {on}" if town else on


def _numbers(letter: Letter) -> tuple[str, ...]:
    found = [_("Our number: %(number)s") % {"number": letter.case.number}] if letter.case.number else []
    theirs = _their_number(letter)
    if theirs:
        found.append(_("Your number: %(number)s") % {"number": theirs})
    return tuple(found)


def _their_number(letter: Letter) -> str:
    """The number on the last paper that the institution itself sent in this case."""
    if letter.internal:
        return ""
    edition = letter.case.edition.built
    ours = [r.id for r in edition.roles.values() if r.source == "institution"]
    papers = letter.case.documents.filter(taken__role__in=ours).exclude(their_number="").order_by("-received_on", "-pk")
    last = papers.first()
    return last.their_number if last else ""


def addressee(letter: Letter) -> tuple[str, ...]:
    lines = [letter.addressee]
    institution = _addressed(letter)
    if not letter.internal:
        lines += address_lines(institution.address) or [institution.town]
    return tuple(bind(line) for line in lines if line)


def _addressed(letter: Letter) -> Institution:
    """The institution whose name stands above its address: after a change of form the successor."""
    case = letter.case
    holder = case.certificate.held_by(written_on(letter)) if case.certificate else case.institution
    return holder if holder.name == letter.addressee else case.institution


def _body(letter: Letter) -> list[Block]:
    """Without the issuer's name at the end, which the signature says."""
    found = blocks(bind(letter.body))
    names = {issuer_name(letter.case, letter.language), letter.case.issuer.name}
    if found and found[-1].text.replace(NBSP, " ").strip() in names:
        found.pop()
    return found


def _signed_for(letter: Letter) -> str:
    """In whose name: the body that voted or took the step; the issuer alone for what has no step of its side."""
    if letter.alone:
        return ""
    edition, taken = letter.case.edition.built, letter.taken
    step = letter.case.rules.step(taken.step) if taken else None
    if step and step.how.vote:
        return edition.text(("body", step.how.vote), letter.language)
    role = edition.roles.get(taken.role) if taken else None
    if role and _signs(role):
        where = ("body", role.body or role.id) if role.source == "body" else ("role", role.id)
        return _capital(edition.text(where, letter.language))
    return issuer_name(letter.case, letter.language)


def _signed_by(letter: Letter) -> str:
    if letter.alone:
        return ""
    taken = letter.taken
    who = _who_took(taken) if taken else None
    person = who or letter.sent_by
    return person.name if person else ""


def _who_took(taken: StepTaken) -> Any:
    """The chair of the sitting, or whoever of the issuer's own side took the step; never an expert by name."""
    sitting = getattr(taken, "sitting", None)
    if sitting:
        return sitting.chair
    role = taken.case.edition.built.roles.get(taken.role)
    return taken.person if role and _signs(role) else None


def _signs(role: Any) -> bool:
    return role.source in ("issuer", "body") or (role.source == "case" and bool(role.one_of))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
