"""The journal, measured in a process of its own; `bench/journal.py` starts it and prints the figures."""

import json
import tracemalloc
from datetime import timedelta
from statistics import median
from time import perf_counter, process_time

from django.core.management import call_command
from django.db import connection, transaction

from gromada.journal.actions import append
from gromada.journal.chain import ZERO, line_digest, payload_digest
from gromada.journal.check import check
from gromada.journal.following import follow
from gromada.journal.heads import sign_day
from gromada.journal.models import Entry, Head, Payload
from gromada.kit import clock
from gromada.kit.ids import new_uid

ROUNDS, A_ROUND = 9, 150
SMALL, LARGE = 8_000, 32_000  # lines between which the memory of the check is compared


def main(lines: int) -> None:
    call_command("migrate", verbosity=0, run_syncdb=True)
    found = _appending()
    _fill(SMALL)
    small = _memory()
    _fill(LARGE - SMALL)
    memory = _memory() / small
    _fill(max(0, lines - LARGE))
    sign_day(clock.today() - timedelta(days=1))
    began, cpu = perf_counter(), process_time()
    assert check() == []
    took, used = perf_counter() - began, process_time() - cpu
    total = Entry.objects.count()
    found |= {"seconds to check": took, "lines checked a second": total / took, "CPU of the check, s": used}
    found["memory of the check, 32,000 / 8,000 lines"] = memory
    began = perf_counter()
    while follow("bench", lambda entry: None, batch=200):
        pass
    found["lines followed a second"] = total / (perf_counter() - began)
    print(json.dumps(found))


def _appending() -> dict[str, float]:
    """Both modes in turn, so that what else the machine does meets both alike."""
    rates: dict[str, list[float]] = {"FULL": [], "NORMAL": []}
    for _ in range(ROUNDS):
        for mode, measured in rates.items():
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={mode}")
            began = perf_counter()
            for number in range(A_ROUND):
                with transaction.atomic():
                    append("step.taken", "case", number, by="p", facts={"to": "opened"}, private={"name": "somebody"})
            measured.append(A_ROUND / (perf_counter() - began))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
    ratio = median(normal / full for full, normal in zip(rates["FULL"], rates["NORMAL"], strict=True))
    return {
        "lines appended a second, FULL": median(rates["FULL"]),
        "lines appended a second, NORMAL": median(rates["NORMAL"]),
        "NORMAL / FULL": ratio,
    }


def _memory() -> float:
    """The most that a check holds at once, in bytes."""
    tracemalloc.start()
    assert check() == []
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def _fill(count: int) -> None:
    """Many lines at once, chained as `append` chains them; a third has a personal part."""
    head = Head.objects.filter(pk=1).first() or Head(pk=1, seq=0, digest=ZERO)
    while count:
        now, number = clock.now(), min(count, 5000)
        entries, payloads = [], []
        for place in range(number):
            private = {"name": f"person {place}"} if place % 3 == 0 else None
            entry = Entry(
                seq=head.seq + 1, uid=new_uid(), happened_on=now.date(), entered_at=now, actor=str(new_uid()), verb="step.taken",
                subject_kind="case", subject=str(new_uid()), facts={"step": "opened", "number": place, "to": "formal"},
                payload_digest=payload_digest("salt", private) if private else "", previous=head.digest,
            )  # fmt: skip
            entry.digest = line_digest(
                entry.schema, entry.seq, entry.uid, entry.happened_on, entry.entered_at, entry.actor, entry.verb,
                entry.subject_kind, entry.subject, entry.facts, entry.payload_digest, entry.previous,
            )  # fmt: skip
            head.seq, head.digest = entry.seq, entry.digest
            entries.append(entry)
            if private:
                payloads.append(Payload(entry=entry, salt="salt", content=private))
        with transaction.atomic():
            Entry.objects.bulk_create(entries, batch_size=500)
            Payload.objects.bulk_create(payloads, batch_size=500)
            head.save()
        count -= number
