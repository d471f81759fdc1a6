"""Why a certificate that counts has no credential or no sealed paper yet: for the office, on the page of its case."""

from gromada.certificates import issuing, keys, papers, seals
from gromada.certificates.models import Credential
from gromada.certification.models import Certificate
from gromada.journal.following import behind

FOLLOWER = "credentials"


def reason(certificate: Certificate) -> str:
    """The sentence with which signing stopped; nothing where nothing is missing, or it has not been tried yet."""
    if not issuing.counts(certificate) or not _lacks(certificate):
        return ""
    return next((lag.failure for lag in behind() if lag.name == FOLLOWER and lag.lines), "")


def _lacks(certificate: Certificate) -> bool:
    credential = certificate.credentials.filter(revoked_at__isnull=True).first()
    if credential is None:
        return keys.signing_key(certificate.issuer) is not None
    return seals.current(certificate.issuer) is not None and not _sealed(credential)


def _sealed(credential: Credential) -> bool:
    return all(papers.newest(credential, language) for language in papers.languages(credential))
