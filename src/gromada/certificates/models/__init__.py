"""Papers of certificates, and what makes them checkable by anybody: keys, credentials, status lists."""

from gromada.certificates.models.credential import Credential, SigningKey, StatusList
from gromada.certificates.models.rendering import GIVEN_TO_ALL, OWNER, Rendering, RenderingQuerySet, open_to

__all__ = [
    "GIVEN_TO_ALL",
    "OWNER",
    "Credential",
    "Rendering",
    "RenderingQuerySet",
    "SigningKey",
    "StatusList",
    "open_to",
]
