"""The public pages of the register. Everybody sees the same, so there is nobody to ask what they may see."""

import re
from collections.abc import Iterable
from datetime import date

import segno
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gromada.kit import clock
from gromada.people.models import Issuer
from gromada.people.requests import belongs_to
from gromada.register import opendata
from gromada.register.addresses import code_address, short_address, whole_address
from gromada.register.middleware import keep
from gromada.register.models import PublicHolder
from gromada.register.queries import holders, state
from gromada.register.queries.holders import Standing
from gromada.register.queries.listing import FACETS, Asked, listed
from gromada.register.registers import issuer_called, issuer_of_scheme, schemes
from gromada.register.showing import list_page
from gromada.register.showing_holder import holder_page, leading
from gromada.register.showing_home import home_page
from gromada.register.showing_verdict import verdict_page
from gromada.register.words import words_now
from gromada.ui import dates


@require_safe
@keep()
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "register/home.html", home_page(clock.today(), words_now()))


@require_safe
@keep("page", *FACETS)
def listing(request: HttpRequest) -> HttpResponse:
    asked = Asked.from_query(request.GET)
    found = listed(asked, clock.today(), state.now())
    belongs_to(request, issuer_of_scheme(asked.scheme, words_now()))
    page = list_page(found, words_now(), reverse("register:list"))
    if re.search(r"\d", asked.text):  # somebody typed the number of a certificate into the wrong box
        page["numbered"] = holders.numbered(asked.text, clock.today(), today=clock.today())
    response = render(request, "register/list.html", page)
    response.worth_keeping = found.total > 0  # type: ignore[attr-defined]
    return response


@require_safe
@keep()
def holder(request: HttpRequest, slug: str) -> HttpResponse:
    found = _holder_or_404(slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(reverse("register:holder", args=[found.slug]))
    told = holders.told(found, clock.today())
    belongs_to(request, _only_issuer(told.standings))
    page = holder_page(told, clock.today(), words_now())
    return render(request, "register/holder.html", page | {"address": whole_address(request.path)})


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; with a number typed into it the answer's own address, which can be passed on."""
    typed = request.GET.get("number", "").strip().strip("/")[:80]
    if not typed:
        return render(request, "register/verify.html", {})
    day = {"na": request.GET["na"]} if request.GET.get("na") else {}
    return redirect(reverse("register:answer", args=[typed]) + (f"?{urlencode(day)}" if day else ""))


@require_safe
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """404 for a number that is not known, with a page that helps: a program that checks numbers reads the code."""
    today = clock.today()
    day = _day(request.GET.get("na", ""), today)
    found = holders.numbered(number, day or today, today=today)
    belongs_to(request, _only_issuer(standing for _held, standing in found))
    page = verdict_page(found, number, day, request.GET.get("na", ""), words_now())
    return render(request, "register/verify.html", page, status=200 if found else 404)


@require_safe
def short(request: HttpRequest, number: str) -> HttpResponse:
    """The address in the QR code, short and without a language: leads to the answer in the reader's."""
    return redirect(short_address(request, number))


@require_safe
@keep("scheme")
def download(request: HttpRequest) -> HttpResponse:
    base, scheme = whole_address(reverse("register:list")), request.GET.get("scheme", "")
    if scheme and scheme not in schemes(words_now()):
        raise Http404
    text = "".join(opendata.csv_lines(clock.today(), base, scheme))
    name = f"register-{scheme}-{clock.today()}.csv" if scheme else f"register-{clock.today()}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@keep("na")
def holder_data(request: HttpRequest, slug: str) -> HttpResponse:
    found, today = _holder_or_404(slug), clock.today()
    day = _day(request.GET.get("na", ""), today)
    if day is None:
        return JsonResponse({"error": "“na” is no day; write it as 2025-01-01."}, status=400)
    page = whole_address(reverse("register:holder", args=[found.slug]))
    told = opendata.holder_json(holders.told(found, today), day, today=today, page=page, words=words_now())
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
@keep("scheme")
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code of a holder (in a scheme): what it has to say about its certificate stands behind it."""
    told = holders.told(_holder_or_404(slug), clock.today())
    standing = leading(told, request.GET.get("scheme", ""))
    response = HttpResponse(content_type="image/svg+xml")
    segno.make_qr(code_address(standing), error="m").save(response, kind="svg", scale=8, light="#fff")  # type: ignore[arg-type]
    return response


def _only_issuer(standings: Iterable[Standing]) -> Issuer | None:
    """Whose all of these certificates are; nobody's alone where several awarded them."""
    slugs = {standing.certificate.issuer for standing in standings}
    return issuer_called(slugs.pop()) if len(slugs) == 1 else None


def _holder_or_404(slug: str) -> PublicHolder:
    found = holders.holder_at(slug, clock.today()) or holders.moved_from(slug, clock.today())
    if found is None:
        raise Http404
    return found


def _day(text: str, today: date) -> date | None:
    """The day that was asked for; today where none was, None where the text names no day."""
    try:
        return dates.parse(text) if text.strip() else today
    except ValueError:
        return None
