"""Uploads larger than what is taken: stopped early, explained in the form, nothing left on the disk."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from gromada.kit import uploads

MB = 1024 * 1024
BOUNDARY = "gromada"
FIELD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="title"\r\n\r\nSpotkanie\r\n'.encode()


class EvidenceForm(forms.Form):
    title = forms.CharField()
    file = forms.FileField()
    more = forms.FileField(required=False)


def page(request: HttpRequest) -> HttpResponse:
    form = EvidenceForm(request.POST, request.FILES, prefix=request.GET.get("prefix"))
    form.is_valid()
    uploads.explain(request, form)
    return HttpResponse(form.errors.as_json(), status=400 if form.errors else 200, content_type="application/json")


urlpatterns = [path("page/", page)]


@pytest.fixture(autouse=True)
def limits(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.FILE_UPLOAD_HANDLERS = ["gromada.kit.uploads.LimitedUpload"]
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_MAX_BYTES, settings.REQUEST_MAX_BYTES = 2 * MB, 6 * MB
    with translation.override("en"):
        yield tmp_path


class Sender(io.RawIOBase):
    """Somebody who sends a form and then bytes without end; counts how many were asked for."""

    def __init__(self, *beginning: bytes, then: int = 0, ending: bytes = b"") -> None:
        self.beginning, self.left, self.ending, self.read_bytes = b"".join(beginning), then, ending, 0

    def read(self, size: int = -1) -> bytes:
        piece, self.beginning = self.beginning[:size], self.beginning[size:]
        if len(piece) < size and self.left:
            fill = min(size - len(piece), self.left)
            self.left -= fill
            piece += b"x" * fill
        if len(piece) < size:
            more = size - len(piece)
            piece, self.ending = piece + self.ending[:more], self.ending[more:]
        self.read_bytes += len(piece)
        return piece


def part(name: str, file: str) -> bytes:
    return (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()


def posted(sender: Sender, length: int) -> WSGIRequest:
    environ = RequestFactory()._base_environ(
        REQUEST_METHOD="POST", CONTENT_TYPE=f"multipart/form-data; boundary={BOUNDARY}", CONTENT_LENGTH=str(length)
    )
    return WSGIRequest({**environ, "wsgi.input": sender})


def test_a_file_within_the_limit_arrives_whole(limits: Path) -> None:
    end = f"\r\n--{BOUNDARY}--\r\n".encode()
    sender = Sender(FIELD, part("file", "plan.pdf"), then=2 * MB, ending=end)
    request = posted(sender, 2 * MB + 1000)
    upload = request.FILES["file"]
    assert isinstance(upload, UploadedFile)
    assert (upload.name, upload.size, request.POST["title"]) == ("plan.pdf", 2 * MB, "Spotkanie")
    assert uploads.refusals(request) == []
    upload.close()
    assert list(limits.iterdir()) == []


def test_two_gigabytes_are_left_unread(limits: Path) -> None:
    sender = Sender(FIELD, part("file", "film.pdf"), then=2 * 1024 * MB)
    request = posted(sender, 2 * 1024 * MB)
    assert request.POST["title"] == "Spotkanie"
    assert not request.FILES
    assert sender.read_bytes < MB
    assert [no.where for no in uploads.refusals(request)] == ["file"]
    assert list(limits.iterdir()) == []


def test_two_gigabytes_that_were_announced_as_little_stop_at_the_limit_too(limits: Path) -> None:
    """A stream without an honest length: what is read, not what is said, is counted."""
    sender = Sender(FIELD, part("file", "film.pdf"), then=2 * 1024 * MB)
    request = posted(sender, 5 * MB)
    request._stream = sender  # as behind a server that passes on a body without a length
    assert not request.FILES
    assert sender.read_bytes <= 7 * MB
    sentences = [no.sentence for no in uploads.refusals(request)]
    assert any("2 MB" in sentence for sentence in sentences) and any("6 MB" in sentence for sentence in sentences)
    assert list(limits.iterdir()) == []


def test_a_file_a_little_too_large_is_read_to_its_end_but_kept_nowhere(limits: Path) -> None:
    end = f"\r\n--{BOUNDARY}--\r\n".encode()
    sender = Sender(FIELD, part("file", "skan.pdf"), then=3 * MB, ending=end)
    request = posted(sender, 3 * MB + 1000)
    assert not request.FILES
    assert sender.left == 0
    (refused,) = uploads.refusals(request)
    assert refused.where == "file" and "skan.pdf" in refused.sentence and "2 MB" in refused.sentence
    assert list(limits.iterdir()) == []


def test_one_too_large_file_does_not_take_the_others_with_it(limits: Path) -> None:
    end = f"\r\n--{BOUNDARY}--\r\n".encode()
    between = b"x" * 10 + b"\r\n" + part("more", "maly.pdf") + b"maly"
    request = posted(Sender(FIELD, part("file", "skan.pdf"), then=3 * MB, ending=between + end), 3 * MB + 2000)
    assert list(request.FILES) == ["more"]
    assert request.FILES["more"].read() == b"maly"
    assert len(uploads.refusals(request)) == 1


def test_several_files_together_have_a_limit(limits: Path) -> None:
    def files() -> Iterator[bytes]:
        yield FIELD
        for number in range(4):
            yield part("file", f"{number}.pdf") + b"x" * (2 * MB) + b"\r\n"

    request = posted(Sender(*files()), 5 * MB)
    request._stream = Sender(*files())
    assert any("Together" in no.sentence for no in uploads.refusals(request))
    for upload in request.FILES.getlist("file"):
        upload.close()
    assert list(limits.iterdir()) == []


def test_a_connection_that_breaks_leaves_nothing_behind(limits: Path) -> None:
    request = posted(Sender(FIELD, part("file", "plan.pdf"), then=MB), 2 * MB)
    assert not request.FILES
    assert list(limits.iterdir()) == []


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("prefix", ["", "e"])
def test_the_form_says_why_at_its_field_in_place_of_required(client: Client, limits: Path, prefix: str) -> None:
    named = f"{prefix}-" if prefix else ""
    content = {f"{named}title": "Spotkanie", f"{named}file": io.BytesIO(b"x" * (3 * MB))}
    content[f"{named}file"].name = "skan.pdf"
    answer = client.post(f"/page/?prefix={prefix}" if prefix else "/page/", content)
    assert answer.status_code == 400
    assert list(answer.json()) == ["file"]
    (error,) = answer.json()["file"]
    assert "skan.pdf" in error["message"] and "2 MB" in error["message"]


@pytest.mark.urls(__name__)
def test_a_form_without_that_field_says_it_at_the_top(client: Client, limits: Path) -> None:
    upload = io.BytesIO(b"x" * (3 * MB))
    upload.name = "skan.pdf"
    answer = client.post("/page/", {"title": "Spotkanie", "file": io.BytesIO(b"a"), "other": upload})
    assert "skan.pdf" in answer.json()["__all__"][0]["message"]
