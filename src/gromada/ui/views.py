"""The style page: every component in every state. It opens only in development and in the demo."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from gromada.ui import icons, samples


def style(request: HttpRequest) -> HttpResponse:
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    known = samples.case() | samples.readiness() | samples.register()
    forms = {
        "form": samples.SampleForm(auto_id="autosaved_%s"),
        "wrong": samples.bound_form(),
        "thumb": samples.ThumbForm({"started": "with"}),
    }
    shown = {"icons": list(icons.ICONS), "page": samples.page_of_list(), "day": samples.DAY, "colours": samples.COLOURS}
    return render(request, "ui/style.html", known | forms | shown)
