"""The calendar, its secret address, and how often the desk writes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_response_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_GET, require_POST

from gromada.desk import actions
from gromada.desk.forms.notice import NoticeForm
from gromada.desk.ics import HOURS, calendar
from gromada.desk.models import Feed, Notice
from gromada.desk.pages import calendar_page
from gromada.desk.queries.calendar import entries_of
from gromada.people import tokens
from gromada.people.requests import SignedIn


@login_required
@require_GET
def show(request: SignedIn) -> HttpResponse:
    return render(request, "desk/calendar.html", calendar_page(request.user))


@login_required
@require_POST
def renew(request: SignedIn) -> HttpResponse:
    """The new address stands on the page that answers, and nowhere afterwards."""
    token = actions.renew_feed(request.user, translation.get_language() or "pl", by=request.user)
    address = request.build_absolute_uri(reverse("desk:feed", args=[token]))
    return render(request, "desk/calendar.html", calendar_page(request.user) | {"address": address})


@login_required
@require_POST
def stop(request: SignedIn) -> HttpResponse:
    actions.stop_feed(request.user, by=request.user)
    messages.success(request, _("The address works no more."))
    return redirect("desk:calendar")


@login_required
@require_POST
def notice(request: SignedIn) -> HttpResponse:
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return render(request, "desk/calendar.html", calendar_page(request.user) | {"notice": form}, status=400)
    row = actions.choose_notice(request.user, form.cleaned_data["often"], by=request.user)
    said = {
        Notice.Often.NEVER: _("We shall not write."),
        Notice.Often.DAILY: _("We shall write every morning when something awaits you."),
    }
    messages.success(
        request, said.get(Notice.Often(row.often), _("We shall write on Mondays when something awaits you."))
    )
    return redirect("desk:calendar")


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for a program that knows the secret; whoever does not gets what every stranger gets."""
    row = Feed.objects.filter(digest=tokens.digest(token), person__is_active=True).select_related("person").first()
    if row is None:
        raise Http404
    with translation.override(row.language):
        body = calendar(entries_of(row.person), _("Gromada: what is when"))
    return _sent(request, body)


def _sent(request: HttpRequest, body: bytes) -> HttpResponse:
    def answer(_request: HttpRequest) -> HttpResponse:
        response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="gromada.ics"'
        response.headers["X-Robots-Tag"] = "noindex"
        patch_response_headers(response, HOURS * 3600)
        response.headers["Cache-Control"] = f"private, max-age={HOURS * 3600}"
        return response

    return condition(etag_func=lambda _request: f'"{tokens.digest(body.hex())[:32]}"')(answer)(request)
