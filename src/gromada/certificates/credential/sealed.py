"""Checking the seal of a PDF: is it whole, has anything been changed or added since, and does the issuer own up to it."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import msgspec
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from gromada.certificates.credential import apart, chain, did
from gromada.certificates.credential.attached import BROKEN
from gromada.certificates.credential.fault import Fault
from gromada.certificates.credential.proof import stamp
from gromada.certificates.credential.sealing import ran
from gromada.certificates.credential.verifying import Check, Outcome, Sources

# Saving anew may add metadata, which say nothing on the page; everything else counts as a change.
BEARABLE = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
# Nobody is trusted by root here (the issuer owns up to a seal in its did.json); pyHanko would tell so at length.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko.sign.validation.generic_cms").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Seal:
    """A seal that fits the document it stands in."""

    name: str
    thumbprint: str
    at: datetime | None
    whole: bool  # nothing at all was written after it


Reader = Callable[[bytes], list[Seal]]


def check(pdf: bytes, issuer: str, sources: Sources, read: Reader | None = None) -> Check:
    """The question "seal" of a PDF. Raises nothing that the document could cause. `read` is `seals_in` or `seals_in_apart`."""
    try:
        found = (read or seals_in)(pdf)
        if not found:
            raise Fault("none", unsure=True)
        known = sources.document(issuer) if issuer else {}
        for seal in found:
            _owned(seal, known)
    except Fault as fault:
        return Check("seal", Outcome.UNSURE if fault.unsure else Outcome.FAILED, f"seal.{fault.code}", fault.detail)
    last = found[-1]
    said = f"{last.name}, {stamp(last.at)}" if last.at else last.name
    return Check("seal", Outcome.PASSED, "seal.good" if last.whole else "seal.saved", said)


def seals_in(pdf: bytes) -> list[Seal]:
    """Every seal, the oldest first. Raises Fault "pdf", or "changed" and "added" for a document that was."""
    try:
        reader = PdfFileReader(BytesIO(pdf))
        found = [_read(each, pdf) for each in reader.embedded_regular_signatures]
    except Fault:
        raise
    except BROKEN as error:
        raise Fault("changed", type(error).__name__) from None
    except Exception as error:  # pyHanko has a dozen kinds of its own for a damaged signature
        raise Fault("changed", type(error).__name__) from None
    if not found and b"/ByteRange" in pdf:  # it lies in the file, and nothing leads there any more
        raise Fault("changed", "ByteRange")
    return found


def seals_in_apart(pdf: bytes) -> list[Seal]:
    """The same in a process with limits, for the files of strangers."""
    answered = apart.ask("gromada.certificates.credential.sealed", pdf)
    return msgspec.json.decode(answered, type=list[Seal])


def _read(embedded: EmbeddedPdfSignature, pdf: bytes) -> Seal:
    _plainly_written(embedded, pdf)
    status = ran(async_validate_pdf_signature(embedded, ValidationContext(trust_roots=[], allow_fetching=False)))
    if not (status.intact and status.valid):
        raise Fault("changed")
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not whole and not (status.docmdp_ok and status.modification_level in BEARABLE and _saved_anew(embedded, pdf)):
        raise Fault("added")
    certificate = embedded.signer_cert
    return Seal(_name(certificate), chain.thumbprint(certificate.dump()), status.signer_reported_dt, whole)


def _saved_anew(embedded: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """What follows the seal is another's orderly update, or a line break; not bytes that no reader looks at."""
    _zero, _end, start, length = (int(each) for each in embedded.byte_range)
    return embedded.reader.xrefs.total_revisions > embedded.signed_revision + 1 or not pdf[start + length :].strip()


def _plainly_written(embedded: EmbeddedPdfSignature, pdf: bytes) -> None:
    """The room of the signature is the one place that is not signed: it holds the signature, zeros, and nothing else.

    What stands around a signature is not signed either; it must say the same as what is.
    """
    _zero, start, end, _rest = (int(each) for each in embedded.byte_range)
    room = pdf[start + 1 : end - 1]
    held = cms.ContentInfo.load(bytes.fromhex(room.decode("ascii")))
    written = held.dump()
    length = 2 * len(written)
    if pdf[start : start + 1] + pdf[end - 1 : end] != b"<>" or room[length:].strip(b"0"):
        raise Fault("changed", "Contents")
    if room[:length] not in (written.hex().encode(), written.hex().upper().encode()):
        raise Fault("changed", "Contents")
    data = held["content"]
    (info,) = data["signer_infos"]
    by_serial = info["sid"].name == "issuer_and_serial_number"
    version = "v1" if by_serial else "v3"
    algorithms = {each.dump() for each in (*data["digest_algorithms"], info["digest_algorithm"])}
    says_the_same = (
        all(_exact(each) for each in (held, data, info))
        and {data["version"].native, info["version"].native} == {version}
        and {each[-2:] for each in algorithms} <= {_NULL, info["digest_algorithm"]["algorithm"].dump()[-2:]}
        and {each["algorithm"].native for each in data["digest_algorithms"]} == {embedded.md_algorithm}
        and (not by_serial or info["sid"].chosen["issuer"].dump() == embedded.signer_cert.issuer.dump())
    )
    if not says_the_same:
        raise Fault("changed", "Contents")


_NULL = b"\x05\x00"


def _exact(value: Any) -> bool:
    """Nothing lies between or behind the parts of a sequence."""
    return bytes(value.contents) == b"".join(value[name].dump() for name in value)


def _owned(seal: Seal, known: dict[str, Any]) -> None:
    """The issuer's did.json lists the certificate. An issuer that lists none has said nothing about any."""
    listed = did.seals(known)
    if not listed:
        raise Fault("unlisted", seal.name, unsure=True)
    if seal.thumbprint not in listed:
        raise Fault("foreign", seal.name)
    if listed[seal.thumbprint]:
        raise Fault("revoked", listed[seal.thumbprint])


def _name(certificate: Any) -> str:
    said = certificate.subject.native
    return str(said.get("common_name") or said.get("organization_name") or certificate.subject.human_friendly)


if __name__ == "__main__":
    sys.exit(apart.answer(lambda pdf: msgspec.json.encode(seals_in(pdf))))
