"""Certificates that come to their end: which, what their holder was told, and whether the next request is on its way."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from gromada.certification.models import Case, Certificate, Reminder
from gromada.certification.queries.beginnings import holder_now
from gromada.certification.queries.facts import held_until
from gromada.certification.queries.renewing import Renewal, open_request, renewal_of
from gromada.certification.status import Status, status_of
from gromada.institutions.models import Institution
from gromada.institutions.queries import line_of
from gromada.kit import clock
from gromada.standards.edition.model import CertificateTerms, Edition
from gromada.standards.models import Edition as EditionRow


@dataclass(frozen=True)
class Ending:
    certificate: Certificate
    days: int  # left, today not counted
    confirmed: bool  # of history: until somebody confirms it, nothing is written to its holder
    request: Case | None  # the next one, as far as it is
    reminder: Reminder | None  # the last

    @property
    def to_tell(self) -> bool:
        """Whether a person has to tell the holder: there is no address, or the letter came back."""
        return self.reminder is not None and self.reminder.state == Reminder.State.BY_HAND


def reminding(certificate: Certificate) -> tuple[Edition, CertificateTerms]:
    """The edition that says when and with which letter to remind: the certificate's own, or where that says nothing the current one."""
    own = certificate.edition.built
    if own.certificate.reminder:
        return own, own.certificate
    rows = EditionRow.objects.filter(issuer=certificate.issuer, scheme=certificate.edition.scheme, current=True)
    current = next((row.built for row in rows), own)
    return current, current.certificate


def ending(certificates: "QuerySet[Certificate]") -> Iterator[Ending]:
    """Those of them that end within the days of the edition's first reminder and have no later one, the nearest first."""
    rows = certificates.filter(endless=False, ends_on__gte=clock.today()).order_by("ends_on", "pk")
    rows = rows.select_related("edition", "issuer", "institution", "unit", "case")
    for certificate in rows.prefetch_related("events", "reminders"):
        one = _ending(certificate)
        if one:
            yield one


def _ending(certificate: Certificate) -> Ending | None:
    edition, terms = reminding(certificate)
    today = clock.today(edition.zone)
    assert certificate.ends_on
    days = (certificate.ends_on - today).days
    if not terms.reminders or days > max(terms.reminders) or days < 0:
        return None
    unconfirmed = certificate.imported and certificate.confirmed_on is None
    if (not unconfirmed and status_of(certificate, today) != Status.IN_FORCE) or _has_later(certificate, today):
        return None
    renewal = renewal_of(certificate)
    last = max(certificate.reminders.all(), key=lambda r: r.pk, default=None)
    return Ending(certificate, days, not unconfirmed, open_request(renewal) if renewal else None, last)


def _has_later(certificate: Certificate, today: date) -> bool:
    holder, unit = holder_now(certificate)
    draft = Case(issuer=certificate.issuer, edition=certificate.edition, institution=holder, unit=unit)
    last = held_until(draft, today)
    return last is not None and certificate.ends_on is not None and last > certificate.ends_on


def is_asked_for(one: Ending) -> bool:
    """Whether the next request is sent already: its holder needs no reminder."""
    return one.request is not None and bool(one.request.number)


def due_now(end: date, days: Iterable[int], today: date) -> int:
    """How many days before the end the reminder is that is due now; 0 for none. The nearest one that has come counts."""
    left = (end - today).days
    return min((early for early in days if left <= early), default=0)


def latest_of(certificates: "QuerySet[Certificate]") -> list[tuple[Certificate, Renewal]]:
    """The last certificate of each holder and scheme that can be asked for anew: in force, or over for no more than a year; not what was revoked or given up."""
    found: dict[tuple[int, int | None, str], Certificate] = {}
    since = clock.today() - timedelta(days=365)
    rows = certificates.filter(endless=False, ends_on__gte=since).order_by("ends_on", "pk")
    for one in rows.select_related("edition", "issuer", "institution", "unit", "case").prefetch_related("events"):
        if status_of(one, clock.today()) not in (Status.REVOKED, Status.RESIGNED):
            found[one.issuer_id, one.unit_id, one.edition.scheme] = one
    made = [(one, renewal_of(one)) for one in found.values()]
    return [(one, renewal) for one, renewal in made if renewal]


def asked_before(institution: Institution) -> list[Certificate]:
    """The institution's last certificates, its own and those it has taken over, that it can ask for anew."""
    theirs = Certificate.objects.filter(institution__in=line_of(institution))
    return [certificate for certificate, renewal in latest_of(theirs) if renewal.holder[0] == institution]
