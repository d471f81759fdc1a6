"""What a certificate says, in one language: read from the record, its case and the edition's words. Nothing here writes or draws."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certificates.said import Said, Section
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate
from gromada.institutions.models import Institution
from gromada.standards.edition.model import Edition, Proceeding, Step
from gromada.ui.typography import bind, longdate, years


@dataclass(frozen=True)
class Occasion:
    """Why this paper is made: the original, a duplicate, or the certificate in the name of a successor."""

    copy: Copy
    on: date
    successor: Institution | None = None
    since: date | None = None  # when the successor took over


def languages(edition: Edition) -> tuple[str, ...]:
    """The languages in which the house can set the edition's words; at least the edition's own first one."""
    known = known_languages()
    return tuple(code for code in edition.languages if code in known) or edition.languages[:1]


def known_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def said(certificate: Certificate, language: str, occasion: Occasion) -> Said:
    with translation.override(language):
        return _said(certificate, certificate.edition.built, language, occasion)


def _said(certificate: Certificate, edition: Edition, language: str, occasion: Occasion) -> Said:
    holder = occasion.successor or certificate.institution
    unit = certificate.unit.name if certificate.unit else ""
    small, large, sentence = _wording(edition, language)
    name = f"{small} {large}".strip()
    address = certificate.address
    whole = f"{holder.name}, {unit}" if unit else holder.name
    return Said(
        language=language,
        title=f"{name} – {whole}",
        issuer=_issuer(certificate, edition, language),
        name=name,
        name_small=small,
        name_large=large,
        receives=_("is awarded to"),
        holder=bind(holder.name),
        unit=bind(unit),
        for_years=_("for the years"),
        years=certificate.label or years(certificate.starts_on, certificate.ends_on),
        sentence=bind(sentence),
        annexes=_annex_lines(certificate, edition, language),
        copy_line=_copy_line(occasion),
        successor_line=_successor_line(certificate, occasion),
        signed_by=_signed_by(certificate, edition, language),
        issued_on=bind(_("Issued on %(day)s") % {"day": longdate(issued_on(certificate))}),
        number_word=_("Number"),
        number=certificate.number,
        check_word=_("Check it:"),
        address=address,
        address_shown=address.split("://", 1)[-1],
        qr_alt=_("QR code: the page on which anybody can check this certificate, %(address)s") % {"address": address},
        specimen=_("DEMO · SPECIMEN, NOT VALID") if is_specimen(certificate, occasion) else "",
        annex_title=_("Annex to the certificate"),
        annex_lead=f"{certificate.number} · {bind(whole)}",
        parts=_sections(certificate, edition, language),
    )


def is_specimen(certificate: Certificate, occasion: Occasion) -> bool:
    return certificate.institution.demo or bool(occasion.successor and occasion.successor.demo)


def issued_on(certificate: Certificate) -> date:
    """The day of the step that issued it; where no case is known, the day on which it was written down."""
    if certificate.case:
        issuing = {step.id for step in _issuing(certificate.case.rules)}
        taken = [step.on for step in certificate.case.taken.all() if step.step in issuing]
        if taken:
            return taken[-1]
    moment: datetime = certificate.issued_at
    return moment.astimezone(ZoneInfo(certificate.edition.built.zone)).date()


def _issuing(proceeding: Proceeding) -> list[Step]:
    return [step for step in proceeding.steps if any(effect.effect == "issue" for effect in step.effects)]


def _wording(edition: Edition, language: str) -> tuple[str, str, str]:
    """The certificate's name in a small and a large line, and the sentence, from the edition's text "certificate".

    Headings that open the text are the name (one: large; two: small and large); without them the scheme's word for it.
    """
    lines = edition.document("texts/certificate", language).strip().splitlines()
    names = []
    while lines and lines[0].startswith("#"):
        names.append(lines.pop(0).lstrip("# ").strip())
        while lines and not lines[0].strip():
            lines.pop(0)
    name = names or [edition.text(("scheme",), language, "certificate") or edition.text(("scheme",), language)]
    paragraph = "\n".join(lines).strip().split("\n\n")[0]
    return " ".join(name[:-1]), name[-1], " ".join(paragraph.split())


def _annex_lines(certificate: Certificate, edition: Edition, language: str) -> tuple[str, ...]:
    names = [bind(edition.text(("part", annex), language)) for annex in certificate.annexes if annex in edition.parts]
    if not names:
        return ()
    return (
        ngettext("Substantive annex: %(names)s", "Substantive annexes: %(names)s", len(names))
        % {"names": "; ".join(names)},
    )


def _copy_line(occasion: Occasion) -> str:
    if occasion.copy == Copy.AMENDED:
        return bind(_("Corrected on %(day)s; it replaces the earlier paper") % {"day": longdate(occasion.on)})
    if occasion.copy != Copy.DUPLICATE:
        return ""
    return bind(_("Duplicate issued on %(day)s") % {"day": longdate(occasion.on)})


def _successor_line(certificate: Certificate, occasion: Occasion) -> str:
    if occasion.successor is None or occasion.since is None:
        return ""
    return bind(
        _("Awarded to %(predecessor)s; passed to its successor on %(day)s, for the same term.")
        % {"predecessor": certificate.institution.name, "day": longdate(occasion.since)}
    )


def _signed_by(certificate: Certificate, edition: Edition, language: str) -> str:
    """The body whose step issues it, in the edition's words; else the issuer."""
    for step in _issuing(certificate.case.rules) if certificate.case else ():
        for role in (edition.roles[r] for r in step.by if r in edition.roles):
            if role.source == "body":
                return bind(edition.text(("body", role.body or role.id), language))
    return bind(_issuer(certificate, edition, language))


def _issuer(certificate: Certificate, edition: Edition, language: str) -> str:
    """In the edition's words where it has them in this language: one paper does not call its issuer by two names."""
    told = "issuer" in edition.texts.get(language, {})
    return edition.text(("issuer",), language) if told else certificate.issuer.name


def _sections(certificate: Certificate, edition: Edition, language: str) -> tuple[Section, ...]:
    found = []
    for part in edition.parts_for(tuple(certificate.annexes)):
        text = edition.document(f"texts/annex-{part}", language).strip()
        about = edition.text(("part", part), language, "about")
        found.append(_section(text or about, edition.text(("part", part), language)))
    return tuple(section for section in found if section.paragraphs)


@lru_cache(maxsize=64)  # the texts of an edition come again with every certificate
def _section(text: str, name: str) -> Section:
    heading, body = re.match(r"(?:#+ *(.*)\n)?([\s\S]*)", text).groups()  # type: ignore[union-attr]
    paragraphs = tuple(bind(" ".join(p.split())) for p in re.split(r"\n\s*\n", body) if p.strip())
    return Section(bind(heading or name), paragraphs)
