import os
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from gromada.institutions.models import Institution
from gromada.journal.check import check
from gromada.journal.findings import What
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.records import files as keeping
from gromada.records import sweeping
from gromada.records.actions import create
from gromada.records.files import (
    Made,
    erase,
    lay_down,
    open_file,
    path_of,
    refer,
    refer_all,
    store,
    sweep,
    take_in,
    verify_files,
)  # fmt: skip
from gromada.records.models import Attachment, Kind, StoredFile
from tests.kit import making

Upload = Callable[[bytes, str], SimpleUploadedFile]


def bytes_on_disk(files: Path) -> list[str]:
    return sorted(path.name for path in files.rglob("*") if path.is_file())


def paper(content: bytes = b"%PDF-1 made here", owner: str = "r1") -> StoredFile:
    return store(content, "application/pdf", name="certyfikat.pdf", owner_kind="rendering", owner=owner)


def age(stored: StoredFile, days: float) -> None:
    """As if it had been stored long ago."""
    then = clock.now() - timedelta(days=days)
    StoredFile.objects.filter(pk=stored.pk).update(stored_at=then)
    os.utime(stored.path, (then.timestamp(), then.timestamp()))


def test_a_file_lies_under_its_digest_in_two_folders(db: None, files: Path, upload: Upload) -> None:
    stored, name = take_in(upload(making.pdf(), "plan.pdf"))
    assert name == "plan.pdf"
    assert stored.path == files / stored.digest[:2] / stored.digest[2:4] / stored.digest
    assert open_file(stored).read() == making.pdf()
    assert stored.path.stat().st_mode & 0o077 == 0
    assert bytes_on_disk(files) == [stored.digest]


