"""Certificates with their PDFs, set, signed, sealed and kept; the parts of bench/thousand.py that need an installation."""

import json
import os
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import call_command
from tests.builders.cases import world_of
from tests.builders.certificates import released_to

from gromada.certificates import keys, papers, seals
from gromada.certificates.models import SealedPaper


def prepared(count: int) -> None:
    world = world_of("cal-2022")
    released_to(world, count)
    keys.make(world.issuer, by="bench")
    seals.make(world.issuer, by="bench")


def bare() -> float:
    """Milliseconds of one signature of the kind that a seal is, for comparison."""
    key, began = ec.generate_private_key(ec.SECP256R1()), time.perf_counter()
    for _ in range(1000):
        key.sign(bytes(32), ec.ECDSA(hashes.SHA256()))
    return time.perf_counter() - began


def main(count: int, on_one: int) -> None:
    if on_one and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    call_command("migrate", verbosity=0)
    prepared(count)
    began, before = time.perf_counter(), os.times()
    made = papers.bring_all_up_to_date(by="bench")
    took, after = time.perf_counter() - began, os.times()
    assert (made, SealedPaper.objects.count()) == (count, 2 * count)
    used = sum(after[:4]) - sum(before[:4])  # of this process and of those that it began, which are over
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(json.dumps({"took": took, "used": used, "bare": bare(), "processors": processors}))
