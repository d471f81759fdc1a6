"""The nouns of a case, a file per chapter of its life."""

from gromada.certification.models.case import (
    NEVER_SENT,
    Appointment,
    Case,
    Declaration,
    Document,
    StepTaken,
    TermExtension,
    TermRun,
)
from gromada.certification.models.certificate import Certificate, CertificateEvent, Confirmer, HistoryRemark
from gromada.certification.models.judging import Agreement, Attendance, Ballot, Contribution, Sitting
from gromada.certification.models.letter import Letter, LetterVersion
from gromada.certification.models.renewal import Carried, EditionMove, Reminder
from gromada.certification.models.sender import Sender
from gromada.certification.models.writing import Answer, Evidence, Leftover, Look, Presence, Snapshot

__all__ = [
    "NEVER_SENT",
    "Agreement",
    "Answer",
    "Appointment",
    "Attendance",
    "Ballot",
    "Carried",
    "Case",
    "Certificate",
    "CertificateEvent",
    "Confirmer",
    "Contribution",
    "Declaration",
    "Document",
    "EditionMove",
    "Evidence",
    "HistoryRemark",
    "Leftover",
    "Letter",
    "LetterVersion",
    "Look",
    "Presence",
    "Reminder",
    "Sender",
    "Sitting",
    "Snapshot",
    "StepTaken",
    "TermExtension",
    "TermRun",
]
