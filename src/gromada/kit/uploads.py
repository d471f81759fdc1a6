"""Uploads that stop where the limit is: nothing larger is written to disk, and the form can say why.

In settings: FILE_UPLOAD_HANDLERS = ["gromada.kit.uploads.LimitedUpload"]; in a view `uploads.refusals(request)` or
`uploads.explain(request, form)` after `form.is_valid()`.
"""

from dataclasses import replace
from io import BytesIO
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from gromada.kit.refusal import No

MEMORY_BYTES = 5 * 1024 * 1024


class LimitedUpload(TemporaryFileUploadHandler):
    """Writes each file to a temporary file, up to FILE_MAX_BYTES.

    A file that is larger is dropped at once and the rest of it read but kept nowhere, so that the browser gets its answer.
    Beyond REQUEST_MAX_BYTES nothing more is read at all: the connection is left, whatever the sender still wants to say.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.received = 0
        self.too_large = False

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: str, encoding: str | None = None
    ) -> None:
        self.announced = content_length
        super().handle_raw_input(input_data, META, content_length, boundary, encoding)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.too_large = False
        super().new_file(*args, **kwargs)
        if self.announced > settings.REQUEST_MAX_BYTES:  # what came before the first file, the form's fields, is read
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > settings.REQUEST_MAX_BYTES:
            self._stop()
        if start + len(raw_data) > settings.FILE_MAX_BYTES and not self.too_large:
            self.too_large = True
            self.file.close()  # removes it
            facts = {"name": self.file_name, "limit": settings.FILE_MAX_BYTES // (1024 * 1024)}
            self._refuse(
                _("The file “%(name)s” is larger than %(limit)s MB. Make it smaller or divide it into parts.") % facts
            )
        if not self.too_large:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> Any:
        return None if self.too_large else super().file_complete(file_size)

    def upload_interrupted(self) -> None:
        if not self.too_large:
            super().upload_interrupted()

    def _stop(self) -> None:
        self.file.close()
        if self.request is not None:
            self.request.__dict__["upload_cut"] = True
        facts = {"limit": settings.REQUEST_MAX_BYTES // (1024 * 1024)}
        self._refuse(_("Together the files are larger than %(limit)s MB. Add them one by one.") % facts)
        raise StopUpload(connection_reset=True)

    def _refuse(self, sentence: str) -> None:
        if self.request is not None:
            refused = self.request.__dict__.setdefault("upload_refusals", [])
            refused.append(No(sentence, where=str(self.field_name)))


class InMemory(FileUploadHandler):
    """For one request that checks a file and keeps nothing of it: no disk is written to, and MEMORY_BYTES are the most that is taken.

    In a view, before anything of the request is read: `request.upload_handlers = [uploads.InMemory(request)]`.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held: BytesIO | None = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.held is not None and start + len(raw_data) > MEMORY_BYTES:
            self.held = None
            facts = {"name": self.file_name, "limit": MEMORY_BYTES // (1024 * 1024)}
            said = _("The file “%(name)s” is larger than %(limit)s MB, which no certificate is.") % facts
            if self.request is not None:
                self.request.__dict__.setdefault("upload_refusals", []).append(No(said, where=str(self.field_name)))
        if self.held is not None:
            self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        if self.held is None:
            return None
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "", self.content_type or "", file_size, self.charset
        )


def refusals(request: HttpRequest) -> list[No]:
    """Why files of this request were not taken; `where` is the field of the form."""
    len(request.FILES)  # reads the request, if nobody has
    return list(request.__dict__.get("upload_refusals", []))


def was_cut(request: HttpRequest) -> bool:
    """Whether the rest of the request was left unread: whatever stood after the files never came."""
    return bool(refusals(request)) and request.__dict__.get("upload_cut", False)


def explain(request: HttpRequest, form: forms.BaseForm) -> bool:
    """Puts the refusals to their fields, in place of "this field is required". True where there were any."""
    refused = refusals(request)
    for no in refused:
        known = replace(no, where=form_field(form, no.where))
        form.errors.pop(known.where, None)
        form.add_error(known.where or None, known.sentence)
    return bool(refused)


def form_field(form: forms.BaseForm, name: str) -> str:
    """The form's field that the browser sent under this name; "" where the form has none of that name."""
    return next((field for field in form.fields if form.add_prefix(field) == name), "")
