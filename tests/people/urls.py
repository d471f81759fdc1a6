"""The pages of people and two of a room above: one open, one for the signed-in."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def home(request: HttpRequest) -> HttpResponse:
    return HttpResponse("home")


@login_required
def inside(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"room of {request.user.get_username()}")


urlpatterns = i18n_patterns(
    path("", home, name="home"),
    path("inside/", inside, name="inside"),
    path("account/", include("gromada.people.urls")),
    prefix_default_language=False,
)
