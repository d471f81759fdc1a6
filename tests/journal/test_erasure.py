import os
import subprocess
import sys
from pathlib import Path

import pytest

from gromada.journal.check import check
from gromada.journal.erasure import erase
from gromada.journal.findings import What
from gromada.journal.models import Entry, Payload, Tombstone
from gromada.kit.refusal import Refusal


def test_erasure_destroys_content_and_salt_and_leaves_the_line(lines: list[Entry]) -> None:
    tombstone = erase(lines[2], basis="RODO, art. 17 ust. 1 lit. b", by="p9")
    assert not Payload.objects.filter(entry=lines[2]).exists()
    assert tombstone.digest == lines[2].payload_digest
    assert Entry.objects.get(seq=3).payload_digest == lines[2].payload_digest


def test_erasure_writes_who_and_why_into_the_journal(lines: list[Entry]) -> None:
    tombstone = erase(lines[2], basis="RODO, art. 17 ust. 1 lit. b", by="p9")
    told = Entry.objects.get(verb="journal.erased")
    assert (told.actor, told.subject) == ("p9", str(tombstone.uid))
    assert told.facts["line"] == 3 and told.facts["basis"] == "RODO, art. 17 ust. 1 lit. b"


def test_erasing_again_changes_nothing(lines: list[Entry]) -> None:
    first = erase(lines[2], basis="RODO, art. 17", by="p9")
    assert erase(lines[2], basis="another", by="p8") == first
    assert Tombstone.objects.get().basis == "RODO, art. 17"
    assert Entry.objects.filter(verb="journal.erased").count() == 1


def test_a_line_without_a_personal_part_cannot_be_erased(lines: list[Entry]) -> None:
    with pytest.raises(Refusal, match="1"):
        erase(lines[0], basis="RODO, art. 17", by="p9")


def test_nothing_is_erased_without_a_basis(lines: list[Entry]) -> None:
    with pytest.raises(Refusal):
        erase(lines[2], basis="  ", by="p9")
    assert Payload.objects.filter(entry=lines[2]).exists()


def test_everything_can_be_erased_and_the_chain_still_holds(lines: list[Entry]) -> None:
    for line in lines:
        if line.payload_digest:
            erase(line, basis="RODO, art. 17", by="p9")
    assert {finding.what for finding in check()} == {What.ERASED}


SCRIPT = """
import os
import django; django.setup()
from django.db import connection, transaction
from gromada.journal.actions import append
from gromada.journal.erasure import erase
from gromada.journal.models import *
connection.cursor().execute("pragma secure_delete = off")  # builds of SQLite differ
with connection.schema_editor() as editor:
    for model in (Entry, Payload, Tombstone, Head):
        editor.create_model(model)
with transaction.atomic():
    kept = append("step.taken", "case", "c", by="p", private={"name": "Kwiryna the kept"})
    gone = append("step.taken", "case", "c", by="p", private={"name": "Zbysława the erased"})
erase(gone, basis="RODO, art. 17", by="p")
os._exit(0)  # as when the power fails: SQLite does not tidy up behind itself
"""


def test_erased_bytes_are_in_no_file_of_an_sqlite_database(tmp_path: Path) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "DATABASE_URL": "", "GROMADA_DATA": str(tmp_path),
        "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", SCRIPT], check=True, env=environment, cwd=tmp_path)
    everything = b"".join(file.read_bytes() for file in tmp_path.rglob("gromada.sqlite3*"))
    assert b"Kwiryna the kept" in everything
    assert "Zbysława the erased".encode() not in everything
    assert "the erased" not in everything.decode("latin-1")
