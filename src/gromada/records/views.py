"""A file, to those who may open it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gromada.kit.files import kind_of
from gromada.records.access import may_open
from gromada.records.files import open_file
from gromada.records.models import Attachment


@login_required
@require_safe
def file(request: HttpRequest, uid: UUID) -> FileResponse:
    found = get_object_or_404(Attachment.objects.select_related("file"), uid=uid)
    if not may_open(found, request.user):
        raise Http404
    kind = kind_of(found.file.media_type)
    response = FileResponse(
        open_file(found.file),
        as_attachment=not (kind and kind.inline),
        filename=found.name,
        content_type=found.file.media_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
