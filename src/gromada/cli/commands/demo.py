"""gromada demo: prepares the demonstration (once) and serves it on this machine only."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from gromada.certificates.issuing import bring_all_up_to_date
from gromada.certificates.keys import make as make_key
from gromada.certificates.seals import make as make_seal
from gromada.certification.history.importing import import_network
from gromada.cli.commands.serve import prepare, serve
from gromada.cli.demo.staging import stage
from gromada.cli.demo.story import stories
from gromada.cli.failure import Failure
from gromada.journal.following import run_all
from gromada.kit.refusal import Refusal
from gromada.people.models import Issuer
from gromada.standards.actions import load_edition
from gromada.standards.edition.mistakes import EditionMistakes

ANOTHER_FOLDER = (
    "The demonstration in {folder} was made by another version of Gromada. Make a new one beside it with "
    "GROMADA_DATA=another-folder, or remove the folder first; what you did in it goes with it."
)
ABOUT = "Prepare the demonstration (editions, the real network, invented cases) and serve it on 127.0.0.1."


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port (default 8000)")
    parser.add_argument("--prepare-only", action="store_true", help="prepare everything and stop")


@contextmanager
def _no_mail() -> Iterator[None]:
    """The past of the demonstration sends nothing."""
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual


def run(said: argparse.Namespace) -> int:
    if not settings.DEMO:
        raise Failure("GROMADA_DEMO is switched off; the demonstration needs it.")
    prepare()
    for folder in sorted(p for p in settings.EDITIONS.iterdir() if p.is_dir()):
        try:
            row, new = load_edition(folder)
        except EditionMistakes as found:
            raise Failure("\n".join(str(m) for m in found.mistakes)) from found
        except Refusal as refusal:
            raise Failure(f"{refusal}\n{ANOTHER_FOLDER.format(folder=settings.DATA)}") from refusal
        print(f"{row.key}: {'loaded' if new else 'ready'}", flush=True)
    report = import_network(settings.NETWORK, by="import")
    print(f"The real network: {report.created} certificates imported, {report.unchanged} were here.", flush=True)
    with _no_mail():
        told = [(story, stage(story)) for story in stories()]
    for story, made in told:
        print(f"Invented cases of {story.edition}: {made or 'ready'}", flush=True)
    run_all()
    for issuer in Issuer.objects.filter(signing_keys=None, certificates__case__isnull=False).distinct():
        make_key(issuer, by="demo")
        make_seal(issuer, by="demo")
    signed = bring_all_up_to_date(by="demo")
    print(f"Certificates that anybody can check without us: {signed}", flush=True)
    if not said.prepare_only:
        serve("127.0.0.1", said.port)
    return 0
