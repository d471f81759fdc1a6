"""Who holds which certificate by now: an institution, all that it grew out of, and what was transferred to it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from gromada.certification.models import Certificate, CertificateEvent
from gromada.institutions.merging.queries import all_merged_into
from gromada.institutions.models import Alias, Institution, Succession
from gromada.institutions.naming import is_named_after, printed, with_town
from gromada.institutions.queries import predecessors_of, successor_chain, survivor_of
from gromada.kit import partial


@dataclass(frozen=True)
class Family:
    """`members` are the heir, which is what the institution has become, and all that it grew out of, nearest first."""

    members: tuple[Institution, ...]
    successions: tuple[Succession, ...] = ()
    aliases: tuple[Alias, ...] = ()
    merged: tuple[Institution, ...] = ()  # duplicates of members: their addresses lead to the holder

    @property
    def heir(self) -> Institution:
        return self.members[0]

    @property
    def turns(self) -> list[date]:
        """The days on which one took another's place, or a name ceased to be used."""
        ended = (partial.last_day(alias.until) for alias in self.aliases)
        after = [day + timedelta(days=1) for day in ended if day]
        return sorted({*(succession.since for succession in self.successions), *after})

    def on(self, day: date, institution: Institution) -> Institution:
        """What an institution of the family is on a day: itself, or who took its place by then."""
        following = {s.predecessor_id: s for s in self.successions}
        while (succession := following.get(institution.pk)) and succession.since <= day:
            institution = next(member for member in self.members if member.pk == succession.successor_id)
        return institution

    def before(self, day: date, institution: Institution) -> list[Institution]:
        """Who was replaced by it up to a day, the latest first."""
        replaced = [s for s in self.successions if s.since <= day and self.on(day, s.predecessor) == institution]
        latest_first = sorted(replaced, key=lambda s: (s.since, s.pk), reverse=True)
        return [succession.predecessor for succession in latest_first]

    def ended(self, institution: Institution) -> date | None:
        return next((s.since for s in self.successions if s.predecessor_id == institution.pk), None)


def family_of(institution: Institution) -> Family:
    institution = survivor_of(institution)
    members: tuple[Institution, ...] = (institution,)
    successions: tuple[Succession, ...] = ()
    if Succession.objects.filter(Q(predecessor=institution) | Q(successor=institution)).exists():
        heir = successor_chain(institution)[-1]
        members = (heir, *predecessors_of(heir))
        known = Succession.objects.filter(predecessor__in=members).select_related("predecessor").order_by("pk")
        successions = tuple(known)
    aliases = Alias.objects.filter(institution__in=members).order_by("pk")
    return Family(members, successions, tuple(aliases), tuple(all_merged_into(list(members))))


def certificates_of(family: Family) -> dict[int | None, list[Certificate]]:
    """The certificates that may become public, by unit (its pk; None is the institution itself), in the order of issue.

    Released by a person, or brought in from history, which is public as it is: unconfirmed.
    """
    pks = {member.pk for member in family.members}
    moved = _moved()
    given = [certificate for certificate, to in moved.items() if to in pks]
    gone = [certificate for certificate, to in moved.items() if to not in pks]
    released = Q(public_from__isnull=False) | Q(imported=True)
    held = Certificate.objects.filter(released, Q(institution__in=pks) | Q(pk__in=given)).exclude(pk__in=gone)
    held = held.select_related("issuer", "edition", "institution", "unit")
    held = held.defer("edition__content", "edition__readiness").prefetch_related("events__taken__case__edition")
    found: dict[int | None, list[Certificate]] = defaultdict(list)
    for certificate in held.order_by("pk"):
        found[certificate.unit_id].append(certificate)
    return found


def title(institution: Institution, unit: str = "") -> str:
    """How a holder is called: the institution, its unit, and the town where neither says it."""
    if not unit:
        return with_town(institution.name, institution.town)
    whole = f"{printed(institution.name)}, {printed(unit)}"
    return whole if is_named_after(whole, institution.town) else f"{whole}, {institution.town}"


def _moved() -> dict[int, int]:
    """Certificates that a transfer gave to another institution, once the public may know of it."""
    transfers = CertificateEvent.objects.filter(kind=CertificateEvent.Kind.TRANSFER, to__isnull=False)
    return dict(transfers.filter(shown_on__isnull=False).order_by("pk").values_list("certificate", "to"))
