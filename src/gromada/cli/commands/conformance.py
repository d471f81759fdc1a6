"""gromada conformance: prepares the folder of the conformance service; GROMADA_CONFORMANCE then switches the service on."""

import argparse
from pathlib import Path

from gromada.certificates.conformance.folder import prepare
from gromada.certificates.conformance.https import self_signed
from gromada.certificates.credential.fault import Fault
from gromada.cli.failure import Failure
from gromada.kit import clock

ABOUT = "Prepare the service that the public conformance suites ask (VC-API): a test key, contexts, a certificate for HTTPS."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="of the service; made where it is not there yet")
    parser.add_argument(
        "--packages", type=Path, metavar="NODE_MODULES", help="take the contexts from these packages of npm"
    )
    parser.add_argument(
        "--context",
        action="append",
        default=[],
        metavar="ADDRESS=FILE",
        help="the text of a context as it is (or once was) published; the last given is tried first",
    )
    parser.add_argument("--host", action="append", default=[], help="name in the certificate (default localhost)")


def run(said: argparse.Namespace) -> int:
    given = dict(each.rpartition("=")[::2] for each in said.context)
    if "" in given:
        raise Failure(
            "Write --context ADDRESS=FILE, for example --context https://www.w3.org/ns/credentials/v2=v2.jsonld"
        )
    if said.packages and not said.packages.is_dir():
        raise Failure(f"{said.packages}: there is no such folder. It is the node_modules of “npm install”.")
    place = said.folder.resolve()
    try:
        held, missing = prepare(place, said.packages, {address: Path(path) for address, path in given.items()})
    except (OSError, Fault) as error:
        raise Failure(f"The folder could not be prepared: {error}") from error
    certificate, key = self_signed(place, said.host or ["localhost", "127.0.0.1"], clock.now())
    for address in sorted(held.contexts.known):
        print(f"{len(held.contexts.versions[address])} × {address}")
    for address in missing:
        print(f"none {address}: documents with this context cannot be read")
    print(f"\nThe issuer of the suites' configuration: {held.did}")
    print(f"Switch it on: GROMADA_CONFORMANCE={place}")
    print(f"Serve HTTPS:  gromada serve --port 8443 --certificate {certificate} --certificate-key {key}")
    return 0
