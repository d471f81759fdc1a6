import json
import stat
from base64 import b64decode
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction
from django.test import Client
from django.urls import path
from django.utils import translation

from gromada.journal import views
from gromada.journal.actions import append
from gromada.journal.check import check
from gromada.journal.findings import What
from gromada.journal.heads import compare, published, sign_day, sign_day_before
from gromada.journal.keys import public_keys
from gromada.journal.models import DayHead, Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal

urlpatterns = [path(".well-known/gromada-journal.json", views.published_heads)]
ADDRESS = "/.well-known/gromada-journal.json"


def signed(day: date) -> DayHead:
    with clock.at(date(2026, 3, 20)):
        return sign_day(day)


def test_a_head_names_the_last_line_of_its_day(lines: list[Entry]) -> None:
    assert signed(date(2026, 3, 2)).seq == 3
    assert signed(date(2026, 3, 3)).digest == lines[4].digest


def test_a_day_without_lines_is_signed_where_the_chain_stood(lines: list[Entry]) -> None:
    assert signed(date(2026, 3, 10)).seq == 6
    assert signed(date(2026, 2, 1)).seq == 0
    assert check() == []


def test_a_day_that_is_not_over_is_not_signed(lines: list[Entry]) -> None:
    with clock.at(date(2026, 3, 4)), pytest.raises(Refusal, match="2026-03-04"):
        sign_day(date(2026, 3, 4))
    assert not DayHead.objects.exists()


def test_signing_again_changes_nothing(lines: list[Entry]) -> None:
    first = signed(date(2026, 3, 2))
    again = signed(date(2026, 3, 2))
    assert (again.signature, Entry.objects.count()) == (first.signature, 7)


def test_the_timetable_signs_the_day_before(lines: list[Entry]) -> None:
    with clock.at(date(2026, 3, 4)):
        sign_day_before(date(2026, 3, 4))
    assert DayHead.objects.get().day == date(2026, 3, 3)


def test_the_private_key_is_readable_by_its_owner_alone(lines: list[Entry], keys: Path) -> None:
    signed(date(2026, 3, 2))
    assert stat.S_IMODE((keys / "journal.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert [file.name for file in sorted(keys.iterdir())] == ["journal.pem", "journal.pub"]


def test_the_key_is_made_once(lines: list[Entry]) -> None:
    assert signed(date(2026, 3, 2)).key == signed(date(2026, 3, 3)).key
    assert len(public_keys()) == 1


def test_heads_of_a_former_key_stay_good(lines: list[Entry], keys: Path) -> None:
    signed(date(2026, 3, 2))
    (keys / "journal.pem").unlink()
    signed(date(2026, 3, 3))
    assert len(public_keys()) == 2
    assert check() == []


def test_anybody_can_verify_a_published_head_without_us(lines: list[Entry], tmp_path: Path) -> None:
    signed(date(2026, 3, 2))
    head = published()["heads"][0]
    message = f"gromada journal head 1\n{head['day']}\n{head['seq']}\n{head['digest']}\n{head['signed_at']}\n"
    key = Ed25519PublicKey.from_public_bytes(b64decode(published()["keys"][0]))
    key.verify(b64decode(head["signature"]), message.encode())


def test_a_kept_file_of_heads_fits_the_journal(lines: list[Entry], tmp_path: Path) -> None:
    signed(date(2026, 3, 2))
    kept = tmp_path / "heads.json"
    kept.write_text(json.dumps(published()))
    assert compare(kept) == []


def test_a_kept_head_that_was_altered_is_forged(lines: list[Entry], tmp_path: Path) -> None:
    signed(date(2026, 3, 2))
    content = published()
    content["heads"][0]["seq"] = 2
    kept = tmp_path / "heads.json"
    kept.write_text(json.dumps(content))
    assert [finding.what for finding in compare(kept)] == [What.FORGED]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"heads": [}', "line 1"),
        (b'{"heads": [{"day": "2026-13-01"}]}', "heads.json"),
        (b"[]", "heads.json"),
        (b"\xff\xfe", "heads.json"),
    ],
)
def test_what_is_no_file_of_heads_is_refused_with_a_sentence(
    content: bytes, says: str, db: None, tmp_path: Path
) -> None:
    kept = tmp_path / "heads.json"
    kept.write_bytes(content)
    with translation.override("en"), pytest.raises(Refusal, match=says):
        compare(kept)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(db: None, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"none\.json"):
        compare(tmp_path / "none.json")


@pytest.mark.urls(__name__)
class TestThePublishedAddress:
    def test_it_lists_heads_and_keys(self, lines: list[Entry], client: Client) -> None:
        signed(date(2026, 3, 2))
        answer = client.get(ADDRESS)
        assert answer.json() == published()
        assert answer.json()["heads"][0]["day"] == "2026-03-02"
        assert answer.json()["keys"] == public_keys()

    def test_it_keeps_four_hundred_days(self, db: None, client: Client) -> None:
        with clock.at(date(2026, 3, 1)):
            for number in range(402):
                sign_day(date.fromordinal(date(2025, 1, 1).toordinal() + number))
        days = [head["day"] for head in client.get(ADDRESS).json()["heads"]]
        assert (len(days), days[0], days[-1]) == (400, "2025-01-03", "2026-02-06")

    def test_an_unchanged_list_is_not_sent_twice(self, lines: list[Entry], client: Client) -> None:
        etag = client.get(ADDRESS)["ETag"]
        assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 304
        signed(date(2026, 3, 2))
        assert client.get(ADDRESS, headers={"if-none-match": etag}).status_code == 200

    def test_nothing_can_be_sent_to_it(self, db: None, client: Client) -> None:
        assert client.post(ADDRESS).status_code == 405


def test_a_line_after_the_signing_of_its_day_keeps_the_head_good(lines: list[Entry]) -> None:
    signed(date(2026, 3, 2))
    with clock.at(date(2026, 3, 2)), transaction.atomic():
        append("step.taken", "case", "late", by="p1")
    assert check() == []
