"""What the page of sealing shows: a row a language, with the paper that is given out and what is awaited."""

from dataclasses import dataclass, field

from gromada.certificates import papers, seals
from gromada.certificates.forms import SealForm
from gromada.certificates.models import Credential, SealedPaper, SealRequest, named_language
from gromada.certification.models import Certificate


@dataclass(frozen=True)
class Sealed:
    name: str
    paper: SealedPaper


@dataclass(frozen=True)
class Row:
    language: str
    name: str
    given: Sealed | None  # what is given out now
    before: list[Sealed] = field(default_factory=list)
    asked: SealRequest | None = None  # the newest question without an answer
    form: SealForm | None = None  # for the answer
    done: bool = False  # it bears the seal from outside that is expected now


def rows(certificate: Certificate, sent: SealForm | None = None) -> list[Row]:
    """None while no credential counts: then there is no paper to seal. `sent` is a form that was refused."""
    credential = certificate.credentials.filter(revoked_at__isnull=True).first()
    return [_row(credential, language, sent) for language in papers.languages(credential)] if credential else []


def _row(credential: Credential, language: str, sent: SealForm | None) -> Row:
    held = [
        Sealed(seals.name_of(paper.seal), paper)
        for paper in credential.papers.filter(language=language).select_related("seal")
    ]
    given = papers.newest(credential, language)
    asked = credential.seal_requests.filter(language=language, paper=None, seal__retired_at=None).last()
    done = asked is None and given is not None and papers.is_outside(given)
    now = next((each for each in held if each.paper == given), None)
    mine = sent if asked and sent and sent.asked == str(asked.uid) else None
    form = mine or SealForm(certificate=credential.certificate, auto_id=f"{language}-%s")
    return Row(language, named_language(language), now, [each for each in held if each != now], asked, form, done)
