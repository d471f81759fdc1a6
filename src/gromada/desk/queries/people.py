"""Who belongs where: institutions of a person, the team of an institution, the people of the bodies."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from gromada.certification.models import Case
from gromada.certification.pages.case import CasePage
from gromada.certification.queries.roles import Standing
from gromada.desk.queries.holdings import own_of
from gromada.desk.queries.tasks import cases_of
from gromada.institutions.models import Function, Institution, Membership, Succession, in_force
from gromada.kit import clock
from gromada.people.models import Issuer, Person
from gromada.people.queries import several_issuers, short_name
from gromada.standards.models import Edition


def institutions_of(person: Person) -> "QuerySet[Institution]":
    """The institutions for which the person writes; not those merely seen. `may_begin`: in some scheme nothing of theirs is on its way."""
    functions = person.functions.filter(in_force(clock.today()))
    begun = Case.objects.filter(
        institution=OuterRef(OuterRef("pk")), issuer=OuterRef("issuer"), edition__scheme=OuterRef("scheme"),
        parent=None, certificate=None, closed_on=None,
    )  # fmt: skip
    free = Edition.objects.filter(~Exists(begun), current=True)
    mine = Institution.objects.filter(functions__in=functions, merged_into=None)
    return mine.annotate(may_begin=Exists(free)).distinct()


def homes_of(person: Person) -> list[dict[str, Any]]:
    """The person's institutions for the desk: their certificates, who has taken their place, whether they may apply."""
    today = clock.today()
    known = Succession.objects.filter(since__lte=today).select_related("successor")
    followed = {row.predecessor_id: row for row in known.filter(predecessor__functions__person=person)}
    homes = list(institutions_of(person))
    running = _running(person, homes)
    return [
        {
            "institution": one, "certificates": own_of(one, person), "succession": followed.get(one.pk), "running": running.get(one.pk, ()),
            "may_begin": one.may_begin and one.pk not in followed,  # type: ignore[attr-defined]
        }
        for one in homes
    ]  # fmt: skip


def _running(person: Person, homes: list[Institution]) -> dict[int, list[tuple[CasePage, str]]]:
    """The open cases of the person's institutions, by institution: whose move each is stands there even when it is not theirs.

    With each the issuer, where there are several: their cases may bear the same number.
    """
    if not homes:
        return {}
    standing = Standing(person)
    found: dict[int, list[tuple[CasePage, str]]] = {}
    for case in cases_of(person).filter(closed_on=None, institution__in=homes).order_by("-begun_at"):
        issuer = short_name(case.issuer_id) if several_issuers() else ""
        found.setdefault(case.institution_id, []).append((CasePage(case, person, standing), issuer))
    return found


def team_of(institution: Institution) -> "QuerySet[Function]":
    today = clock.today()
    return (
        Function.objects.filter(institution=institution)
        .filter(in_force(today))
        .select_related("person")
        .order_by("kind", "person__sort_key")
    )


def members_of(issuer: Issuer, names: dict[str, str]) -> list[dict[str, Any]]:
    """Every body with its people of today; one query."""
    rows = (
        Membership.objects.filter(issuer=issuer)
        .filter(in_force(clock.today()))
        .select_related("person")
        .order_by("person__sort_key")
    )
    found: dict[str, list[Membership]] = {body: [] for body in names}
    for row in rows:
        found.setdefault(row.body, []).append(row)
    return [{"id": body, "name": names.get(body, body), "members": members} for body, members in found.items()]
