"""The electronic seal of a PDF: PAdES B-B (ETSI EN 319 142-1), put in by pyHanko, told to whoever listens to the page.

First `prepare` leaves room for a signature and says the digest, then whoever holds the key signs it, here (`Stamper`) or far away,
and `finish` puts the signature into its room. The file as it was stands untouched at its beginning, so that what PDF/UA and PDF/A
promise stays true: the field of the seal has words, a tag and a place in the order of reading.
"""

import asyncio
import base64
import re
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from gromada.certificates.credential.fault import Fault

FIELD = "Seal"
DIGEST = "sha256"
ROOM = 12_288  # bytes for a signature made elsewhere, with its chain and a timestamp


@dataclass(frozen=True)
class Prepared:
    """A PDF with an empty room for a signature. `digest` is SHA-256 of all bytes outside of the room."""

    pdf: bytes
    digest: bytes
    start: int
    end: int

    @property
    def signed(self) -> bytes:
        """The very bytes that are signed, for programs that sign files and not digests."""
        return self.pdf[: self.start] + self.pdf[self.end :]


def prepare(pdf: bytes, *, name: str, told: str, at: datetime, room: int = ROOM) -> Prepared:
    """Makes room for a seal. `name` is whose it is, `told` what a screen reader says of it, `room` counts bytes.

    Raises Fault "pdf" for a PDF that has no tags.
    """
    # pyHanko writes the update right behind the end of the file, where typst leaves no line break (PDF/A asks for one).
    writer = _Update(BytesIO(pdf + b"\n"))
    spec = SigFieldSpec(FIELD, on_page=0, box=None, readable_field_name=told)
    steps = PdfCMSEmbedder(new_field_spec=spec).write_cms(FIELD, writer)
    _tag(writer, next(steps), told)
    placed = SignatureObject(timestamp=at, subfilter=SigSeedSubFilter.PADES, name=name, bytes_reserved=2 * room)
    certified = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(placed, mdp_setup=certified))
    found, out = steps.send(SigIOSetup(DIGEST, in_place=True))
    return Prepared(out.getvalue(), found.document_digest, found.reserved_region_start, found.reserved_region_end)


def finish(prepared: Prepared, signature: bytes) -> bytes:
    """The sealed PDF. Raises Fault "room" for a signature (CMS, DER) that is longer than the room left for it."""
    written = signature.hex().upper().encode()
    room = prepared.end - prepared.start - 2  # without < and >
    if len(written) > room:
        raise Fault("room", str(room // 2))
    begun = prepared.start + 1
    return prepared.pdf[:begun] + written + prepared.pdf[begun + len(written) :]


def ran(work: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine of pyHanko gives. In a thread, since the one that asks may be running a loop of events already."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


def der(signature: bytes) -> bytes:
    """A signature as it came, in DER, PEM or base64 alone. Raises Fault "cms" for what is none."""
    held = signature
    if not held.startswith(b"\x30"):
        lines = [line for line in held.split() if line]
        inside = re.sub(rb"-----[A-Z0-9 ]+-----", b"", b" ".join(lines)).replace(b" ", b"")
        try:
            held = base64.b64decode(inside, validate=True)
        except ValueError:
            raise Fault("cms") from None
    try:
        found = cms.ContentInfo.load(held, strict=True)
        if found["content_type"].native != "signed_data" or not found["content"]["signer_infos"]:
            raise Fault("cms")
    except (ValueError, TypeError, KeyError):
        raise Fault("cms") from None
    return held


class _Update(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: a seal is no new version of the text, and typst's XMP is already what PDF/A asks for."""

    def _update_meta(self) -> None:
        pass


def _tag(writer: IncrementalPdfFileWriter, field: Any, told: str) -> None:
    """The field as the last thing that is read (ISO 14289-1, 7.18.4: a widget lies in a Form tag)."""
    try:
        tree = writer.root["/StructTreeRoot"]
        whole, numbers = tree["/K"][0], tree["/ParentTree"]["/Nums"]
        key = int(tree["/ParentTreeNextKey"])
        inside = whole["/K"]
    except (KeyError, IndexError, TypeError):
        raise Fault("pdf", "StructTreeRoot") from None
    leads = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): field})
    form = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): tree["/K"].raw_get(0),
                pdf_name("/Pg"): writer.find_page_for_modification(0)[0],
                pdf_name("/Alt"): pdf_string(told),
                pdf_name("/K"): leads,
            }
        )
    )
    inside.append(form)
    numbers.extend([generic.NumberObject(key), form])
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(key + 1)
    field.get_object()[pdf_name("/StructParent")] = generic.NumberObject(key)
    for changed in (inside, numbers, tree):
        writer.update_container(changed)


class Stamper:
    """Makes signatures (CMS) with one key. `sign` signs bytes; `chain` holds certificates (DER), that of the key first.

    pyHanko builds the form of a signature once for every length; afterwards digest and signature are only put into their
    places, which takes a hundredth of the time. With a timestamp nothing repeats, and pyHanko builds each.
    """

    def __init__(
        self, sign: Callable[[bytes], bytes], chain: Sequence[bytes], timestamper: TimeStamper | None = None
    ) -> None:
        self._signer = _Signer(sign, [x509.Certificate.load(each) for each in chain])
        self._sign, self._timestamper = sign, timestamper
        self._attributes = ran(self._signer.signed_attrs(_HOLE, DIGEST, use_pades=True)).dump()
        self._forms: dict[int, bytes] = {}

    def signature(self, digest: bytes) -> bytes:
        """CMS over a document of this digest, DER."""
        if self._timestamper:
            made = self._signer.async_sign(digest, DIGEST, use_pades=True, timestamper=self._timestamper)
            return bytes(ran(made).dump())
        value = self._sign(_put(self._attributes, _HOLE, digest))
        length = len(value)
        if length not in self._forms:
            self._forms[length] = self._form(length)
        return _put(_put(self._forms[length], _HOLE, digest), _mark(length), value)

    def _form(self, length: int) -> bytes:
        maker = _Signer(lambda _data: _mark(length), self._signer.chain)
        return bytes(ran(maker.async_sign(_HOLE, DIGEST, use_pades=True)).dump())


class _Signer(Signer):
    """pyHanko's signer with a key of ours. A root is known to whoever trusts it, so it does not travel along."""

    def __init__(self, sign: Callable[[bytes], bytes], chain: Sequence[x509.Certificate]) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(chain[1:])
        super().__init__(signing_cert=chain[0], cert_registry=store, embed_roots=False)
        self.sign, self.chain = sign, chain

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self.sign(data)


_HOLE = bytes(range(0xC0, 0xE0))  # stands where the digest will stand


def _mark(length: int) -> bytes:
    return b"\xf3" * length


def _put(form: bytes, hole: bytes, value: bytes) -> bytes:
    assert form.count(hole) == 1 and len(hole) == len(value), "a form has each hole once, as long as what fills it"
    return form.replace(hole, value)
