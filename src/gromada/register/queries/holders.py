"""One holder with everything that the public may know of it on a day, and certificates by their number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gromada.certification.status import Status
from gromada.kit import partial
from gromada.register.models import PublicCertificate, PublicHolder, PublicName
from gromada.register.numbers import number_key
from gromada.register.spans import Award, Event

_TOLD_BY = {Status.SUSPENDED: "suspend", Status.REVOKED: "revoke", Status.RESIGNED: "resign"}


@dataclass(frozen=True)
class Former:
    title: str
    until: date  # its last day


@dataclass(frozen=True)
class Renamed:
    title: str
    until: str  # a day, a month or a year

    @property
    def last_day(self) -> date:
        return partial.last_day(self.until) or date.max


@dataclass(frozen=True)
class Standing:
    """A certificate and its status on a day, as far as it may be known today."""

    certificate: PublicCertificate
    status: Status
    events: tuple[Event, ...]

    @property
    def last(self) -> Event | None:
        """The event that the status follows from."""
        telling = [event for event in self.events if event.kind == _TOLD_BY.get(self.status)]
        return telling[-1] if telling else None


def given_up(standing: Standing) -> date | None:
    """The first day without the certificate, where its holder has given it up, be it for a day to come."""
    return next((event.effective_on for event in standing.events if event.kind == "resign"), None)


@dataclass(frozen=True)
class Holder:
    holder: PublicHolder
    standings: tuple[Standing, ...]

    def called(self, day: date) -> str:
        """Its name on a day: a former one as long as that one lasted."""
        lasting = [name for name in self.all_former if name.until >= day]
        return min(lasting, key=lambda name: name.until).title if lasting else self.holder.title

    def former(self, day: date) -> list[Former]:
        """The names that it no longer had on a day, the latest first."""
        return [name for name in self.all_former if name.until < day]

    def renamed(self, day: date) -> list[Renamed]:
        """Other names that were not used any more on a day, each with its end as exact as that is known."""
        ended = [Renamed(name["title"], name["until"]) for name in self.holder.aliases if name["until"]]
        return [name for name in ended if name.last_day < day]

    def no_longer(self, day: date) -> list[Former | Renamed]:
        """All the names of which a day is past the last: former ones and others."""
        return [*self.former(day), *self.renamed(day)]

    def also(self, day: date) -> list[str]:
        """Other names in use on a day."""
        ended = {name.title for name in self.renamed(day)}
        return [name["title"] for name in self.holder.aliases if name["title"] not in ended]

    @property
    def all_former(self) -> list[Former]:
        return [Former(name["title"], date.fromisoformat(name["until"])) for name in self.holder.former]


def holder_at(slug: str, today: date) -> PublicHolder | None:
    return PublicHolder.objects.filter(slug=slug, public_from__lte=today).first()


def moved_from(slug: str, today: date) -> PublicHolder | None:
    """Whose former page had this address."""
    name = PublicName.objects.filter(slug=slug, holder__public_from__lte=today).select_related("holder").first()
    return name.holder if name else None


def told(holder: PublicHolder, today: date) -> Holder:
    certificates = released(today).filter(holder=holder).order_by("order")
    return Holder(holder, standings(certificates, today, today=today))


def numbered(number: str, day: date, *, today: date) -> list[tuple[Holder, Standing]]:
    """The certificates that bear a number, however it is typed; if some bear it letter for letter, those alone."""
    key = number_key(number)
    known = released(today).select_related("holder")
    same = list(known.filter(number_key=key)) if key else []
    same = same or (list(known.filter(former_keys__contains=f" {key} ")) if key else [])
    same = [certificate for certificate in same if certificate.number == number.strip()] or same
    found = standings(same, day, today=today)
    return [(Holder(standing.certificate.holder, (standing,)), standing) for standing in found]


def standings(certificates: Iterable[PublicCertificate], day: date, *, today: date) -> tuple[Standing, ...]:
    """Statuses on a day, worked out by the one function that everything else uses as well."""
    found = []
    for certificate in certificates:
        events = tuple(_event(told) for told in certificate.events)
        award = Award(
            order=certificate.order,
            starts_on=certificate.starts_on,
            ends_on=certificate.ends_on,
            endless=certificate.endless,
            settled=certificate.is_settled,
            public_from=certificate.public_from,
            events=events,
        )
        shown = tuple(event for event in events if event.shown_on <= today)
        found.append(Standing(certificate, award.status(day, known_on=today), shown))
    return tuple(found)


def released(today: date) -> QuerySet[PublicCertificate]:
    return PublicCertificate.objects.filter(public_from__lte=today)


def _event(told: dict[str, str | None]) -> Event:
    return Event(
        kind=str(told["kind"]),
        effective_on=date.fromisoformat(str(told["effective_on"])),
        until=date.fromisoformat(told["until"]) if told["until"] else None,
        shown_on=date.fromisoformat(str(told["shown_on"])),
        clause=str(told["clause"]),
        corrected=str(told.get("mended") or ""),
    )
