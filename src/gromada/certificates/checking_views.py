"""HTTP in, HTTP out: the page that checks the file of a certificate, and the same page as one file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gromada.certificates import checker, facts, publishing, showing_check
from gromada.certificates.credential.judging import judge
from gromada.certificates.open_views import answer
from gromada.kit import clock, uploads


# What is sent here is judged and forgotten: there is no session that a forged request could misuse.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """The browser answers by itself; only one without scripts sends the file, which is then never written to a disk."""
    if request.method != "POST":
        return render(request, "certificates/checking/page.html", showing_check.page())
    request.upload_handlers = [uploads.InMemory(request)]
    given = request.FILES.get("file")
    if given is None:
        words = showing_check.page(refused=showing_check.why_not(request))
        return render(request, "certificates/checking/page.html", words, status=400)
    judged = judge(given.read(), publishing.held(), clock.now(), apart=True)
    return render(request, "certificates/checking/page.html", showing_check.page(judged, given.name or ""))


@require_safe
def saved(request: HttpRequest, language: str) -> HttpResponseBase:
    if language not in facts.known_languages():
        raise Http404
    response = answer(request, checker.page(language), "text/html; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gromada-{clock.today()}-{language}.html"'
    return response
