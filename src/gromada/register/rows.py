"""What the public tables say of one holder, worked out from institutions and certificates; nothing is written here."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.text import slugify

from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions import places
from gromada.institutions.models import Institution
from gromada.kit import partial
from gromada.kit.folding import fold, fold_words, sort_key
from gromada.register.families import Family, title
from gromada.register.models import PublicCertificate, PublicHolder, PublicListing, PublicName
from gromada.register.numbers import number_key
from gromada.register.spans import Award, Event, Span, spans
from gromada.ui.typography import years


@dataclass
class Rows:
    """Everything that the tables say of one holder, not yet saved."""

    holder: PublicHolder
    names: list[PublicName]
    certificates: list[PublicCertificate]
    listings: list[PublicListing]

    def digest(self) -> str:
        told = [_told(row) for row in (self.holder, *self.names, *self.certificates, *self.listings)]
        return sha256(json.dumps(told, default=str, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def rows_of(family: Family, certificates: list[Certificate]) -> Rows:
    """The rows of one holder: the family's institution, or one unit of it, with these certificates."""
    unit = certificates[0].unit
    heir = family.heir
    ordered = sorted(certificates, key=_order)
    awards = [_award(certificate) for certificate in ordered]
    place = places.find(heir.teryt, heir.town)
    holder = PublicHolder(
        key=f"{heir.uid}:{unit.uid}" if unit else str(heir.uid),
        slug=_slug(heir, unit.name if unit else ""),
        name=heir.name,
        unit=unit.name if unit else "",
        title=title(heir, unit.name if unit else ""),
        town=heir.town,
        teryt=heir.teryt,
        voivodeship=heir.voivodeship,
        kind=next((m.kind for m in (heir, *[c.institution for c in reversed(ordered)]) if m.kind), ""),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        former=_former(family, unit.name if unit else ""),
        aliases=_aliases(family, unit.name if unit else ""),
        demo=any(member.demo for member in family.members),
        public_from=min(award.public_from for award in awards),
        sort_key=_sort_key(heir, unit.name if unit else ""),
    )
    public = [_certificate(holder, certificate) for certificate in ordered]
    names = _names(family, holder)
    listings = [listing for scheme in _by_scheme(ordered).values() for listing in _listings(family, holder, scheme)]
    return Rows(holder, names, public, listings)


def _by_scheme(ordered: list[Certificate]) -> dict[str, list[Certificate]]:
    found: dict[str, list[Certificate]] = {}
    for certificate in ordered:
        found.setdefault(certificate.edition.scheme, []).append(certificate)
    return found


def _listings(family: Family, holder: PublicHolder, ordered: list[Certificate]) -> list[PublicListing]:
    """The rows of one scheme's register: another scheme's certificates change nothing in them."""
    awards = [_award(certificate) for certificate in ordered]
    return [_listing(family, holder, ordered[span.leading], span) for span in spans(awards, family.turns)]


def _award(certificate: Certificate) -> Award:
    return Award(
        order=_order(certificate),
        starts_on=certificate.starts_on,
        ends_on=certificate.ends_on,
        endless=certificate.endless,
        settled=not certificate.imported or certificate.confirmed_on is not None,
        public_from=_public_from(certificate),
        events=tuple(Event(e.kind, e.effective_on, e.until, e.shown_on) for e in _shown(certificate) if e.shown_on),
    )


def _order(certificate: Certificate) -> str:
    known = certificate.valid_from or certificate.handed_over_on or certificate.decided_on or certificate.report_year
    return f"{known or '0000'}|{certificate.award or 0:03d}|{certificate.uid}"


def _public_from(certificate: Certificate) -> date:
    return certificate.public_from or timezone.localdate(certificate.issued_at)


def _shown(certificate: Certificate) -> list[CertificateEvent]:
    return [event for event in certificate.events.all() if event.shown_on is not None]


def _certificate(holder: PublicHolder, certificate: Certificate) -> PublicCertificate:
    same = (
        "uid", "annexes", "number", "award", "label", "decided_on", "handed_over_on", "valid_from", "valid_to",
        "starts_on", "ends_on", "handed_over_by", "handed_over_as", "occasion", "report_year", "source", "imported",
        "confirmed_on", "endless",
    )  # fmt: skip
    return PublicCertificate(
        holder=holder,
        awarded_to=title(certificate.institution, certificate.unit.name if certificate.unit else ""),
        issuer=certificate.issuer.slug,
        scheme=certificate.edition.scheme,
        edition=certificate.edition.key,
        number_key=number_key(certificate.number),
        former_keys=_former_keys(certificate),
        events=[_event(event) for event in _shown(certificate)],
        public_from=_public_from(certificate),
        order=_order(certificate),
        **{name: getattr(certificate, name) for name in same},
    )


