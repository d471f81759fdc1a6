"""Where a person can go from every page, and as whom they are here."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.institutions.models import Function, Membership, in_force
from gromada.kit import clock
from gromada.people.models import Person


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """Visitors: the public rooms. People signed in: what awaits them first."""
    public = [
        (_("Register"), "register:list"),
        (_("Check a certificate"), "register:verify"),
        (_("How to get the certificate"), "register:how"),
    ]
    own = (
        [(_("To do"), "desk:desk"), (_("Cases"), "desk:cases"), (_("Calendar"), "desk:calendar")]
        if _signed_in(request)
        else []
    )
    here = request.path
    items = [{"label": label, "url": reverse(name)} for label, name in (*own, *public)]
    nearest = max((item["url"] for item in items if here.startswith(item["url"])), key=len, default="")
    return [item | {"current": item["url"] == nearest} for item in items]


def account(request: HttpRequest) -> dict[str, Any] | None:
    person = _signed_in(request)
    if person is None:
        return None
    return {
        "name": person.name or person.username, "url": reverse("people:account"), "role": where(person),
        "sign_out_url": reverse("people:sign_out"),
    }  # fmt: skip


def _signed_in(request: HttpRequest) -> Person | None:
    """Nobody is, on the pages of errors that come before anyone was recognised: a wrong host, a request too large."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Person) else None


def where(person: Person) -> str:
    """The institution or issuer the person stands for today, for the corner of the page."""
    day = clock.today()
    function = (
        Function.objects.filter(person=person, institution__merged_into=None)
        .filter(in_force(day))
        .select_related("institution")
        .first()
    )
    if function:
        return function.institution.name
    membership = Membership.objects.filter(person=person).filter(in_force(day)).select_related("issuer").first()
    return membership.issuer.short if membership else ""
