"""The desk: what awaits me, and all the cases I may see."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from gromada.desk.queries.cases import WHICH, Sought, found_cases, lines, proceedings_of
from gromada.desk.queries.ending import anew_of, ending_of
from gromada.desk.queries.holdings import remarks_to
from gromada.desk.queries.newer import newer_for
from gromada.desk.queries.office import Morning
from gromada.desk.queries.people import homes_of
from gromada.desk.queries.tasks import letters_of, tasks_of
from gromada.desk.rules import office_of
from gromada.desk.rules_editions import drafts_of
from gromada.kit import clock
from gromada.people.requests import SignedIn, belongs_to


@login_required
def desk(request: SignedIn) -> HttpResponse:
    office, tasks = office_of(request.user), tasks_of(request.user)
    belongs_to(request, office)
    context = {
        "tasks": [task for task in tasks if not task.to_sign],
        "to_sign": [task for task in tasks if task.to_sign],
        "letters": letters_of(request.user), "homes": homes_of(request.user), "anew": anew_of(request.user), "ending": ending_of(office),
        "today": clock.today(),
        "office": office, "morning": Morning(request.user) if office else None, "remarks": remarks_to(office),
        "newer": newer_for(request.user), "drafts": drafts_of(request.user),
    }  # fmt: skip
    return render(request, "desk/desk.html", context)


@login_required
def cases(request: SignedIn) -> HttpResponse:
    sought = Sought.from_query(request.GET)
    page = found_cases(request.user, sought, request.GET.get("page", ""))
    context = {
        "lines": lines(request.user, page), "page": page, "sought": sought, "which": WHICH.items(),
        "proceedings": proceedings_of(request.user),
    }  # fmt: skip
    return render(request, "desk/cases.html", context)
