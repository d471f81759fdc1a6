"""gromada keys: the keys that sign credentials, and the seals of PDFs. Nothing is signed until one has been made."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.models import Q
from django.utils import translation

from gromada.certificates import dids, keeping, keys, papers, seals
from gromada.certificates.models import Kept, Seal, SigningKey
from gromada.certificates.tokens import objects
from gromada.certificates.tokens.objects import Kind, Where
from gromada.certificates.vocabulary import Place, Use
from gromada.cli.failure import Failure
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer

ABOUT = "List, make and withdraw the keys that sign credentials and the seals of PDFs; sign anew what a withdrawn one had signed."
PLACES = {"database": Place.DATABASE, "token": Place.TOKEN}
BY = "keys"


def arguments(parser: argparse.ArgumentParser) -> None:
    inside = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    inside.add_parser("list", help="every key, with what became of it")
    made = inside.add_parser("new", help="make a key; the one before signs no more, and what it signed stays good")
    made.add_argument("--issuer", help="by its short name in addresses; needed where there are several")
    _place(made)
    sealing = inside.add_parser("seal", help="make a seal of PDFs, or take the one that an authority issued")
    sealing.add_argument("--issuer")
    sealing.add_argument("--certificate", type=Path, metavar="PEM", help="with its chain, that of the seal first")
    sealing.add_argument(
        "--key", type=Path, metavar="PEM",
        help="of the certificate; GROMADA_SEAL_PASSWORD opens it. Without it the key is looked for in the token",
    )  # fmt: skip
    _place(sealing)
    outside = inside.add_parser("outside", help="a seal that is kept elsewhere: what it seals is taken (gromada seal)")
    outside.add_argument("certificate", type=Path, metavar="PEM")
    outside.add_argument("--issuer")
    gone = inside.add_parser("withdraw", help="a key was lost or stolen: nothing it signed counts; all is signed anew")
    gone.add_argument("fragment", help="as the list shows it, for example key-2026-11-21 or seal-2026-11-21")
    gone.add_argument("--reason", required=True)
    _place(gone)
    inside.add_parser("token", help="whether the token of the settings can be used, and which keys lie in it")
    inside.add_parser("reissue", help="bring every credential and status list up to date now")


def _place(parser: argparse.ArgumentParser) -> None:
    told = "where the new key lies; the token (GROMADA_PKCS11_MODULE), where one is set"
    parser.add_argument("--in", dest="place", choices=PLACES, help=told)


def run(said: argparse.Namespace) -> int:
    with translation.override("en"):
        try:
            return DEEDS[said.deed](said)
        except Refusal as refusal:
            raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal


def _list(said: argparse.Namespace) -> int:
    for key in SigningKey.objects.select_related("issuer"):
        print(f"{key.fragment}  {key.issuer.slug}  {_state(key, 'signs')}  {key.multikey}{_lies(key)}")
    for seal in Seal.objects.select_related("issuer"):
        until = seals.certificate(seal).not_valid_after_utc
        state = _state(seal, str(Use(seal.use).label))
        print(f"{seal.name}  {seal.issuer.slug}  {state}  {seals.name_of(seal)}, until {until:%Y-%m-%d}{_lies(seal)}")
    if not SigningKey.objects.exists():
        print("There is no key yet. Make one: gromada keys new")
    return 0


def _new(said: argparse.Namespace) -> int:
    issuer = _issuer(said.issuer)
    made = keys.make(issuer, place=_wanted(said), by=BY)
    print(f"{made.fragment} signs from now on as {dids.of_issuer(issuer)}#{made.fragment}{_lies(made)}")
    if seals.current(issuer) is None:
        with _then("gromada keys seal", f"{made.fragment} signs, and PDFs have no seal yet."):
            _make_seal(issuer, said)
    return _reissue(said)


def _make_seal(issuer: Issuer, said: argparse.Namespace) -> None:
    made = seals.make(issuer, place=_wanted(said), by=BY)
    print(f"{made.name} seals PDFs from now on{_lies(made)}, as “{seals.name_of(made)}”.")


def _seal(said: argparse.Namespace) -> int:
    issuer = _issuer(said.issuer)
    in_token = keeping.place(_wanted(said)) is Place.TOKEN
    if said.key and (not said.certificate or said.place == "token"):
        raise Failure(
            "--key goes with --certificate, and is kept in the database: a key is never brought into a token."
        )
    if said.certificate and not said.key and not in_token:
        raise Failure("Give both --certificate and --key, or neither for a seal with a chain of its own.")
    if not said.certificate:
        _make_seal(issuer, said)
        return _reissue(said)
    if said.key:
        made = seals.configure(issuer, _bytes(said.certificate), _bytes(said.key), settings.SEAL_PASSWORD, by=BY)
    else:
        made = seals.adopt(issuer, _bytes(said.certificate), by=BY)
    print(f"{made.name} seals PDFs from now on{_lies(made)}, as “{seals.name_of(made)}”.")
    return _reissue(said)


def _outside(said: argparse.Namespace) -> int:
    made = seals.expect(_issuer(said.issuer), _bytes(said.certificate), by=BY)
    print(f"{made.name}: seals of “{seals.name_of(made)}” are taken from now on. See gromada seal ask.")
    return 0


def _withdraw(said: argparse.Namespace) -> int:
    seal = Seal.objects.filter(name=said.fragment).select_related("issuer").first()
    if seal:
        seals.withdraw(seal, reason=said.reason, by=BY)
        if seal.use != Use.OUTSIDE and seals.current(seal.issuer) is None:
            with _then("gromada keys seal", f"{seal.name} is withdrawn, and nothing takes its place yet."):
                _make_seal(seal.issuer, said)
        return _reissue(said)
    key = SigningKey.objects.filter(fragment=said.fragment).select_related("issuer").first()
    if key is None:
        raise Failure(f"{said.fragment}: there is no such key. “gromada keys list” shows them.")
    keys.withdraw(key, reason=said.reason, by=BY)
    if keys.signing_key(key.issuer) is None:
        with _then("gromada keys new", f"{key.fragment} is withdrawn, and nothing takes its place yet."):
            made = keys.make(key.issuer, place=_wanted(said), by=BY)
            print(f"{made.fragment} signs from now on{_lies(made)}.")
    return _reissue(said)


@contextmanager
def _then(deed: str, done: str) -> Iterator[None]:
    """What was done stays: a key that was stolen is withdrawn even where there is nothing to make the next one with."""
    try:
        yield
    except Refusal as refusal:
        told = [f"{done} Mend what follows, then: {deed}", *map(str, refusal.reasons)]
        raise Failure("\n".join(told)) from refusal


def _token(said: argparse.Namespace) -> int:
    """Every question is asked, so that all that is wrong is told at once."""
    amiss = []
    for kind in Kind:
        try:
            objects.knows(kind)
            print(f"“{settings.PKCS11_TOKEN}” makes keys of the kind {kind.title}.")
        except Refusal as refusal:
            amiss += [str(reason) for reason in refusal.reasons if str(reason) not in amiss]
    lying = ~Q(token="") & Q(retired_at__isnull=True)
    rows: list[SigningKey | Seal] = [*SigningKey.objects.filter(lying), *Seal.objects.filter(lying)]
    for row in rows:
        name = row.fragment if isinstance(row, SigningKey) else row.name
        try:
            objects.look(Where(row.token, bytes.fromhex(row.token_key), name))
            print(f"{name} can be used{_lies(row)}.")
        except Refusal as refusal:
            amiss += [str(reason) for reason in refusal.reasons if str(reason) not in amiss]
    if amiss:
        raise Failure("\n".join(amiss))
    return 0


def _reissue(said: argparse.Namespace) -> int:
    print(f"{papers.bring_all_up_to_date(by=BY)} certificates have a credential that counts.")
    return 0


def _state(key: SigningKey | Seal, else_: str) -> str:
    return "withdrawn" if key.withdrawn_at else "retired" if key.retired_at else else_


def _lies(row: Kept) -> str:
    return f", in the token “{row.token}”" if row.place is Place.TOKEN else ""


def _wanted(said: argparse.Namespace) -> Place | None:
    return PLACES.get(said.place)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror}.") from None


def _issuer(slug: str | None) -> Issuer:
    found = list(Issuer.objects.filter(slug=slug) if slug else Issuer.objects.all())
    if len(found) != 1:
        known = ", ".join(Issuer.objects.values_list("slug", flat=True)) or "none; load an edition first"
        raise Failure(f"Say whose key it is with --issuer. Issuers here: {known}.")
    return found[0]


DEEDS = {
    "list": _list,
    "new": _new,
    "seal": _seal,
    "outside": _outside,
    "withdraw": _withdraw,
    "token": _token,
    "reissue": _reissue,
}
