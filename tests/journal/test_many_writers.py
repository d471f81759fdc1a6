"""Several processes write at once: no line is lost, none shares a number, nobody follows past a line that is not there yet."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

SETUP = """
import django; django.setup()
from django.db import connection
from gromada.journal.models import *
with connection.schema_editor() as editor:
    for model in (Entry, Payload, Tombstone, Head, DayHead, Cursor, Run):
        editor.create_model(model)
"""
WRITER = """
import sys, django; django.setup()
from django.db import transaction
from gromada.journal.actions import append
for number in range(30):
    with transaction.atomic():
        append("step.taken", "case", sys.argv[1], by="p", facts={"number": number}, private={"name": "n"})
        if number % 10 == 9:
            transaction.set_rollback(True)
"""
FOLLOWER = """
import sys, time, django; django.setup()
from gromada.journal.following import follow
read, until = [], time.monotonic() + 60
while len(read) < 108 and time.monotonic() < until:
    if not follow("register", lambda entry: read.append(entry.seq), batch=7):
        time.sleep(0.01)
import json; print(json.dumps(read))
"""
CHECK = """
import json, django; django.setup()
from gromada.journal.check import check
from gromada.journal.models import Entry
print(json.dumps([[str(finding) for finding in check()], list(Entry.objects.values_list("subject", "facts__number"))]))
"""


@pytest.mark.django_db(transaction=True)
def test_four_writers_and_a_follower(tmp_path: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "GROMADA_DATA": str(tmp_path), "DATABASE_URL": address(),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip

    def start(script: str, *words: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "-c", script, *words]
        return subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, text=True)

    if connection.vendor == "sqlite":
        assert start(SETUP).wait(60) == 0
    follower = start(FOLLOWER)
    writers = [start(WRITER, f"w{number}") for number in range(4)]
    assert [writer.wait(120) for writer in writers] == [0, 0, 0, 0]
    assert json.loads(follower.communicate(timeout=120)[0]) == list(range(1, 109))
    findings, written = json.loads(start(CHECK).communicate(timeout=60)[0])
    assert findings == []
    kept = [number for number in range(30) if number % 10 != 9]
    assert sorted(written) == sorted([f"w{writer}", number] for writer in range(4) for number in kept)


def address() -> str:
    """The database of this test run; for SQLite, which the tests keep in memory, a file of its own."""
    if connection.vendor == "sqlite":
        return ""
    said = connection.settings_dict
    user = f"{quote(said['USER'])}:{quote(said['PASSWORD'])}@" if said["USER"] else ""
    port = f":{said['PORT']}" if said["PORT"] else ""
    return f"postgres://{user}{quote(said['HOST'], safe='')}{port}/{said['NAME']}"
