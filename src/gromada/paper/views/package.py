"""The application as one package to sign."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST

from gromada.certification.models import Case
from gromada.certification.sentences import language
from gromada.kit.folding import fold
from gromada.kit.refusal import Refusal
from gromada.paper.actions.package import make_package
from gromada.people.requests import SignedIn
from gromada.records.files import open_file


@login_required
@require_POST
def package(request: SignedIn, uid: UUID) -> HttpResponseBase:
    """Makes the package of what is written now, and gives it out."""
    case = get_object_or_404(Case.objects.visible_to(request.user).select_related("edition", "institution"), uid=uid)
    try:
        made = make_package(case, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.reasons[0]))
        return redirect("certification:case", uid=uid)
    assert made.file is not None
    called = case.edition.built.text(("form", made.form), language())
    name = f"{slugify(fold(called)) or made.form}-{made.code}.pdf"
    return FileResponse(open_file(made.file), as_attachment=True, filename=name, content_type="application/pdf")
