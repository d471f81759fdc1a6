"""The desk: what awaits me, and all the cases I may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from gromada.desk.queries import case_lines, institutions_of, letters_of, tasks_of
from gromada.desk.rules import office_of
from gromada.kit import clock
from gromada.people.requests import SignedIn


@login_required
def desk(request: SignedIn) -> HttpResponse:
    context = {
        "tasks": tasks_of(request.user),
        "letters": letters_of(request.user),
        "institutions": institutions_of(request.user),
        "today": clock.today(),
        "office": office_of(request.user),
    }
    return render(request, "desk/desk.html", context)


@login_required
def cases(request: SignedIn) -> HttpResponse:
    return render(request, "desk/cases.html", {"lines": case_lines(request.user)})
