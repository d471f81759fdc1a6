"""Saving as people type, and seeing who else writes. The answers are those that the page's autosave understands."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gromada.certification.actions.saving import save as keep
from gromada.certification.actions.writing import Written, be_present
from gromada.certification.forms.posted import version
from gromada.certification.forms.typed import sent_for, texts
from gromada.certification.models import Answer, Case, Document
from gromada.certification.proceeding.paths import fault, kind_of
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.queries.roles import roles_of
from gromada.certification.queries.writing import writing_now
from gromada.certification.sentences import no
from gromada.certification.views.case import find
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.kit.text import clean
from gromada.people.requests import SignedIn
from gromada.standards.edition.model import Form
from gromada.ui.typography import hour


def _form(request: SignedIn, uid: UUID, form: str) -> tuple[Case, Form]:
    """The form, for whoever ever writes it in this case: a page may stay open longer than the step."""
    case = find(request, uid)
    known = case.edition.built.forms.get(form)
    writers = {role for s in case.rules.steps if s.form == form for role in s.by} | set(known.writers if known else ())
    if known is None or not writers & roles_of(request.user, case):
        raise Http404
    return case, known


@login_required
@require_POST
def save(request: SignedIn, uid: UUID, form: str) -> JsonResponse:
    """One place of a form."""
    case, known = _form(request, uid, form)
    return saved(request, case, known)


def saved(request: SignedIn, case: Case, known: Form, entry: Document | None = None) -> JsonResponse:
    """What became of the place that was sent. `entry`: it was copied from that document."""
    path = clean(request.POST.get("name", ""))
    value = sent_for(known, path, request.POST.getlist("value"))
    try:
        written = keep(
            case, known, path, value, base=version(request.POST.get("version")), by=request.user, entry=entry
        )
    except Refusal as refusal:
        return JsonResponse({"message": str(refusal.reasons[0])}, status=422)
    if written.leftover:
        return _kept_beside(case, known, written)
    return _saved(written, fault(case.edition.built, known, path, value), case)


def _saved(written: Written, wrong: Reason | None, case: Case) -> JsonResponse:
    """Saved either way; a fault is told beside."""
    said = {"message": str(no(wrong, case))} if wrong else {}
    answer = said | {"version": written.version, "time": hour(clock.now())}
    return JsonResponse(answer, status=422 if wrong else 200)


def _kept_beside(case: Case, form: Form, written: Written) -> JsonResponse:
    left, known = written.leftover, kind_of(form, written.path)
    assert left is not None and known is not None
    if left.late:
        return _aside(_("Handed in meanwhile. What you type now is kept for you alone, on this page."))
    rows = Answer.objects.filter(case=case, form=form.id, owner=left.owner, path=written.path)
    theirs = rows.select_related("by").first()
    if theirs is None or (known[0].type == "rows" and known[1] == "field"):
        return _aside(_("Somebody else changed this table. Yours is kept beside: reload the page to compare."))
    told = {"version": theirs.version, "by": theirs.by.name, "time": hour(theirs.at)}
    return JsonResponse(told | {"value": texts(*known, theirs.value)}, status=409)


def _aside(sentence: str) -> JsonResponse:
    return JsonResponse({"message": sentence}, status=202)


@login_required
@require_POST
def presence(request: SignedIn, uid: UUID, form: str) -> JsonResponse:
    """Says in which field one is, and hears who else is in the form."""
    case, known = _form(request, uid, form)
    be_present(case, known, request.POST.get("field", "")[:200], by=request.user)
    others = [_is_in(p.person.name, p.path) for p in writing_now(case, known.id, request.user)]
    return JsonResponse({"sentence": " ".join(others)})


def _is_in(name: str, field: str) -> str:
    if not field:
        return _("%(name)s is on this form now.") % {"name": name}
    return _("%(name)s is writing now in “%(field)s”.") % {"name": name, "field": field}
