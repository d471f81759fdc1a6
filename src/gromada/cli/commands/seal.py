"""gromada seal: a qualified seal from outside in two steps. The digest of a PDF goes out, the signature comes in."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import translation

from gromada.certificates import papers, publishing
from gromada.certificates.models import SealRequest
from gromada.cli.failure import Failure
from gromada.kit.refusal import Refusal

ABOUT = "Seal the PDF of a certificate with a seal that is kept elsewhere: ask writes what goes out, take puts in what comes back."
BY = "seal"


def arguments(parser: argparse.ArgumentParser) -> None:
    inside = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    asked = inside.add_parser("ask", help="prepare a PDF; its digest is printed as JSON for the sealing service")
    asked.add_argument("number", help="of the certificate, for example CAL/2026/1")
    asked.add_argument("--language", default="pl")
    asked.add_argument(
        "--content", type=Path, metavar="FILE", help="write the bytes to sign too, for programs that sign files"
    )
    taken = inside.add_parser("take", help="put the signature into the PDF that was prepared")
    taken.add_argument("request", type=Path, metavar="JSON", help="what ask printed")
    taken.add_argument("signature", type=Path, metavar="CMS", help="DER, PEM or base64; - reads the standard input")
    inside.add_parser("list", help="what was prepared and waits for its signature")


def run(said: argparse.Namespace) -> int:
    with translation.override("en"):
        try:
            return {"ask": _ask, "take": _take, "list": _list}[said.deed](said)
        except Refusal as refusal:
            raise Failure("\n".join(str(reason) for reason in refusal.reasons)) from refusal
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}.") from None


def _ask(said: argparse.Namespace) -> int:
    credential = publishing.of_number(said.number)
    if credential is None:
        raise Failure(f"{said.number}: no certificate of this number counts now.")
    made = papers.ask(credential, said.language, by=BY)
    if said.content:
        said.content.write_bytes(papers.prepared(made).signed)
    print(json.dumps(papers.told(made), ensure_ascii=False, indent=2))
    return 0


def _take(said: argparse.Namespace) -> int:
    told = _json(said.request)
    found = SealRequest.objects.filter(uid=told["request"]).first() if told else None
    if found is None:
        raise Failure(f"{said.request}: this is not what “gromada seal ask” printed here.")
    given = sys.stdin.buffer.read(papers.LARGEST) if str(said.signature) == "-" else said.signature.read_bytes()
    paper = papers.take(found, given, by=BY)
    number = paper.credential.certificate.number
    print(f"{number}, {paper.language}: the PDF with this seal is given out from now on.")
    return 0


def _list(said: argparse.Namespace) -> int:
    for asked in SealRequest.objects.filter(paper=None).select_related("credential__certificate"):
        print(f"{asked.uid}  {asked.credential.certificate.number}  {asked.language}  {asked.asked_at:%Y-%m-%d %H:%M}")
    return 0


def _json(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_bytes())
        return {"request": UUID(told["request"])} if told.get("type") == papers.KIND else {}
    except (ValueError, AttributeError, KeyError, TypeError):
        return {}
