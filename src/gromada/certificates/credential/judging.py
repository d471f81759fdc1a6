"""A file as somebody has it, judged: read first (JSON, a PDF or a badge that carries it), then asked the six questions.

The browser does the same by static/certificates/modules/checking/judging.js; tests hold the two together.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gromada.certificates.credential import attached, jsontext, proof
from gromada.certificates.credential.contexts import Contexts
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.verifying import Check, Outcome, Report, Sources, verify


@dataclass(frozen=True)
class Judged:
    """`document` is None where the file could not be read: then the report answers one question, "file"."""

    report: Report
    document: dict[str, Any] | None = None


def judge(
    data: bytes,
    sources: Sources,
    now: datetime,
    contexts: Contexts = proof.NONE,
    read: Callable[[bytes], bytes] = attached.text_of,
) -> Judged:
    """Raises nothing that the file could cause. `read` finds the credential within it (`attached.text_of_apart` for strangers' files)."""
    try:
        document = jsontext.load(read(data))
    except Fault as fault:
        outcome = Outcome.UNSURE if fault.unsure else Outcome.FAILED
        return Judged(Report((Check("file", outcome, f"file.{fault.code}", fault.detail),)))
    return Judged(verify(document, sources, now, contexts), document)
