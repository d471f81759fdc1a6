"""Who may open a view: somebody signed in; somebody who has just shown who they are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from gromada.people import proofs
from gromada.people.requests import SignedIn
from gromada.people.vocabulary import CONFIRMATION_LASTS

View = Callable[..., HttpResponse]


def confirmed(view: View) -> View:
    """For what changes how one signs in: asks for a recent proof. A form that was opened in time may be sent late."""

    @never_cache
    @login_required
    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        within = CONFIRMATION_LASTS * (1 if request.method == "GET" else 2)
        if proofs.recent(request.session, request.user, within=within):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('people:confirm')}?{urlencode({'next': request.path})}")

    return guarded
