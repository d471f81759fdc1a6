"""The demonstration: sign in as any of the invented people by one press. Only on this machine.

Who they are is known above; that room says it in its `AppConfig.ready`:

    demo.describe(lambda: [demo.Group(_("The office"), [(person, _("answers letters"))])])
"""

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gromada.people import entrance, proofs
from gromada.people.middleware import always_open
from gromada.people.models import Person
from gromada.people.vocabulary import Way


@dataclass(frozen=True)
class Group:
    label: str | Promise
    people: Sequence[tuple[Person, str | Promise]] = field(
        default_factory=list
    )  # a person and what they do, in a few words


Describe = Callable[[], list[Group]]

_describe: list[Describe] = []
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA")


def describe(groups: Describe) -> Describe:
    """The last room to say so describes the people."""
    _describe[:] = [groups]
    return groups


@always_open
@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    if not _is_this_machine(request):
        return render(request, "people/demo_refused.html", status=403)
    if request.method != "POST":
        return render(request, "people/demo.html", {"groups": _groups()})
    return _enter(request, _chosen(request.POST.get("person", "")))


def _chosen(uid: str) -> Person:
    try:
        return get_object_or_404(Person, demo=True, is_active=True, uid=UUID(uid))
    except ValueError as error:
        raise Http404 from error


def _enter(request: HttpRequest, person: Person) -> HttpResponse:
    """Past the second step, by design: hence only here, only for the invented, only on this machine."""
    if request.user.is_authenticated:
        entrance.leave(request)
    proofs.add(request.session, person, Way.DEMO)
    request.session[proofs.DEMO] = True
    entrance.open_session(request, person)
    return redirect(entrance.destination(request, request.POST.get("next", ""), person.language))


def _groups() -> list[Group]:
    if _describe:
        return _describe[0]()
    return [Group(_("Invented people"), [(person, "") for person in Person.objects.filter(demo=True, is_active=True)])]


def _is_this_machine(request: HttpRequest) -> bool:
    """Both ends on the loopback, and nobody between: behind a proxy every visitor seems to sit at this machine."""
    host, _port = split_domain_port(request.get_host())
    between = any(request.META.get(name) for name in FORWARDED)
    return host in settings.LOOPBACK and _is_loopback(request.META.get("REMOTE_ADDR", "")) and not between


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
