"""Other names of an institution, its units and its successor: the office adds and ends them."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.desk.forms.institution import AliasForm, PlainForm, ReasonForm, SuccessorForm, UnitForm, UntilForm
from gromada.desk.views.asking import Asking, asked, of_office, office
from gromada.institutions.actions import (
    add_alias,
    add_unit,
    end_alias,
    end_unit,
    record_succession,
    remove_alias,
    withdraw_succession,
)
from gromada.institutions.models import Alias, Institution, Succession, Unit
from gromada.people.requests import SignedIn

Deed = Callable[..., Any]
NAMES, UNITS = "#names", "#units"


@login_required
@require_http_methods(["GET", "POST"])
def new_alias(request: SignedIn, uid: UUID) -> HttpResponse:
    lead = _("A name in use beside the present one, or a former one. It is found by this name in the register.")
    page = Asking(of_office(request, uid), _("Add another name"), _("Add the name"), lead, NAMES)
    return _added(request, AliasForm, add_alias, page)


@login_required
@require_http_methods(["GET", "POST"])
def new_unit(request: SignedIn, uid: UUID) -> HttpResponse:
    lead = _("A part of the institution that may apply for a certificate of its own and hold it.")
    page = Asking(of_office(request, uid), _("Add a unit"), _("Add the unit"), lead, UNITS)
    return _added(request, UnitForm, add_unit, page)


def _added(request: SignedIn, form: type[Form], add: Deed, page: Asking) -> HttpResponse:
    return asked(request, form(request.POST or None), partial(add, page.about, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def alias_ends(request: SignedIn, alias: UUID) -> HttpResponse:
    lead = _("From then on it is a former name; it is still found by it.")
    return _changed(request, _kept(request, Alias, alias), UntilForm, end_alias, (_("The name ends"), lead, NAMES))


@login_required
@require_http_methods(["GET", "POST"])
def alias_removed(request: SignedIn, alias: UUID) -> HttpResponse:
    lead = _("Only for a name that was written down by mistake. A name that is no longer used is ended, not removed.")
    return _changed(request, _kept(request, Alias, alias), PlainForm, remove_alias, (_("Remove the name"), lead, NAMES))


@login_required
@require_http_methods(["GET", "POST"])
def unit_ends(request: SignedIn, unit: UUID) -> HttpResponse:
    lead = _("Its certificates and cases stay in the history; nothing new is begun for it.")
    return _changed(request, _kept(request, Unit, unit), UntilForm, end_unit, (_("The unit was closed"), lead, UNITS))


def _kept(request: SignedIn, model: type[Alias] | type[Unit], uid: UUID) -> Any:
    """A name or a unit, for the office alone."""
    office(request)
    return get_object_or_404(model.objects.select_related("institution"), uid=uid)


def _changed(request: SignedIn, found: Any, form: type[Form], deed: Deed, words: tuple[str, str, str]) -> HttpResponse:
    page = Asking(found.institution, found.name, *words)
    typed = form(request.POST or None, initial={"until": found.until})
    return asked(request, typed, partial(deed, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def succession(request: SignedIn, uid: UUID) -> HttpResponse:
    """Who took the institution's place."""
    found = of_office(request, uid)
    lead = _("The successor takes over the certificates with their terms; nothing starts anew.")
    page = Asking(found, _("Write down the successor"), _("Save the successor"), lead, NAMES)
    others = Institution.objects.visible_to(request.user).exclude(pk=found.pk)
    form = SuccessorForm(request.POST or None, institutions={str(one.uid): one for one in others})
    return asked(request, form, partial(record_succession, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def succession_withdrawn(request: SignedIn, succession: UUID) -> HttpResponse:
    office(request)
    found = get_object_or_404(Succession.objects.select_related("predecessor", "successor"), uid=succession)
    title = f"{found.predecessor.name} → {found.successor.name}"
    lead = _(
        "Only for a succession that was written down by mistake. The certificates stand under the former name again."
    )
    page = Asking(found.predecessor, title, _("Withdraw the succession"), lead, NAMES)
    return asked(request, ReasonForm(request.POST or None), partial(withdraw_succession, found, by=request.user), page)
