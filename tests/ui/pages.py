"""Pages that only the tests of `ui` open: the frame with everything in it, an empty frame, a form that saves itself."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from gromada.ui import samples

EMPTY = (
    '{% extends "ui/base.html" %}{% block title %}Pusto{% endblock %}{% block content %}<h1>Pusto</h1>{% endblock %}'
)
SAVING = """{% extends "ui/base.html" %}{% load ui %}{% block title %}Zapis{% endblock %}{% block content %}
<h1>Zapis</h1>
<form class="form" method="post" novalidate>{% csrf_token %}
{% autosave url="/save" presence_url="/presence" who="u1" %}
{% field form.story version=1 %}{% field form.answer version=1 %}{% field form.records version=1 %}
{% endautosave %}
<p><button class="button">Wyślij</button></p></form>
<form method="post" action="/sent" {% confirm "Czy wysłać?" %}>{% csrf_token %}
<button class="button">Wyślij na pewno</button></form>
{% endblock %}"""

KEEPING = """{% extends "ui/base.html" %}{% load ui %}{% block title %}Pismo{% endblock %}{% block content %}
<h1>Pismo</h1>
<form class="form" method="post" action="{% if request.GET.lost %}/lost{% endif %}" novalidate>{% csrf_token %}{% keeping form %}
{% field form.story %}{% field form.answer %}
<p><button class="button">Wyślij</button></p></form>{% endblock %}"""
LOST = (
    '{% extends "ui/base.html" %}{% block header %}{% endblock %}{% block content %}<h1>Zaloguj się</h1>{% endblock %}'
)


def frame(request: HttpRequest) -> dict[str, object]:
    """What rooms above would lend."""
    return {
        "demo": settings.DEMO,
        "issuer_name": "Stowarzyszenie CAL",
        "issuer_sentence": "Certyfikat przyznaje stowarzyszenie.",
        "navigation": [{"label": "Do zrobienia", "url": "/do", "current": True}, {"label": "Rejestr", "url": "/r"}],
        "account": {"name": "Anna Nowak", "url": "/konto", "role": "Sekretariat", "sign_out_url": "/wyjscie"},
        "footer_links": [{"label": "Prywatność", "url": "/prywatnosc"}],
        "source_url": "/kod",
    }


def _page(source: str, request: HttpRequest, **context: object) -> HttpResponse:
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def empty(request: HttpRequest) -> HttpResponse:
    return _page(EMPTY, request)


def saving(request: HttpRequest) -> HttpResponse:
    return _page(SAVING, request, form=samples.SampleForm())


def keeping(request: HttpRequest) -> HttpResponse:
    """A form that is sent as a whole. An empty story is refused; where ?lost=1, the session has ended meanwhile."""
    form = samples.SampleForm(request.POST or None)
    taken = request.method == "POST" and request.POST.get("story")
    return redirect("/empty/") if taken else _page(KEEPING, request, form=form)


def lost(request: HttpRequest) -> HttpResponse:
    return _page(LOST, request)


def save(request: HttpRequest) -> JsonResponse:
    """Answers as the text asks: "conflict", "short", "late" and "gone" get the other answers of the contract."""
    version, text = int(request.POST["version"]), " ".join(request.POST.getlist("value"))
    if "conflict" in text and version < 9:
        answer = {"version": 9, "value": "Tekst Ewy", "by": "Ewa Kalinowska", "time": "14.31"}
        return JsonResponse(answer, status=409)
    if "short" in text:
        return JsonResponse({"message": "Za mało: dopisz jedno zdanie."}, status=422)
    if "late" in text:
        return JsonResponse({"message": "Zgłoszenie jest już wysłane; ten tekst odłożyliśmy obok."}, status=202)
    if "gone" in text:
        return JsonResponse({}, status=403)
    return JsonResponse({"version": version + 1, "time": "14.32"})


def presence(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"sentence": "Ewa Kalinowska pisze teraz."})


def sent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("wysłane")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    *i18n_patterns(
        path("ui/", include("gromada.ui.urls")), path("empty/", empty, name="empty"), prefix_default_language=False
    ),
    path("saving/", saving),
    path("keeping/", keeping),
    path("lost", lost),
    path("save", save),
    path("presence", presence),
    path("sent", sent),
    path("broken", broken),
]
