"""What this room lends to those beneath and above: letters that came in and the package, on the page of a case; the way in, on the desk."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gromada.certification.queries.entering import may_read_documents
from gromada.paper.actions.package import packaged
from gromada.paper.models import Incoming
from gromada.paper.models.incoming import OWNER, may_open
from gromada.paper.models.package import OWNER as PACKAGE
from gromada.paper.models.package import Package
from gromada.people.models import Person
from gromada.records import access
from gromada.ui import panels


@panels.register("certification.case", order=30)
def of_case(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    case = context["case"]
    if not isinstance(request.user, Person):
        return mark_safe("")
    words = {
        "case": case,
        "letters": case.incoming.select_related("document") if may_read_documents(case, request.user) else (),
        "opens": Incoming.objects.visible_to(request.user).filter(case=case).exists(),
        "packaged": packaged(case, request.user),
        "last": case.packages.last(),
    }
    if not words["letters"] and not words["packaged"]:
        return mark_safe("")
    return mark_safe(render_to_string("paper/incoming/of_case.html", words, request))


@panels.register("desk.office", order=10)
def on_desk(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    if not context.get("office"):
        return mark_safe("")
    waiting = Incoming.objects.visible_to(request.user).filter(case__isnull=True, put_aside_at__isnull=True).count()
    return mark_safe(render_to_string("paper/incoming/on_desk.html", {"waiting": waiting}, request))


def may_open_package(person: Person, owner: str) -> bool:
    found = Package.objects.filter(uid=owner).select_related("case__edition").first()
    return found is not None and packaged(found.case, person) is not None


access.register(OWNER, may_open)
access.register(PACKAGE, may_open_package)
