"""One holder with everything that the public may know of it on a day, and certificates by their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from gromada.certification.status import Status
from gromada.register.models import PublicCertificate, PublicEvent, PublicHolder, PublicName
from gromada.register.numbers import number_key
from gromada.register.spans import Award, Event


@dataclass(frozen=True)
class Standing:
    """A certificate and its status on a day, as far as it may be known today."""

    certificate: PublicCertificate
    status: Status
    events: tuple[PublicEvent, ...]

    @property
    def last(self) -> PublicEvent | None:
        """The event that the status follows from."""
        kinds = {Status.SUSPENDED: "suspend", Status.REVOKED: "revoke", Status.RESIGNED: "resign"}
        telling = [event for event in self.events if event.kind == kinds.get(self.status)]
        return telling[-1] if telling else None


@dataclass(frozen=True)
class Holder:
    holder: PublicHolder
    names: tuple[PublicName, ...]
    standings: tuple[Standing, ...]

    def called(self, day: date) -> str:
        """Its name on a day: a former one as long as that one lasted."""
        lasting = [name for name in self.former if name.until is None or name.until >= day]
        return min(lasting, key=lambda name: name.until or day).title if lasting else self.holder.title

    @property
    def former(self) -> list[PublicName]:
        return [name for name in self.names if name.what == PublicName.What.FORMER]

    @property
    def aliases(self) -> list[str]:
        known = {self.holder.title, *(name.title for name in self.former)}
        return [name.title for name in self.names if name.what == PublicName.What.ALIAS and name.title not in known]


def holder_at(slug: str, today: date) -> PublicHolder | None:
    return PublicHolder.objects.filter(slug=slug, public_from__lte=today).first()


def moved_from(slug: str, today: date) -> PublicHolder | None:
    """Whose former page had this address."""
    name = PublicName.objects.filter(slug=slug, holder__public_from__lte=today).select_related("holder").first()
    return name.holder if name else None


def told(holder: PublicHolder, today: date) -> Holder:
    """Three queries: names, certificates, events."""
    certificates = released(today).filter(holder=holder).order_by("order")
    return Holder(holder, tuple(holder.names.order_by("pk")), standings(certificates, today, today=today))


def numbered(number: str, day: date, *, today: date) -> list[tuple[Holder, Standing]]:
    """The certificates that bear a number, however it is typed; if some bear it letter for letter, those alone."""
    key = number_key(number)
    same = list(released(today).filter(number_key=key).select_related("holder")) if key else []
    same = [certificate for certificate in same if certificate.number == number.strip()] or same
    names: dict[int, list[PublicName]] = {}
    for name in PublicName.objects.filter(holder__in={certificate.holder_id for certificate in same}).order_by("pk"):
        names.setdefault(name.holder_id, []).append(name)
    return [
        (Holder(s.certificate.holder, tuple(names[s.certificate.holder_id]), (s,)), s)
        for s in standings(same, day, today=today)
    ]


def standings(certificates: Iterable[PublicCertificate], day: date, *, today: date) -> tuple[Standing, ...]:
    """Statuses on a day, worked out by the one function that everything else uses as well."""
    found = []
    for certificate in certificates:
        shown = [event for event in certificate.events.all() if event.shown_on <= today]
        award = Award(
            order=certificate.order,
            starts_on=certificate.starts_on,
            ends_on=certificate.ends_on,
            endless=certificate.endless,
            settled=certificate.is_settled,
            public_from=certificate.public_from,
            events=tuple(Event(e.kind, e.effective_on, e.until, e.shown_on) for e in shown),
        )
        found.append(Standing(certificate, award.status(day, known_on=today), tuple(shown)))
    return tuple(found)


def released(today: date) -> QuerySet[PublicCertificate]:
    events = Prefetch("events", PublicEvent.objects.order_by("order"))
    return PublicCertificate.objects.filter(public_from__lte=today).prefetch_related(events)
