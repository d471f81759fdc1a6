"""Why a certificate that counts has no credential or no sealed paper yet: for the office, on the page of its case."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gromada.certificates import issuing, keys, papers, seals
from gromada.certificates.models import Credential
from gromada.certification.models import Certificate
from gromada.journal.following import behind

FOLLOWER = "credentials"


def reason(certificate: Certificate) -> str:
    """Why signing stopped, for people, in the reader's language; nothing where nothing is missing, or it has not been tried yet.

    What was refused was written down in the house's language. The line of the journal and what broke inside are for the log.
    """
    if not issuing.counts(certificate) or not _lacks(certificate):
        return ""
    stopped = next((lag for lag in behind() if lag.name == FOLLOWER and lag.lines and lag.failure), None)
    if stopped is None:
        return ""
    if stopped.sentence and get_language() == settings.LANGUAGE_CODE:
        return stopped.sentence
    if stopped.sentence:
        return _(
            "The key or the seal with which it is signed cannot be used now. See whether the token is connected, or the key in its place, and whether its password or PIN is right."
        )
    return _("Something unexpected stopped the signing. Tell whoever runs the installation: the log names the place.")


def _lacks(certificate: Certificate) -> bool:
    credential = certificate.credentials.filter(revoked_at__isnull=True).first()
    if credential is None:
        return keys.signing_key(certificate.issuer) is not None
    return seals.current(certificate.issuer) is not None and not _sealed(credential)


def _sealed(credential: Credential) -> bool:
    return all(papers.newest(credential, language) for language in papers.languages(credential))
