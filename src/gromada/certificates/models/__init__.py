"""Papers of certificates, and what makes them checkable by anybody: keys, credentials, status lists."""

from gromada.certificates.models.credential import REPORT, Credential, SigningKey, StatusList, code_of, uid_of
from gromada.certificates.models.kept import ERASED, Kept
from gromada.certificates.models.rendering import (
    GIVEN_TO_ALL,
    OWNER,
    Rendering,
    RenderingQuerySet,
    named_language,
    open_to,
)
from gromada.certificates.models.seal import PAPER_OWNER, Seal, SealedPaper, SealRequest

__all__ = [
    "ERASED",
    "GIVEN_TO_ALL",
    "OWNER",
    "PAPER_OWNER",
    "REPORT",
    "Credential",
    "Kept",
    "Rendering",
    "RenderingQuerySet",
    "Seal",
    "SealRequest",
    "SealedPaper",
    "SigningKey",
    "StatusList",
    "code_of",
    "named_language",
    "open_to",
    "uid_of",
]
