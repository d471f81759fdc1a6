"""Papers of certificates, and what makes them checkable by anybody: keys, credentials, status lists."""

from gromada.certificates.models.credential import Credential, SigningKey, StatusList, code_of, uid_of
from gromada.certificates.models.rendering import GIVEN_TO_ALL, OWNER, Rendering, RenderingQuerySet, open_to

__all__ = [
    "GIVEN_TO_ALL",
    "OWNER",
    "Credential",
    "Rendering",
    "RenderingQuerySet",
    "SigningKey",
    "StatusList",
    "code_of",
    "open_to",
    "uid_of",
]
