"""Electronic signatures of a returned PDF, told in plain sentences."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gromada.certification.models import Case
from gromada.paper.actions.package import make_package
from gromada.paper.signatures import signatures_in
from tests.builders.cases import fill, world_of
from tests.journeys.cast import cast_of
from tests.paper.signing import Signer, added_to
from tests.paper.test_incoming import drop
from tests.paper.test_package import bytes_of

pytestmark = pytest.mark.django_db
WHO = "Grażyna Dąb"


@pytest.fixture
def case() -> Case:
    world = world_of("cal-2022")
    case = world.begin()
    fill(case, "application", by=world.editor)
    return case


@pytest.fixture
def pdf(case: Case) -> bytes:
    assert case.begun_by is not None
    return bytes_of(make_package(case, by=case.begun_by))


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    (tmp_path / "signer").mkdir()
    return Signer(tmp_path / "signer", WHO)


def kept(folder: Path, data: bytes) -> Path:
    path = folder / "came.pdf"
    path.write_bytes(data)
    return path


def test_a_signature_says_who_and_that_the_whole_document_stands(tmp_path: Path, pdf: bytes, signer: Signer) -> None:
    [found] = signatures_in(kept(tmp_path, signer.sign(pdf)))
    assert (found.name, found.intact, found.whole, found.trusted) == (WHO, True, True, None)
    told = " ".join(found.sentences())
    assert WHO in told and "obejmuje cały dokument" in told and "nie da się tu powiedzieć" in told and found.at


def test_a_root_that_is_trusted_here_is_named_so(tmp_path: Path, pdf: bytes, signer: Signer) -> None:
    roots, others = tmp_path / "roots", tmp_path / "others"
    for folder, root in ((roots, signer.root), (others, None)):
        folder.mkdir()
        (folder / "root.pem").write_bytes(root or Signer(_made(tmp_path / "x"), "Ktoś inny").root)
    path = kept(tmp_path, signer.sign(pdf))
    assert [one.trusted for one in signatures_in(path, str(roots))] == [True]
    [stranger] = signatures_in(path, str(others))
    assert stranger.trusted is False and not stranger.good and stranger.intact


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_changed_document_is_told(tmp_path: Path, pdf: bytes, signer: Signer) -> None:
    signed = signer.sign(pdf)
    place = signed.index(b"/CreationDate") + len("/CreationDate (D:")
    broken = signed[:place] + b"19" + signed[place + 2 :]
    [found] = signatures_in(kept(tmp_path, broken))
    assert not found.intact and not found.good and "zmieniono po podpisaniu" in " ".join(found.sentences())


def test_what_was_added_after_signing_is_told(tmp_path: Path, pdf: bytes, signer: Signer) -> None:
    [found] = signatures_in(kept(tmp_path, added_to(signer.sign(pdf))))
    assert not found.whole and not found.good and "coś dodano" in " ".join(found.sentences())


def test_a_document_without_a_signature_says_nothing(tmp_path: Path, pdf: bytes) -> None:
    assert signatures_in(kept(tmp_path, pdf)) == []
    assert signatures_in(kept(tmp_path, b"%PDF-1.7 broken")) == []


def test_a_package_signed_electronically_is_found_and_its_signature_shown(
    case: Case, pdf: bytes, signer: Signer, tmp_path: Path, settings: Any
) -> None:
    settings.TRUST_ROOTS = str(_made(tmp_path / "trusted"))
    (tmp_path / "trusted" / "root.pem").write_bytes(signer.root)
    office = cast_of(world_of("cal-2022"))[0].office
    page = drop(office, SimpleUploadedFile("podpisany.pdf", signer.sign(pdf), "application/pdf"))
    page = page.sees("Podpisany pakiet", WHO, "pochodzi od wystawcy, któremu tu ufamy").press("Należy tutaj")
    form = page.follow("Wyślij zgłoszenie").form("Zapisz dokument")
    assert form.value("signature") == "qualified"
