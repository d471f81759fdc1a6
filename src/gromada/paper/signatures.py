"""Electronic signatures of a PDF, in plain sentences: whole or not, whose, when, and whether the signer's root is trusted here."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from gromada.ui.typography import hour, longdate

WHOLE = (SignatureCoverageLevel.ENTIRE_FILE,)


@dataclass(frozen=True)
class Signature:
    name: str  # from the certificate
    intact: bool
    whole: bool  # the whole document is covered
    trusted: bool | None  # None: nobody can say, for no roots are known here
    at: datetime | None = None

    def sentences(self) -> list[str]:
        found = [
            _("Signed electronically by: %(name)s.") % {"name": self.name or _("somebody without a name")},
            _("The document has not changed since it was signed.") if self.intact
            else _("The document was changed after it was signed, or the signature is damaged."),
            _("The signature covers the whole document.") if self.whole
            else _("Something was added after this signature; it does not cover the whole document."),
        ]  # fmt: skip
        if self.at:
            found.append(
                _("The signer's time: %(day)s, %(hour)s.") % {"day": longdate(self.at.date()), "hour": hour(self.at)}
            )
        found.append(
            _("Whether the certificate is a qualified one cannot be said here: no trusted roots are set.") if self.trusted is None
            else _("The certificate comes from a root that is trusted here.") if self.trusted
            else _("The certificate does not come from a root that is trusted here.")
        )  # fmt: skip
        return found

    @property
    def good(self) -> bool:
        return self.intact and self.whole and self.trusted is not False


def signatures_in(path: Path, roots: str = "") -> list[Signature]:
    """Every signature, in order; none for a PDF without, or one that cannot be read. `roots`: a folder of certificates."""
    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            return [_read(each, roots) for each in reader.embedded_regular_signatures]
    except Exception:  # a reader fed with hostile bytes raises anything
        return []


def _read(embedded: Any, roots: str) -> Signature:
    trusted = _roots(roots)
    name = _name(embedded.signer_cert)
    try:
        status = validate_pdf_signature(embedded, ValidationContext(trust_roots=trusted, allow_fetching=False))
    except Exception:  # a damaged signature is no signature
        return Signature(name, False, False, None if not trusted else False)
    whole = status.coverage in WHOLE
    return Signature(
        name, status.intact and status.valid, whole, status.trusted if trusted else None, status.signer_reported_dt
    )


def _name(certificate: Any) -> str:
    said = certificate.subject.native if certificate is not None else {}
    person = " ".join(str(said[part]) for part in ("given_name", "surname") if said.get(part))
    return str(said.get("common_name") or person)


def _roots(folder: str) -> list[Any]:
    if not folder or not Path(folder).is_dir():
        return []
    files = sorted(p for p in Path(folder).iterdir() if p.suffix in (".pem", ".crt", ".cer", ".der"))
    return list(load_certs_from_pemder([str(p) for p in files])) if files else []
