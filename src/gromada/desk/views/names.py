"""Other names of an institution, its units and its successor: the office adds and ends them."""

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
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

NAMES, UNITS = "#names", "#units"


@login_required
@require_http_methods(["GET", "POST"])
def new_alias(request: SignedIn, uid: UUID) -> HttpResponse:
    found = of_office(request, uid)
    lead = _("A name in use beside the present one, or a former one. It is found by this name in the register.")
    page = Asking(found, _("Add another name"), _("Add the name"), lead, NAMES)
    return asked(request, AliasForm(request.POST or None), partial(add_alias, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def alias_ends(request: SignedIn, alias: UUID) -> HttpResponse:
    office(request)
    found = get_object_or_404(Alias.objects.select_related("institution"), uid=alias)
    lead = _("From then on it is a former name; it is still found by it.")
    page = Asking(found.institution, found.name, _("The name ends"), lead, NAMES)
    form = UntilForm(request.POST or None, initial={"until": found.until})
    return asked(request, form, partial(end_alias, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def alias_removed(request: SignedIn, alias: UUID) -> HttpResponse:
    office(request)
    found = get_object_or_404(Alias.objects.select_related("institution"), uid=alias)
    lead = _("Only for a name that was written down by mistake. A name that is no longer used is ended, not removed.")
    page = Asking(found.institution, found.name, _("Remove the name"), lead, NAMES)
    return asked(request, PlainForm(request.POST or None), partial(remove_alias, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def new_unit(request: SignedIn, uid: UUID) -> HttpResponse:
    found = of_office(request, uid)
    lead = _("A part of the institution that may apply for a certificate of its own and hold it.")
    page = Asking(found, _("Add a unit"), _("Add the unit"), lead, UNITS)
    return asked(request, UnitForm(request.POST or None), partial(add_unit, found, by=request.user), page)


@login_required
@require_http_methods(["GET", "POST"])
def unit_ends(request: SignedIn, unit: UUID) -> HttpResponse:
    office(request)
    found = get_object_or_404(Unit.objects.select_related("institution"), uid=unit)
    lead = _("Its certificates and cases stay in the history; nothing new is begun for it.")
    page = Asking(found.institution, found.name, _("The unit was closed"), lead, UNITS)
    form = UntilForm(request.POST or None, initial={"until": found.until})
    return asked(request, form, partial(end_unit, found, by=request.user), page)


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
