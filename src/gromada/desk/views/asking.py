"""A page that asks one thing: shows the form, does the deed with what was typed, or shows in the form why not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gromada.desk.rules import office_of
from gromada.institutions.models import Institution
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer
from gromada.people.requests import SignedIn


@dataclass(frozen=True)
class Asking:
    """What stands around the form; `back` is an anchor on the page of the institution."""

    about: Institution
    title: str
    button: str
    lead: str = ""
    back: str = ""
    quote: str = ""  # somebody's words that the form answers

    @property
    def url(self) -> str:
        return reverse("desk:institution", args=[self.about.uid]) + self.back

    def done(self) -> HttpResponse:
        return redirect(self.url)


def asked(request: SignedIn, form: Any, deed: Callable[..., object], page: Asking) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            deed(**form.cleaned_data)
            return page.done()
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "desk/ask.html", {"form": form, "page": page}, status=400 if form.errors else 200)


def mine(request: SignedIn, uid: UUID) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user), uid=uid)


def office(request: SignedIn) -> Issuer:
    """The issuer in whose office the reader works; nobody else learns that there is such a page."""
    issuer = office_of(request.user)
    if issuer is None:
        raise Http404
    return issuer


def of_office(request: SignedIn, uid: UUID) -> Institution:
    office(request)
    return mine(request, uid)