def _former_keys(certificate: Certificate) -> str:
    """A document with a number that was a slip still leads to its certificate."""
    was = [event.changes.get("was", {}).get("number") for event in _shown(certificate)]
    keys = " ".join(number_key(number) for number in was if number)
    return f" {keys} " if keys else ""


def _event(event: CertificateEvent) -> dict[str, Any]:
    days = {name: _iso(getattr(event, name)) for name in ("effective_on", "until", "shown_on")}
    told = {"kind": str(event.kind), **days, "clause": _clause(event)}
    return told | {"mended": event.changes.get("reason", "")} if event.changes else told


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _clause(event: CertificateEvent) -> str:
    taken = event.taken
    proceeding = taken.case.edition.built.proceedings.get(taken.case.proceeding) if taken else None
    step = proceeding.step(taken.step) if proceeding and taken else None
    return step.clause if step else ""


def _former(family: Family, unit: str) -> list[dict[str, Any]]:
    """Former names with their last day, the latest first."""
    ended = [(family.ended(member), title(member, unit)) for member in family.members[1:]]
    known = sorted(((day - timedelta(days=1), name) for day, name in ended if day), reverse=True)
    return [{"title": name, "until": day.isoformat()} for day, name in known]


def _aliases(family: Family, unit: str) -> list[dict[str, str]]:
    known = {fold(title(member, unit)) for member in family.members}
    found = {alias.name: alias.until for alias in family.aliases if fold(alias.name) not in known}
    return [{"title": name, "until": until} for name, until in found.items()]


def _names(family: Family, holder: PublicHolder) -> list[PublicName]:
    found = [PublicName(holder=holder, what=PublicName.What.OWN, title=holder.title)]
    for member in family.members[1:]:
        named = {"title": title(member, holder.unit), "slug": _slug(member, holder.unit)}
        found.append(PublicName(holder=holder, what=PublicName.What.FORMER, **named))
    found += [PublicName(holder=holder, what=PublicName.What.ALIAS, title=alias["title"]) for alias in holder.aliases]
    for one in family.merged:
        named = {"title": title(one, holder.unit), "slug": _slug(one, holder.unit)}
        found.append(PublicName(holder=holder, what=PublicName.What.ALIAS, **named))
    for name in found:
        name.folded = fold_words(f"{name.title} {holder.town}")
    return found


def _listing(family: Family, holder: PublicHolder, leading: Certificate, span: Span) -> PublicListing:
    now = family.on(span.since, leading.institution)
    before = [(family.ended(one), title(one, holder.unit)) for one in family.before(span.since, now)]
    former = [f"{day - timedelta(days=1)} {name}" for day, name in before if day]
    ended = [a for a in holder.aliases if a["until"] and (partial.last_day(a["until"]) or date.max) < span.since]
    parts = leading.edition.built.parts
    fields = sorted({field for annex in leading.annexes if annex in parts for field in parts[annex].fields})
    return PublicListing(
        holder=holder,
        scheme=leading.edition.scheme,
        since=span.since,
        until=span.until,
        status=span.status,
        rank=span.rank,
        sort_key=holder.sort_key,
        slug=holder.slug,
        title=title(now, holder.unit),
        also=", ".join(a["title"] for a in holder.aliases if a not in ended)[:520],
        former="\n".join([*former, *(f"{a['until']} {a['title']}" for a in ended)]),
        town=holder.town,
        voivodeship=holder.voivodeship,
        kind=holder.kind,
        fields=f" {' '.join(fields)} " if fields else "",
        demo=holder.demo,
        lat=holder.lat,
        lon=holder.lon,
        years=_years(leading),
        award=leading.award,
    )


def _years(certificate: Certificate) -> str:
    """What is known of a certificate's years: a word for what it is, and the text (see wording.years_words)."""
    if certificate.endless and certificate.valid_from:
        return f"endless:{certificate.valid_from[:4]}"
    if certificate.label or (certificate.valid_from and certificate.valid_to):
        return f"years:{certificate.label or years(certificate.valid_from, certificate.valid_to)}"
    if given := certificate.handed_over_on or certificate.decided_on:
        return f"given:{given[:4]}"
    return f"report:{certificate.report_year}" if certificate.report_year else ""


def _slug(institution: Institution, unit: str) -> str:
    return f"{institution.slug}-{slugify(fold(unit))}"[:150] if unit else institution.slug


def _sort_key(heir: Institution, unit: str) -> str:
    """By town and name. Digits sort alike under every collation, a blank would not; the address parts namesakes."""
    digits = sort_key(f"{heir.town} {heir.name} {unit}").replace(" ", "00")
    return f"{digits[:600]} {_slug(heir, unit)}"


def _told(row: Model) -> dict[str, Any]:
    told = model_to_dict(row, exclude=["id", "holder", "certificate", "digest"])
    return {name: value for name, value in told.items() if name != "slug" or isinstance(row, PublicName)}
