"""The page that checks a file: what it carries, what the server answers where there is no script, and the page as one file."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from gromada.certificates import checker, issuing, papers, publishing, seals, showing_check
from gromada.certificates.models import REPORT, Credential
from gromada.certification.models import Certificate, CertificateEvent
from gromada.kit import clock, uploads
from tests.certificates.credential.browser import MODULES, Case, run

POLISH, ENGLISH = "/sprawdz-plik/", "/en/check-a-file/"


@pytest.fixture
def credential(credential: Credential) -> Credential:
    seals.make(credential.certificate.issuer, by="test")
    return credential


def sent(client: Client, data: bytes, name: str = "certyfikat.pdf", page: str = POLISH) -> Any:
    return client.post(page, {"file": SimpleUploadedFile(name, data)})


def words(page: str) -> str:
    """What a person reads of a page: its main part, without tags, templates and data."""
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    bare = re.sub(r"<template.*?</template>|<script.*?</script>|<[^>]+>", " ", main[0], flags=re.DOTALL)
    return " ".join(bare.split())


def test_the_server_says_what_the_browser_would(credential: Credential, client: Client) -> None:
    for language, page, said in (
        ("pl", POLISH, "Certyfikat jest prawdziwy i ważny."),
        ("en", ENGLISH, "genuine and valid"),
    ):
        answer = sent(client, publishing.paper_of(credential, language), page=page)
        assert answer.status_code == 200 and said in words(answer.content.decode())
        assert credential.certificate.number in words(answer.content.decode())


def test_a_paper_whose_seal_is_broken_or_missing_is_not_called_genuine(credential: Credential, client: Client) -> None:
    paper = publishing.paper_of(credential, "pl")
    middle = len(paper) // 3
    spoilt = paper[:middle] + bytes([paper[middle] ^ 1]) + paper[middle + 1 :]
    told = words(sent(client, spoilt).content.decode())
    assert "Pieczęć: PDF zmieniono" in told and "Certyfikat jest prawdziwy" not in told
    told = words(sent(client, papers.plain(credential, "pl")).content.decode())
    assert "Nie udało się ustalić" in told and "Certyfikat jest prawdziwy" not in told


def test_a_revoked_certificate_is_valid_nowhere_on_the_page(
    credential: Credential, released: Certificate, client: Client
) -> None:
    paper = publishing.paper_of(credential, "pl")
    CertificateEvent.objects.create(
        certificate=released, kind="revoke", effective_on=clock.today(), shown_on=clock.today(), at=clock.now()
    )
    issuing.bring_up_to_date(released)
    told = words(sent(client, paper).content.decode())
    answer = told[told.index("Wystawca odebrał ten certyfikat") :]
    assert not re.search(r"ważn|prawdziw|obowiązuje(?! dziś, mówi rejestr)", answer.replace("okresie ważności", ""))


def test_what_is_no_certificate_is_answered_with_help(credential: Credential, client: Client) -> None:
    told = words(sent(client, b"\xff\xd8\xff a photo", "zdjecie.jpg").content.decode())
    assert "W tym pliku nie ma niczego, co dałoby się sprawdzić." in told and "zdjecie.jpg" in told
    assert "po numerze" in words(sent(client, b"<svg xmlns='x'></svg>", "x.svg").content.decode())
    assert "PDF-a nie udało się odczytać" in words(sent(client, b"%PDF-1.7 nothing").content.decode())
    nothing = client.post(POLISH, {})
    assert nothing.status_code == 400 and "Najpierw wybierz plik" in words(nothing.content.decode())


def test_a_file_is_never_written_to_a_disk_and_a_large_one_is_refused(
    credential: Credential, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_disk(*_args: Any, **_kwargs: Any) -> None:
        raise AssertionError("A file was written to the disk.")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryUploadedFile", no_disk)
    assert sent(client, publishing.paper_of(credential, "pl") + b"\n" * 2_000_000).status_code == 200
    large = sent(client, b"%PDF-" + b" " * uploads.MEMORY_BYTES)
    assert large.status_code == 400 and "jest większy niż 5 MB" in words(large.content.decode()).replace("\u00a0", " ")


def test_nobody_needs_a_session_or_a_token(credential: Credential) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = sent(client, publishing.paper_of(credential, "pl"))
    assert answer.status_code == 200 and not client.cookies


@pytest.mark.parametrize(
    "page, foreign", [(POLISH, r"\b(the|file|check|list of)\b"), (ENGLISH, r"\b(plik|sprawd|odebran)")]
)
def test_the_page_speaks_one_language(credential: Credential, client: Client, page: str, foreign: str) -> None:
    html = client.get(page).content.decode()
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    assert main
    data = json.loads(re.search(r'<script id="checking" type="application/json">(.*?)</script>', html, re.DOTALL)[1])  # type: ignore[index]
    shown = re.sub(r"<script.*?</script>|<[^>]+>|\(JSON\)|%\(\w+\)s", " ", main[0], flags=re.DOTALL)
    for text in (shown, *data["said"].values()):
        assert not re.search(foreign, re.sub(r"%\(\w+\)s", "", text), re.IGNORECASE), text


def test_what_stands_in_a_file_is_read_alike(credential: Credential) -> None:
    documents = [
        *(document for name, document in credential.documents.items() if name != REPORT),
        {"issuer": "did:web:a%3A8443:x", "credentialSubject": [5], "validFrom": "soon"},
        {"issuer": {"id": 5, "name": "A" * 999}, "credentialSubject": {"name": None, "achievement": ["x"]}},
    ]
    cases = [Case.of(str(n), document, publishing.held()) for n, document in enumerate(documents)]
    with translation.override("pl"):
        said = {"said": showing_check.page()["data"]["said"], "language": "pl", "zone": "Europe/Warsaw"}
        found = [case["facts"] for case in run(cases, said=said)["cases"]]
        expected = [showing_check.facts(document) for document in documents]
    assert [{k: v.replace("\u00a0", " ") for k, v in one.items()} for one in found] == [
        {k: v.replace("\u00a0", " ") for k, v in one.items()} for one in expected
    ]
    assert found[0]["number"] == credential.certificate.number


def test_the_page_as_one_file_names_the_digests_of_all_it_runs(credential: Credential, client: Client) -> None:
    answer = client.get(reverse("credentials:checker", args=["pl"]))
    html = answer.content.decode()
    assert answer["Content-Disposition"].startswith('attachment; filename="gromada-')
    assert "default-src 'none'" in html and not re.search(r'(src|href)="(?!https?://|")', html.split("<script")[0])
    assert not re.findall(r"^(?:import|export) ", checker.joined(), re.MULTILINE) and "</" not in checker.joined()
    assert client.get(reverse("credentials:checker", args=["xx"])).status_code == 404
    again = client.get(reverse("credentials:checker", args=["pl"]), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_every_module_of_the_page_is_in_the_one_file() -> None:
    for module in MODULES.glob("*.js"):
        assert f"const ${module.stem} = " in checker.joined(), module.name


@override_settings(PUBLIC_URL="https://znak.example")
def test_the_page_leads_to_the_register_of_this_site(credential: Credential, client: Client) -> None:
    assert '"register": "https://znak.example/s/"' in client.get(POLISH).content.decode()
