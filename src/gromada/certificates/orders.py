"""Orders for papers: all that one is set from, and the processes that set very many."""

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from multiprocessing import get_context
from typing import Any

import django
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from gromada.certificates import facts, paper, seals
from gromada.certificates.credential import sealing
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import Credential, Seal
from gromada.kit import clock

FORM, STAMP = 2_000, 8_000  # bytes of a signature beside its certificates, and of a timestamp
MANY = 100  # certificates, from which on it pays to begin further processes
MOST = 4  # processes: more of them only wait for the one that seals and keeps


@dataclass(frozen=True)
class Order:
    """All that a paper is set from: nothing here asks the database or knows a secret, so another process may set it."""

    said: facts.Said
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


def plain(credential: Credential, language: str, when: facts.Occasion) -> Order:
    document = json.dumps(credential.documents[f"{language}.{RDFC}"], ensure_ascii=False)
    return Order(facts.said(credential.certificate, language, when), when.on, document)


def to_be_sealed(credential: Credential, language: str, seal: Seal, when: facts.Occasion) -> Order:
    room = len(seal.chain) + FORM + (STAMP if settings.TIMESTAMP_URL else 0)
    return replace(plain(credential, language, when), room=room, **words(language, seal))


def words(language: str, seal: Seal) -> dict[str, Any]:
    """What the field of the seal says: whose it is, for readers of PDF and for who hears the page."""
    name = seals.name_of(seal)
    with translation.override(language):
        return {"name": name, "told": _("Electronic seal: %(name)s") % {"name": name}, "at": clock.now()}


def prepared(orders: Sequence[Order]) -> list[sealing.Prepared]:
    """All papers of one certificate, in one place: they share the code that leads to it."""
    return [order.prepared() for order in orders]


def setters(count: int) -> Executor:
    """Whoever sets so many papers: processes, where there are many papers and several processors, else this one."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if count < MANY or processors == 1:
        return _Here()
    return ProcessPoolExecutor(min(processors, MOST), get_context("spawn"), initializer=django.setup)


class _Here(Executor):
    """Sets a paper as soon as it is asked for."""

    def submit(self, work: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        done.set_result(work(*given, **named))
        return done
