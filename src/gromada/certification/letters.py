"""Letters from the edition's texts and named facts. Nothing here writes; the outbox does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate, CertificateEvent, StepTaken
from gromada.certification.queries.outside import sender_of
from gromada.certification.queries.wording import changes_of, day, told
from gromada.kit import clock
from gromada.standards.edition.checking.letters import FACTS
from gromada.standards.edition.model import Edition
from gromada.ui.typography import years

_FACT = re.compile(r"\{([a-z_]+)\}")
_STRONG = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*")
_HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)


@dataclass(frozen=True)
class Draft:
    subject: str
    body: str


def draft(
    case: Case, letter: str, taken: StepTaken | None, language: str, more: Mapping[str, str] | None = None
) -> Draft:
    """The letter's text with its facts filled in, `more` before all others. Its first line "# …" is the subject; an unknown fact stays visible in braces."""
    known = {**facts(case, taken, language), **(more or {})}
    return _written(case.edition.built, text_for(case, letter, taken), language, known)


def text_for(case: Case, letter: str, taken: StepTaken | None) -> str:
    """Which of the edition's texts a letter has today: another one while what the step did counts only from a later day."""
    edition = case.edition.built
    kind, event = edition.letters.get(letter), taken.certificate_events.last() if taken else None
    comes = event is not None and event.effective_on > clock.today(edition.zone)
    return kind.ahead if kind and kind.ahead and comes else letter


def of_certificate(certificate: Certificate, holder: str, edition: Edition, letter: str, language: str) -> Draft:
    """A letter about a certificate that no case is about. Facts of a case are empty in it; its link leads to asking anew."""
    known = dict.fromkeys(FACTS, "") | {
        "institution": holder,
        "holder": holder,
        "issuer": edition.text(("issuer",), language) if _named(edition, language) else certificate.issuer.name,
        "certificate_name": edition.text(("scheme",), language, "certificate"),
        "certificate_number": certificate.number,
        "today": day(clock.today(edition.zone), language),
        "label": certificate.label or years(certificate.valid_from, certificate.valid_to),
        "valid_to": day(certificate.ends_on, language) if certificate.ends_on else "",
        "due": day(certificate.ends_on, language) if certificate.ends_on else "",
        "verification": certificate.address,
        "link": settings.PUBLIC_URL + reverse("certification:renewal", args=[certificate.uid]),
        "certificate_page": settings.PUBLIC_URL + reverse("certification:certificate", args=[certificate.uid]),
    }
    return _written(edition, letter, language, known)


def _written(edition: Edition, letter: str, language: str, known: Mapping[str, Any]) -> Draft:
    text = edition.document(f"letters/{letter}", language)
    first, _, rest = text.partition("\n")

    def fill(found: re.Match[str]) -> str:
        return str(known.get(found[1], found[0]))

    rest = _FACT.sub(fill, rest).replace(" ()", "")  # a step of practice cites nothing
    subject = _FACT.sub(fill, first.lstrip("# ").strip()) or edition.text(("letter", letter), language)
    body = re.sub(r"\n{3,}", "\n\n", rest).strip()
    return Draft(subject[:200], body)


def plain(body: str) -> str:
    """A letter as an e-mail without formatting: the signs of Markdown that a reader would stumble over are left out."""
    return _HEADING.sub("", _STRONG.sub(r"\1", body))


def facts(case: Case, taken: StepTaken | None, language: str) -> dict[str, Any]:
    edition = case.edition.built
    said = _said(case, taken)
    step = case.rules.step(taken.step) if taken else None
    run = taken.terms.order_by("due_on").first() if taken else None
    certificate = case.certificate
    wrote = sender_of(case)
    return {
        "institution": case.holder,
        "case_number": case.number,
        "issuer": edition.text(("issuer",), language) if _named(edition, language) else case.issuer.name,
        "certificate_name": edition.text(("scheme",), language, "certificate"),
        "today": day(clock.today(edition.zone), language),
        "step_day": day(taken.on if taken else clock.today(edition.zone), language),
        "came_in_on": day(_received(case, taken), language),
        "step": edition.text(("proceeding", case.proceeding, "step", taken.step), language) if taken else "",
        "outcome": edition.text(("proceeding", case.proceeding, "outcome", taken.step, taken.outcome), language)
        if taken and taken.outcome
        else "",
        "clause": edition.clause(step.clause, language) if step else "",
        "due": day(run.due_on, language) if run and run.due_on else _length(edition, run.term if run else "", language),
        "term": edition.text(("term", run.term), language) if run else "",
        "reasons": said.content.get("reasons", "") if said else "",
        "form": _form(case, said, language),
        "certificate_number": certificate.number if certificate else "",
        "label": certificate.label if certificate else "",
        "valid_to": day(certificate.ends_on, language) if certificate and certificate.ends_on else "",
        "verification": certificate.address if certificate else "",
        "link": settings.PUBLIC_URL + reverse("certification:case", args=[case.uid]),
        **_of_certificate(case, taken, language),
        "edition": edition.version,
        "person": "",
        "remark_number": wrote.number if wrote else "",
        "remark_page": settings.PUBLIC_URL + reverse("remarks:number"),
    }


def _of_certificate(case: Case, taken: StepTaken | None, language: str) -> dict[str, str]:
    """Whose the certificate is by now, the page on which its holder sees it, and what the step did to it, from when."""
    certificate, event = case.certificate, taken.certificate_events.last() if taken else None
    today = clock.today(case.edition.built.zone)
    holder = certificate.held_by(today) if certificate else case.institution
    page = reverse("certification:certificate", args=[certificate.uid]) if certificate else ""
    return {
        "holder": case.holder if holder == case.institution else holder.name,
        "certificate_page": f"{settings.PUBLIC_URL}{page}" if page else "",
        "successor": event.to.name if event and event.to else "",
        "changes": _changes(event, language) if event else "",
        "effective_day": day(event.effective_on if event else taken.on if taken else today, language),
    }


def _changes(event: CertificateEvent, language: str) -> str:
    """What a correction wrote over, place by place, then the reason."""
    *places, reason = changes_of(event, language) or ("",)
    lines = [f"- {place}" for place in places] or [_("The record stays as it was; the document is made anew.")]
    return "\n".join(lines) + f"\n\n{reason}" if event.changes else ""


def _received(case: Case, taken: StepTaken | None) -> date:
    """The day a paper came in, where the office entered the step on one; else the day of the step."""
    if taken and taken.document:
        return taken.document.received_on
    return taken.on if taken else clock.today(case.edition.built.zone)


def _named(edition: Edition, language: str) -> bool:
    return bool(edition.texts.get(language, {}).get("issuer"))


def _length(edition: Edition, term: str, language: str) -> str:
    """The name of a term that waits for delivery; the edition's own words say how long it is."""
    return edition.text(("term", term), language) if term else ""


def _said(case: Case, taken: StepTaken | None) -> StepTaken | None:
    """The step whose words the letter passes on: its own, or for a step without a form the last one before it that had a form."""
    if taken is None or taken.content:
        return taken
    return next((t for t in case.taken.filter(pk__lt=taken.pk).order_by("-pk") if t.content), taken)


def _form(case: Case, said: StepTaken | None, language: str) -> str:
    step = case.rules.step(said.step) if said else None
    form = case.edition.built.forms.get(step.form or "") if step else None
    return told(case, form, said.content, language, said.outcome) if form and said else ""
