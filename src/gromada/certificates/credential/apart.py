"""What reads the files of strangers runs in a process of its own, with limits of time and memory, and can be killed.

A module asked so is run as `python -m`, reads its question from the standard input and ends by `answer`.
"""

import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from gromada.certificates.credential.fault import Fault

try:
    import resource
except ImportError:  # not a Unix: the clock alone must do
    resource = None  # type: ignore[assignment]

SECONDS = 5.0  # of a processor: a busy machine is no fault of the file
PATIENCE = 4  # times as long by the clock
MEMORY = 1 << 30
REFUSED = 3
_until: ContextVar[float] = ContextVar("until", default=float("inf"))


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """All that is asked inside gets this long together: one question may need many (proofs, credentials of a presentation)."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def ask(module: str, question: bytes, *, seconds: float = SECONDS) -> bytes:
    """What the module makes of the question. `seconds` are those of a processor.

    Raises Fault "time" (unsure), and whatever Fault the module raised.
    """
    patience = min(PATIENCE * seconds, _until.get() - time.monotonic())
    if patience <= 0:
        raise Fault("time", "0 s", unsure=True)
    environment = {"PYTHONPATH": str(Path(__file__).parents[3]), "PATH": os.environ.get("PATH", "")}
    command = [sys.executable, "-m", module, str(math.ceil(seconds))]
    try:
        done = subprocess.run(
            command, input=question, capture_output=True, timeout=patience, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise Fault("time", f"{patience:g} s", unsure=True) from None
    if done.returncode not in (0, REFUSED):  # killed by its own limit of memory or time
        raise Fault("time", str(done.returncode), unsure=True)
    if done.returncode == REFUSED:
        code, unsure, detail = done.stdout.decode().split("\t", 2)
        raise Fault(code, detail, unsure=unsure == "1")
    return done.stdout


def answer(work: Callable[[bytes], bytes]) -> int:
    """For the module's own `main`: does the work within the limits and gives the exit code."""
    if resource is not None:
        most = int(sys.argv[1])
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        found = work(sys.stdin.buffer.read())
    except Fault as fault:
        sys.stdout.buffer.write(f"{fault.code}\t{fault.unsure:d}\t{fault.detail}".encode())
        return REFUSED
    sys.stdout.buffer.write(found)
    return 0