@pytest.mark.parametrize("content", [b"", b"MZ\0\0", b"44051401359"])
def test_a_refusal_says_where_in_the_form_it_belongs(db: None, files: Path, upload: Upload, content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        take_in(upload(content, "plan.txt"), where="standards:S1")
    assert [no.where for no in caught.value.reasons] == ["standards:S1"]
    assert bytes_on_disk(files) == []


def test_the_same_bytes_are_kept_once(db: None, files: Path, upload: Upload) -> None:
    first, second = (take_in(upload(making.pdf(), name))[0] for name in ("a.pdf", "b.pdf"))
    assert first == second
    assert bytes_on_disk(files) == [first.digest]


def test_bytes_are_durable_before_the_row_speaks_of_them(
    db: None, files: Path, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    fsync, replace = os.fsync, os.replace
    monkeypatch.setattr(
        os, "fsync", lambda handle: (happened.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))[1]
    )
    monkeypatch.setattr(os, "replace", lambda a, b: (happened.append("placed"), replace(a, b))[1])
    create_row = StoredFile.objects.get_or_create
    monkeypatch.setattr(
        keeping.StoredFile.objects, "get_or_create", lambda **kw: (happened.append("row"), create_row(**kw))[1]
    )
    stored, _name = take_in(upload(making.pdf(), "plan.pdf"))
    placed, row = happened.index("placed", 1), happened.index("row")
    assert any("incoming" in step for step in happened[:placed])
    assert {str(stored.path.parent), str(stored.path.parent.parent), str(files)} <= set(happened[placed:row])


def test_damaged_bytes_are_mended_when_the_file_comes_again(db: None, upload: Upload) -> None:
    stored, _name = take_in(upload(making.pdf(), "plan.pdf"))
    stored.path.write_bytes(b"damaged")
    take_in(upload(making.pdf(), "plan.pdf"))
    assert list(verify_files()) == []


def test_asked_for_twice_there_is_one_reference(db: None) -> None:
    stored = paper()
    refer(stored, "certyfikat.pdf", owner_kind="rendering", owner="r1")
    assert Attachment.objects.count() == 1


def test_many_files_are_durable_together_before_any_row_speaks_of_them(
    db: None, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (synced.append(os.readlink(f"/proc/self/fd/{handle}")), fsync(handle))[1]
    )
    made = [Made(f"%PDF-1 number {n % 3}".encode(), f"{n}.pdf", f"r{n}") for n in range(4)]
    lay_down(made)
    places = [path_of(each.digest) for each in made]
    assert not StoredFile.objects.exists() and bytes_on_disk(files) == sorted({each.digest for each in made})
    assert {str(place.parent) for place in places} | {str(place.parent.parent) for place in places} | {
        str(files)
    } <= set(synced)
    assert len([path for path in synced if not Path(path).is_dir()]) == 3 and synced[-1] == str(files)
    stored = refer_all(made, "application/pdf", owner_kind="rendering")
    assert [each.digest for each in stored] == [each.digest for each in made] and stored[0] == stored[3]
    assert refer_all(made, "application/pdf", owner_kind="rendering") == stored
    assert (StoredFile.objects.count(), Attachment.objects.count()) == (3, 4) and list(verify_files()) == []


def test_bytes_that_never_got_a_row_go_after_a_day(db: None, files: Path) -> None:
    made = [Made(b"%PDF-1 lost", "a.pdf", "r1"), Made(b"%PDF-1 young", "b.pdf", "r2")]
    lay_down(made)
    then = clock.now().timestamp() - 2 * 86400
    os.utime(path_of(made[0].digest), (then, then))
    assert sweep() == 1 and bytes_on_disk(files) == [made[1].digest]


class TestVerifying:
    def test_whole_files_give_no_findings(self, db: None) -> None:
        paper()
        assert list(verify_files()) == []

    def test_a_missing_file_is_named(self, db: None) -> None:
        stored = paper()
        stored.path.unlink()
        (finding,) = verify_files()
        assert (finding.what, finding.is_damage) == (What.FILE_MISSING, True)
        assert stored.digest in finding.sentence

    def test_a_changed_file_is_named(self, db: None) -> None:
        stored = paper()
        stored.path.write_bytes(b"%PDF-1 made elsewhere")
        (finding,) = verify_files()
        assert finding.what == What.FILE_CHANGED and stored.digest in finding.sentence


@pytest.mark.django_db(transaction=True)
class TestErasing:
    def test_the_bytes_go_and_a_tombstone_stays(self) -> None:
        stored = paper()
        erase(stored, basis="RODO, art. 17", by="p9")
        assert not stored.path.exists()
        (finding,) = verify_files()
        assert (finding.what, finding.is_damage) == (What.ERASED, False)
        assert check() == []

    def test_erased_bytes_that_came_back_are_damage(self) -> None:
        stored = paper()
        content = stored.path.read_bytes()
        erase(stored, basis="RODO, art. 17", by="p9")
        stored.path.write_bytes(content)
        (finding,) = verify_files()
        assert finding.what == What.FILE_CHANGED
        erase(stored, basis="RODO, art. 17", by="p9")
        assert not stored.path.exists()


class TestSweeping:
    def test_what_nothing_refers_to_goes_after_a_day(self, db: None, files: Path, upload: Upload) -> None:
        stored, _name = take_in(upload(making.pdf(), "plan.pdf"))
        assert sweep() == 0
        age(stored, 2)
        assert sweep() == 1
        assert not StoredFile.objects.exists() and bytes_on_disk(files) == []

    def test_what_something_refers_to_stays(self, centre: Institution, worker: Person, upload: Upload) -> None:
        create(centre, Kind.FILE, by=worker, title="D", files=(upload(making.pdf(), "plan.pdf"),))
        paper()
        for stored in StoredFile.objects.all():
            age(stored, 400)
        assert sweep() == 0
        assert list(verify_files()) == [] and StoredFile.objects.count() == 2

    def test_stray_bytes_go_after_a_day_and_leave_young_ones(self, db: None, files: Path) -> None:
        stored = paper()
        age(stored, 400)
        for name, days in (("old", 2.0), ("young", 0.5)):
            stray = files / "incoming" / f"incoming-{name}"
            stray.parent.mkdir(exist_ok=True)
            stray.write_bytes(b"x")
            then = clock.now().timestamp() - days * 86400
            os.utime(stray, (then, then))
        assert sweep() == 1
        assert bytes_on_disk(files) == sorted([stored.digest, "incoming-young"])

    def test_a_file_that_comes_again_is_young_again(self, db: None, upload: Upload) -> None:
        stored, _name = take_in(upload(making.pdf(), "plan.pdf"))
        age(stored, 2)
        take_in(upload(making.pdf(), "plan.pdf"))
        assert sweep() == 0

    def test_before_there_is_any_file_there_is_nothing_to_sweep(self, db: None) -> None:
        assert sweep() == 0

    def test_a_reference_made_while_the_sweep_looks_saves_the_file(
        self, db: None, upload: Upload, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stored, _name = take_in(upload(making.pdf(), "plan.pdf"))
        age(stored, 2)
        remove = sweeping._remove

        def too_late(pk: int, before: Any) -> bool:
            refer(stored, "plan.pdf", owner_kind="snapshot", owner="s1")
            return remove(pk, before)

        monkeypatch.setattr(sweeping, "_remove", too_late)
        assert sweep() == 0
        assert list(verify_files()) == [] and Attachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_sweep_and_somebody_who_stores_the_same_never_lose_the_bytes(upload: Upload) -> None:
    """Over and over, at the same moment: an orphan is swept while the same file comes in again."""
    if connection.vendor == "sqlite":
        rounds, at_once = 3, False  # in memory there is one connection; the order is tried both ways
    else:
        rounds, at_once = 15, True
    for number in range(rounds):
        stored, _name = take_in(upload(making.pdf(number + 1), "plan.pdf"))
        age(stored, 2)
        threads = [threading.Thread(target=in_a_thread(sweep)) for _ in range(1)]
        threads.append(
            threading.Thread(target=in_a_thread(lambda n=number: take_in(upload(making.pdf(n + 1), "p.pdf"))))
        )
        for thread in threads if number % 2 else reversed(threads):
            thread.run() if not at_once else thread.start()
        for thread in threads if at_once else []:
            thread.join()
        assert StoredFile.objects.filter(digest=stored.digest).exists()
        assert list(verify_files()) == []


def in_a_thread(do: Callable[[], Any]) -> Callable[[], None]:
    def run() -> None:
        do()
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()

    return run
