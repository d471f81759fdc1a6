"""Mailed links: asked for, opened (which changes nothing) and pressed (once)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from gromada.kit.refusal import Refusal
from gromada.people import actions, entrance, queries
from gromada.people.forms import LinkForm
from gromada.people.middleware import always_open
from gromada.people.models import Link
from gromada.people.views.sign_in import with_next
from gromada.people.vocabulary import Way


@always_open
@never_cache
def sign_in_by_email(request: HttpRequest) -> HttpResponse:
    form = LinkForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if form.is_valid() and form.carries(actions.ask_for_link, **form.cleaned_data, language=get_language() or "pl"):
        return render(request, "people/link_sent.html", {"address": form.cleaned_data["address"]})
    return render(request, "people/sign_in_by_email.html", {"form": form, "more": with_next(request)})


@always_open
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail scanners open links, some of them twice; only the button on the page uses one up."""
    found = queries.open_link(token)
    if found and request.method != "POST":
        return render(request, "people/link.html", {"link": found, "person": found.email.person})
    try:
        return _press(request, token, found)
    except Refusal:
        return render(request, "people/link_over.html", status=410)


def _press(request: HttpRequest, token: str, found: Link | None) -> HttpResponse:
    if found and found.kind == Link.Kind.VERIFY:
        return render(request, "people/email_verified.html", {"email": actions.verify_email(token)})
    person, next = actions.use_sign_in_link(token)
    return entrance.enter(request, person, Way.LINK, next=next)
