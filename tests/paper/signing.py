"""A signer with a certificate of an invented issuer, who signs PDFs."""

import io
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


class Signer:
    """`root` may be put into a folder of trusted roots."""

    def __init__(self, folder: Path, name: str) -> None:
        root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        root_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Centrum Zaufania Przykład")])
        who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.root = self._certificate(root_name, root_name, root_key.public_key(), root_key, ca=True)
        own = self._certificate(who, root_name, key.public_key(), root_key, ca=False)
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        for file, data in (("key.pem", private), ("own.pem", own), ("root.pem", self.root)):
            (folder / file).write_bytes(data)
        self._signer = signers.SimpleSigner.load(
            str(folder / "key.pem"), str(folder / "own.pem"), ca_chain_files=(str(folder / "root.pem"),)
        )

    def _certificate(
        self, who: x509.Name, by: x509.Name, key: object, signing: ec.EllipticCurvePrivateKey, ca: bool
    ) -> bytes:
        builder = (
            x509.CertificateBuilder().subject_name(who).issuer_name(by).public_key(key)  # type: ignore[arg-type]
            .serial_number(x509.random_serial_number()).not_valid_before(_FROM).not_valid_after(_UNTIL)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(not ca, not ca, False, False, False, ca, ca, False, False), critical=True)
        )  # fmt: skip
        return builder.sign(signing, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def sign(self, pdf: bytes) -> bytes:
        out = io.BytesIO()
        signers.sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf + b"\n")),
            signers.PdfSignatureMetadata(field_name="Podpis"),
            signer=self._signer,
            output=out,
        )
        return out.getvalue()


def added_to(pdf: bytes) -> bytes:
    """Something written into the document after it was signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Note"] = writer.add_object(generic.TextStringObject("x"))
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
