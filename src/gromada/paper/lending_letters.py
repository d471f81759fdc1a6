"""What this room lends: the files of a letter on its page, the file of a case on the case's page, who may open what is kept."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gromada.certification.models import Case, Letter
from gromada.certification.pages.letter import letters_for
from gromada.paper.looking import concerns
from gromada.paper.models import letterhead, set_letter
from gromada.paper.models.letterhead import Letterhead
from gromada.paper.models.set_letter import SetLetter
from gromada.paper.rules_letters import may_keep_letterhead
from gromada.people.models import Person
from gromada.records import access
from gromada.ui import panels


@panels.register("certification.letter", order=20)
def files(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    letter: Letter = context["letter"]
    frozen = SetLetter.objects.filter(letter=letter, version=letter.version).select_related("pdf", "docx").first()
    words = {"letter": letter, "case": context["case"], "handles": context.get("handles"), "frozen": frozen}
    words["versions"] = letter.versions.count() if context.get("handles") else 0
    words["keeps_letterhead"] = may_keep_letterhead(letter.case.issuer, request.user) is None
    words["concerns"] = concerns(letter) if context.get("handles") and letter.state != Letter.State.SENT else []
    return mark_safe(render_to_string("paper/letter_files.html", words, request))


@panels.register("certification.case", order=90)
def file(request: HttpRequest, context: dict[str, Any]) -> SafeString:
    """The whole file, once there is a first step."""
    if not context["case"].number:
        return mark_safe("")
    return mark_safe(render_to_string("paper/case_panel.html", {"case": context["case"]}, request))


def may_open_letter(person: Person, uid: str) -> bool:
    letter = Letter.objects.filter(uid=uid, case__in=Case.objects.visible_to(person)).select_related("case").first()
    return letter is not None and letters_for(letter.case, person).filter(pk=letter.pk).exists()


def may_open_letterhead(person: Person, uid: str) -> bool:
    kept = Letterhead.objects.filter(uid=uid).select_related("issuer").first()
    return kept is not None and may_keep_letterhead(kept.issuer, person) is None


access.register(set_letter.OWNER, may_open_letter)
access.register(letterhead.OWNER, may_open_letterhead)
