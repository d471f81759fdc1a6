from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gromada.institutions.models import Institution
from gromada.people.models import Person
from gromada.records import access
from gromada.records.actions import create
from gromada.records.files import erase, store
from gromada.records.models import Attachment, Kind
from tests.builders.signing import signed_in
from tests.kit import making


def attached(centre: Institution, worker: Person, upload: Any, content: bytes, name: str) -> Attachment:
    record = create(centre, Kind.FILE, by=worker, title="D", files=(upload(content, name),))
    return record.attachments.get()


def address(attachment: Attachment) -> str:
    return reverse("records:file", args=[attachment.uid])


def test_its_own_people_open_a_file(centre: Institution, worker: Person, upload: Any) -> None:
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    answer = signed_in(worker).get(address(found))
    assert b"".join(answer.streaming_content) == making.pdf()


def test_a_stranger_does_not_learn_that_it_exists(
    centre: Institution, worker: Person, stranger: Person, outsider: Person, upload: Any
) -> None:
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    for who in (stranger, outsider):
        assert signed_in(who).get(address(found)).status_code == 404
    assert list(Attachment.objects.visible_to(worker)) == [found]
    assert not Attachment.objects.visible_to(stranger).exists()


def test_somebody_unknown_is_shown_to_the_door(
    centre: Institution, worker: Person, upload: Any, client: Client, settings: Any
) -> None:
    settings.LOGIN_URL = "/in/"
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    assert client.get(address(found)).status_code == 302


def test_there_is_no_address_by_digest(centre: Institution, worker: Person, upload: Any) -> None:
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    assert signed_in(worker).get(address(found).replace(str(found.uid), found.file.digest)).status_code == 404


def test_an_upper_room_says_who_opens_what_is_its_own(worker: Person, outsider: Person) -> None:
    stored = store(b"%PDF-", "application/pdf", name="o.pdf", owner_kind="opinion", owner="o1")
    found = stored.attachments.get()
    assert signed_in(worker).get(address(found)).status_code == 404  # nobody has said
    access.register("opinion", lambda person, owner: person == worker and owner == "o1")
    try:
        assert signed_in(worker).get(address(found)).status_code == 200
        assert signed_in(outsider).get(address(found)).status_code == 404
    finally:
        access._checks.pop("opinion")


@pytest.mark.parametrize(
    ("content", "name", "shown", "media_type"),
    [
        (making.pdf(), "plan.pdf", True, "application/pdf"),
        (making.encoded(making.picture(), "PNG"), "foto.png", True, "image/png"),
        (making.word(), "plan.docx", False, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("łąka".encode(), "plan.txt", False, "text/plain; charset=utf-8"),
        (making.letter(), "list.eml", False, "message/rfc822"),
    ],
)
def test_only_pictures_and_pdf_are_shown_the_rest_is_saved(
    centre: Institution,
    worker: Person,
    upload: Any,
    content: bytes,
    name: str,
    shown: bool,
    media_type: str,
) -> None:
    answer = signed_in(worker).get(address(attached(centre, worker, upload, content, name)))
    assert answer["Content-Disposition"].startswith("inline" if shown else "attachment")
    assert answer["Content-Type"] == media_type


def test_what_is_served_cannot_act(centre: Institution, worker: Person, upload: Any) -> None:
    answer = signed_in(worker).get(address(attached(centre, worker, upload, making.pdf(), "plan.pdf")))
    assert "sandbox" in answer["Content-Security-Policy"] and "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_polish_name_comes_through_and_a_hostile_one_makes_no_header(
    centre: Institution, worker: Person, upload: Any
) -> None:
    found = attached(centre, worker, upload, making.pdf(), "Zażółć „gęślą”.pdf")
    said = signed_in(worker).get(address(found))["Content-Disposition"]
    assert "filename*=utf-8''Za%C5%BC%C3%B3%C5%82%C4%87" in said
    Attachment.objects.filter(pk=found.pk).update(name='a"; filename=b.exe\r\nX: 1.pdf')
    answer = signed_in(worker).get(address(found))
    assert "X" not in answer.headers
    assert "\r" not in answer["Content-Disposition"] and "\n" not in answer["Content-Disposition"]


def test_a_file_is_read_and_never_sent(centre: Institution, worker: Person, upload: Any) -> None:
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    assert signed_in(worker).post(address(found)).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_is_not_found(centre: Institution, worker: Person, upload: Any) -> None:
    found = attached(centre, worker, upload, making.pdf(), "plan.pdf")
    erase(found.file, basis="RODO, art. 17", by=worker.uid)
    assert signed_in(worker).get(address(found)).status_code == 404
