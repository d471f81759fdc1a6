"""How tokens of other makers differ from SoftHSM, as far as it can be shown without them."""

from types import SimpleNamespace
from typing import Any

import pytest
from asn1crypto.core import BitString, OctetString, PrintableString
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pkcs11 import Mechanism, TokenFlag

from gromada.certificates.tokens import objects, session
from gromada.certificates.tokens.objects import Kind
from gromada.kit.refusal import Refusal
from tests.certificates.tokens.conftest import SoftHSM


def bare(point: bytes) -> bytes:
    return point


def in_octets(point: bytes) -> bytes:
    return OctetString(point).dump()


def in_bits(point: bytes) -> bytes:
    return BitString(tuple(int(bit) for bit in f"{int.from_bytes(point):0{len(point) * 8}b}")).dump()


@pytest.mark.parametrize("written", [bare, in_octets, in_bits])
def test_public_halves_are_read_as_they_are_written(written: Any) -> None:
    edwards = Ed25519PrivateKey.generate().public_key()
    assert objects._public(Kind.ED25519, written(edwards.public_bytes_raw())) == edwards
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = curve.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    assert objects._public(Kind.P256, written(point)) == curve


@pytest.mark.parametrize("point", [b"", b"\x04", bytes(31), b"\x04\x20" + bytes(9)])
def test_a_public_half_that_is_none_is_refused(point: bytes) -> None:
    for kind in Kind:
        with pytest.raises(ValueError):
            objects._public(kind, point)


def test_a_curve_is_written_another_way_where_the_first_is_refused(softhsm: SoftHSM, monkeypatch: Any) -> None:
    unknown, by_number = PrintableString("edwards1").dump(), Kind.ED25519.curves[1]
    monkeypatch.setattr(Kind.ED25519, "curves", (unknown, by_number))
    where, public = objects.make(Kind.ED25519, "probe", "probe")
    public.verify(objects.sign(where, b"said", Mechanism.EDDSA), b"said")  # type: ignore[union-attr, call-arg]
    monkeypatch.setattr(Kind.ED25519, "curves", (unknown,))
    with pytest.raises(Refusal, match="nie wykonał polecenia"):
        objects.make(Kind.ED25519, "probe", "probe")
    assert len(softhsm.privates()) == 1


def test_a_key_that_signs_wrongly_is_not_taken(softhsm: SoftHSM, monkeypatch: Any) -> None:
    def wrong(public: Any, key: Any) -> None:
        raise InvalidSignature

    monkeypatch.setattr(objects, "_prove", wrong)
    with pytest.raises(Refusal, match="podpisuje błędnie"):
        objects.make(Kind.ED25519, "probe", "probe")
    assert softhsm.privates() == []


@pytest.mark.parametrize(
    "flag, said",
    [
        (TokenFlag.USER_PIN_FINAL_TRY, "Kolejny błędny PIN zablokuje"),
        (TokenFlag.USER_PIN_LOCKED, "jest zablokowany"),
    ],
)
def test_no_pin_is_tried_where_it_would_lock_the_token(softhsm: SoftHSM, flag: TokenFlag, said: str) -> None:
    token: Any = SimpleNamespace(label="card", flags=TokenFlag.TOKEN_INITIALIZED | flag)  # it cannot be opened
    with pytest.raises(Refusal, match=said):
        session._reader._signed_in(token)
