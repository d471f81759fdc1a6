"""Where remarks begin: what they are for, and the institution that somebody wants to write about. It keeps nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gromada.kit import clock
from gromada.people.models import Issuer
from gromada.register.middleware import keep
from gromada.register.queries import holders, state
from gromada.register.queries.listing import Asked, listed
from gromada.register.showing_holder import leading
from gromada.register.words import Words, words_now

MOST = 12  # institutions to choose from; who sees more types more of the name


@require_safe
@keep()
def remarks(request: HttpRequest) -> HttpResponse:
    asked = Asked(text=" ".join(request.GET.get("q", "").replace("\x00", " ").split())[:120])
    found = _found(asked, words_now()) if asked.text else []
    page = {"asked": asked.text, "found": found, "issuers": _reachable()}
    return render(request, "register/remarks.html", page)


def _reachable() -> list[Issuer]:
    """Issuers that one can ring or write to."""
    return [one for one in Issuer.objects.order_by("pk") if one.address or one.phone or one.email]


def _found(asked: Asked, words: Words) -> list[dict[str, Any]]:
    """Each institution once, with the certificate of each scheme that leads its page."""
    today = clock.today()
    slugs = dict.fromkeys(line["slug"] for line in listed(asked, today, state.now()).lines)
    known = [holder for slug in list(slugs)[:MOST] if (holder := holders.holder_at(slug, today))]
    return [_one(holders.told(holder, today), words) for holder in known]


def _one(told: holders.Holder, words: Words) -> dict[str, Any]:
    schemes = dict.fromkeys(standing.certificate.scheme for standing in told.standings)
    named = [(words.of("scheme", scheme), leading(told, scheme).certificate.uid) for scheme in schemes]
    return {"holder": told.holder, "name": told.called(clock.today()), "schemes": named}
