"""The page on which the office says where to turn."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gromada.desk.forms.issuer import IssuerForm
from gromada.desk.views.people import office_asked
from gromada.kit.refusal import Refusal
from gromada.people.actions.issuer import FACTS, change_issuer
from gromada.people.requests import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def issuer(request: SignedIn) -> HttpResponse:
    found = office_asked(request)
    form = IssuerForm(request.POST or None, initial={name: getattr(found, name) for name in FACTS})
    if request.method == "POST" and form.is_valid():
        try:
            change_issuer(found, by=request.user, **form.cleaned_data)
            messages.success(request, _("Saved. Letters and public pages say it from now on."))
            return redirect(request.get_full_path())
        except Refusal as refusal:
            form.refuse(refusal)
    return render(request, "desk/issuer.html", {"issuer": found, "form": form}, status=400 if form.errors else 200)
