"""Setting papers, here or in processes of their own where there are very many. No Django, no database, no secret."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from multiprocessing import get_context
from typing import Any

from gromada.certificates import paper
from gromada.certificates.credential import sealing
from gromada.certificates.said import Said

MANY = 100  # certificates, from which on it pays to begin further processes
MOST = 4  # processes: more of them only wait for the one that seals and keeps


@dataclass(frozen=True)
class Order:
    """All that a paper is set from."""

    said: Said
    day: date
    document: str
    name: str = ""
    told: str = ""
    at: datetime | None = None
    room: int = sealing.ROOM

    def pdf(self) -> bytes:
        return paper.pdf(self.said, self.day, self.document)

    def prepared(self) -> sealing.Prepared:
        assert self.at
        return sealing.prepare(self.pdf(), name=self.name, told=self.told, at=self.at, room=self.room)


def prepared(orders: Sequence[Order]) -> list[sealing.Prepared]:
    """All papers of one certificate, in one place: they share the code that leads to it."""
    return [order.prepared() for order in orders]


@contextmanager
def setters(count: int) -> Iterator[Executor]:
    """Whoever sets so many papers: processes of their own where there are many, one at least, so that the disk is waited for meanwhile."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < MANY:
        yield _Here()
        return
    # What such a process needs for life is frozen: looked over again and again it would take a tenth of its time.
    with ProcessPoolExecutor(min(processors, MOST), get_context("spawn"), initializer=gc.freeze) as processes:
        yield processes


class _Here(Executor):
    """Sets a paper as soon as it is asked for."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        done.set_result(work(*given, **named))
        return done
