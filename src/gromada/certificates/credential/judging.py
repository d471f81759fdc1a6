"""A file as somebody has it, judged: read first (JSON, a PDF or a badge that carries it), then asked the six questions, and of a PDF's seal.

The browser does the same by static/certificates/modules/checking/judging.js; tests hold the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gromada.certificates.credential import attached, jsontext, proof, sealed
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.form import issuer_of
from gromada.certificates.credential.verifying import Check, Outcome, Report, Sources, verify


@dataclass(frozen=True)
class Judged:
    """`document` is None where the file could not be read: then the report answers the question "file" instead of the six."""

    report: Report
    document: dict[str, Any] | None = None


def judge(
    data: bytes, sources: Sources, now: datetime, contexts: Contexts = proof.NONE, *, apart: bool = False
) -> Judged:
    """Raises nothing that the file could cause. `apart`: PDFs are opened in a process of its own, since they come from strangers."""
    read, seals = (attached.text_of_apart, sealed.seals_in_apart) if apart else (attached.text_of, sealed.seals_in)
    judged = _judged(data, read, sources, now, contexts)
    if not data.startswith(b"%PDF-") or (judged.document is None and b"/ByteRange" not in data):
        return judged
    issuer = issuer_of(judged.document) if judged.document else ""
    seal = sealed.check(data, issuer, sources, seals)
    return Judged(Report((*judged.report.checks, seal)), judged.document)


def _judged(data: bytes, read: Callable[[bytes], bytes], sources: Sources, now: datetime, contexts: Contexts) -> Judged:
    try:
        document = jsontext.load(read(data))
    except Fault as fault:
        outcome = Outcome.UNSURE if fault.unsure else Outcome.FAILED
        return Judged(Report((Check("file", outcome, f"file.{fault.code}", fault.detail),)))
    return Judged(verify(document, sources, now, contexts), document)
