"""A file, to those who may open it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gromada.kit.files import kind_of
from gromada.people.models import Person
from gromada.records.access import may_open
from gromada.records.files import open_file
from gromada.records.models import Attachment


@login_required
@require_safe
def file(request: HttpRequest, uid: UUID) -> FileResponse:
    found = get_object_or_404(Attachment.objects.select_related("file"), uid=uid)
    if not isinstance(request.user, Person) or not may_open(found, request.user):
        raise Http404
    try:
        return served(found)
    except FileNotFoundError as mistake:  # lawfully erased
        raise Http404 from mistake


def served(found: Attachment) -> FileResponse:
    """Shown in the browser only if it cannot act there; whatever it is, it acts in a sandbox and nobody else keeps it."""
    kind = kind_of(found.file.media_type)
    shown = kind is not None and kind.inline
    is_text = found.file.media_type.startswith("text/")
    media_type = found.file.media_type + ("; charset=utf-8" if is_text else "")
    response = FileResponse(
        open_file(found.file), as_attachment=not shown, filename=found.name, content_type=media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
