"""gromada keys: the keys that sign credentials. Nothing is signed until one has been made."""

import argparse

from django.utils import translation

from gromada.certificates import issuing, keys
from gromada.certificates.models import SigningKey
from gromada.cli.failure import Failure
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer

ABOUT = "List, make and withdraw the keys that sign credentials; sign anew what a withdrawn one had signed."
BY = "keys"


def arguments(parser: argparse.ArgumentParser) -> None:
    inside = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    inside.add_parser("list", help="every key, with what became of it")
    made = inside.add_parser("new", help="make a key; the one before signs no more, and what it signed stays good")
    made.add_argument("--issuer", help="by its short name in addresses; needed where there are several")
    gone = inside.add_parser("withdraw", help="a key was lost or stolen: nothing it signed counts; all is signed anew")
    gone.add_argument("fragment", help="as the list shows it, for example key-2026-11-21")
    gone.add_argument("--reason", required=True)
    inside.add_parser("reissue", help="bring every credential and status list up to date now")


def run(said: argparse.Namespace) -> int:
    with translation.override("en"):
        try:
            return {"list": _list, "new": _new, "withdraw": _withdraw, "reissue": _reissue}[said.deed](said)
        except Refusal as refusal:
            raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal


def _list(said: argparse.Namespace) -> int:
    for key in SigningKey.objects.select_related("issuer"):
        state = "withdrawn" if key.withdrawn_at else "retired" if key.retired_at else "signs"
        print(f"{key.fragment}  {key.issuer.slug}  {state}  {key.multikey}")
    if not SigningKey.objects.exists():
        print("There is no key yet. Make one: gromada keys new")
    return 0


def _new(said: argparse.Namespace) -> int:
    made = keys.make(_issuer(said.issuer), by=BY)
    print(f"{made.fragment} signs from now on as {keys.site_did()}#{made.fragment}")
    return _reissue(said)


def _withdraw(said: argparse.Namespace) -> int:
    key = SigningKey.objects.filter(fragment=said.fragment).select_related("issuer").first()
    if key is None:
        raise Failure(f"{said.fragment}: there is no such key. “gromada keys list” shows them.")
    keys.withdraw(key, reason=said.reason, by=BY)
    if keys.signing_key(key.issuer) is None:
        print(f"{keys.make(key.issuer, by=BY).fragment} signs from now on.")
    return _reissue(said)


def _reissue(said: argparse.Namespace) -> int:
    print(f"{issuing.bring_all_up_to_date(by=BY)} certificates have a credential that counts.")
    return 0


def _issuer(slug: str | None) -> Issuer:
    found = list(Issuer.objects.filter(slug=slug) if slug else Issuer.objects.all())
    if len(found) != 1:
        known = ", ".join(Issuer.objects.values_list("slug", flat=True)) or "none; load an edition first"
        raise Failure(f"Say whose key it is with --issuer. Issuers here: {known}.")
    return found[0]
