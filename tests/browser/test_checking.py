"""From the printed page to the answer, in Chromium: QR, tick, revoked through the pages, red; with the network cut; with a page opened from the disk."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from gromada.certificates import checker, keys, papers, publishing, seals
from gromada.certificates.models import Credential
from gromada.certification.models import Certificate
from gromada.journal.following import run_all
from tests.browser.crawling import AXE, RULES
from tests.builders.cases import World, world_of
from tests.builders.turns import served
from tests.journeys.adverse import certified, opened_examination, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import sit, take
from tests.journeys.driver import Browser
from tests.journeys.test_examined import CHARGES, REVOCATION

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Window = Callable[..., BrowserContext]
GENUINE, REVOKED = "Certyfikat jest prawdziwy i ważny.", "Wystawca odebrał ten certyfikat"
UNSURE, FORGED = "Nie udało się ustalić, czy certyfikat jest ważny.", "Ten certyfikat nie przeszedł sprawdzenia."


@dataclass
class Site:
    """A served house in which one certificate has been given and released."""

    url: str
    cal: Issuer
    head: Browser
    certificate: Certificate
    folder: Path

    @property
    def credential(self) -> Credential:
        return Credential.objects.get(certificate=self.certificate, revoked_at=None)

    def file(self, name: str, data: bytes | dict[str, Any]) -> Path:
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode())
        return path

    def paper(self) -> Path:
        return self.file("certyfikat.pdf", publishing.paper_of(self.credential, "pl"))

    def bundle(self, name: str = "paczka.json") -> Path:
        return self.file(name, publishing.bundle())

    def saved(self) -> Path:
        return self.file("sprawdzanie.html", checker.page("pl"))

    def revoke(self) -> None:
        """By the road on which it happens: examination, charges, answer, decision, delivery. Through the pages."""
        case = opened_examination(self.cal, self.certificate)
        post_paper(self.cal.office, case, "examination_notice")
        chair = self.cal.browser(case.appointments.filter(role="commission").first().person)
        take(chair, case, "press_charges", CHARGES)
        post_paper(self.cal.office, case, "charges")
        take(self.head, case, "answer_charges", {"answer": "Remont się przeciąga."})
        sit(self.cal, case, "decide", REVOCATION, "Odebrać certyfikat", "Przeczytano odpowiedź. Wszyscy za.")
        take(self.cal.office, case, "announce_revocation")
        post_paper(self.cal.office, case, "revocation")
        run_all()


@pytest.fixture
def site(transactional_db: None, settings: Any, tmp_path: Path) -> Iterator[Site]:
    with served(settings) as url:
        settings.PUBLIC_URL = url
        world: World = world_of()
        cal, head, _editor = cast_of(world)
        keys.make(world.issuer, by="test")
        seals.make(world.issuer, by="test")
        certificate = certified(world)
        run_all()
        yield Site(url, cal, head, certificate, tmp_path)


def answer(page: Page, said: str) -> None:
    expect(page.locator("[data-part=answer] .verdict__title")).to_contain_text(said)


def opened(window: Window, address: str, **options: Any) -> Page:
    page = window(**options).new_page()
    page.goto(address)
    expect(page.locator("form[data-bound=checking]")).to_be_visible()
    return page


def printed(paper: Path) -> str:
    """What a telephone reads from the first page as it comes out of a printer."""
    with pypdfium2.PdfDocument(paper) as document:
        picture = document[0].render(scale=150 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return code.text


def test_from_the_printed_page_to_the_tick_and_to_the_cross(site: Site, window: Window) -> None:
    paper = site.paper()
    telephone = window(width=390, height=844, has_touch=True, locale="pl-PL").new_page()
    telephone.goto(printed(paper))
    expect(telephone.get_by_role("heading", name="Tak, ten certyfikat jest ważny")).to_be_visible()
    telephone.get_by_role("link", name="Sprawdź plik certyfikatu").first.click()
    expect(telephone.locator("form[data-bound=checking]")).to_be_visible()
    asked: list[tuple[str, str]] = []
    telephone.on("request", lambda request: asked.append((request.method, request.url)))
    telephone.get_by_label("Plik certyfikatu").set_input_files(paper)
    answer(telephone, GENUINE)
    expect(telephone.locator("[data-part=answer]")).to_contain_text(site.certificate.number)
    expect(telephone.locator("[data-part=answer] .checks li[data-state=yes]")).to_have_count(7)
    assert set(asked) == {("GET", site.url + reverse("credentials:bundle"))}  # the file went nowhere

    site.revoke()
    telephone.get_by_role("button", name="Sprawdź plik").click()
    answer(telephone, REVOKED)
    said = telephone.locator("[data-part=answer]").inner_text()
    assert "prawdziwy" not in said and "jest ważny" not in said
    expect(telephone.locator("[data-part=answer] .checks li[data-state=no]")).to_have_text(
        "Nie: Status: certyfikat został odebrany."
    )
    telephone.goto(printed(paper))
    expect(telephone.get_by_role("heading", name="Nie, ten certyfikat został odebrany")).to_be_visible()


def test_with_the_network_cut_an_open_page_answers_and_a_bundle_tells_it_what_is_new(
    site: Site, window: Window
) -> None:
    paper = site.paper()
    page = opened(window, f"{site.url}/sprawdz-plik/")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    page.get_by_label("Plik certyfikatu").set_input_files(paper)
    answer(page, GENUINE)
    expect(page.locator("[data-part=how]")).to_contain_text("Sprawdzono bez sieci")
    site.revoke()
    newer = site.bundle()
    page.get_by_text("Bez sieci i bez nas").click()
    page.get_by_label("Paczka pobrana wcześniej").set_input_files(newer)
    answer(page, REVOKED)
    page.get_by_label("Paczka pobrana wcześniej").set_input_files(paper)
    expect(page.locator("#bundle-told")).to_contain_text("nie jest paczką")
    strange = publishing.bundle()
    for document in strange["documents"].values():
        document["verificationMethod"][0]["publicKeyMultibase"] = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"
    page.get_by_label("Paczka pobrana wcześniej").set_input_files(site.file("obca.json", strange))
    expect(page.locator("#bundle-told")).to_contain_text("inne klucze")
    answer(page, REVOKED)


def test_the_page_saved_to_a_disk_answers_without_us(site: Site, window: Window) -> None:
    paper, saved, badge = (
        site.paper(),
        site.saved(),
        site.file("znaczek.svg", publishing.badge(site.certificate.number, "pl")),
    )
    page = window(offline=True).new_page()
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(saved.as_uri())
    expect(page.locator("form[data-bound=checking]")).to_be_visible()
    for file in (paper, badge):
        page.get_by_label("Plik certyfikatu").set_input_files(file)
        expect(page.locator("[data-part=name]")).to_have_text(file.name)
        answer(page, GENUINE)
    site.revoke()
    page.get_by_text("Nowsza lista odebranych").click()
    page.get_by_label("Paczka pobrana wcześniej").set_input_files(site.bundle())
    answer(page, REVOKED)
    assert asked == [saved.as_uri()] and wrong == []


def test_what_was_changed_is_red_with_its_reason_and_what_cannot_be_checked_is_amber(
    site: Site, window: Window
) -> None:
    document = site.credential.documents["pl.eddsa-rdfc-2022"]
    page = opened(window, f"{site.url}/sprawdz-plik/")
    subject = document["credentialSubject"]
    for name, changed, outcome, reason in (
        ("nazwa", {"credentialSubject": subject | {"name": "Zupełnie inny ośrodek"}}, FORGED, "Podpis: nie pasuje"),
        ("daty", {"validUntil": "2099-12-31T22:59:59Z"}, FORGED, "Podpis: nie pasuje"),
        ("słowo", {"ocena": "celująca"}, FORGED, "nie obejmuje słowa „ocena”"),
        ("wystawca", {"issuer": document["issuer"] | {"id": "did:web:nikt.example"}}, FORGED, "Wystawca:"),
        ("bez podpisu", {"proof": []}, FORGED, "Podpis: nie ma go"),
        ("typ", {"type": ["VerifiableCredential"]}, FORGED, "Postać: tu odbiega od standardu"),
        ("nieznane", {"@context": document["@context"][:1]}, FORGED, "Postać:"),
        ("obcy podpis", {"proof": document["proof"] | {"cryptosuite": "ecdsa-rdfc-2019"}}, UNSURE, "Podpis:"),
    ):
        page.get_by_label("Plik certyfikatu").set_input_files(site.file(f"{name}.json", document | changed))
        expect(page.locator("[data-part=name]")).to_have_text(f"{name}.json")
        answer(page, outcome)
        expect(page.locator("[data-part=answer] .checks")).to_contain_text(reason)
    paper = site.paper().read_bytes()
    spoilt = paper.replace(b"/Lang", b"/lang", 1)
    assert spoilt != paper
    plain = papers.plain(site.credential, "pl")
    for name, data, outcome, reason in (
        ("zmieniony.pdf", spoilt, FORGED, "Pieczęć: PDF zmieniono"),
        ("bez-pieczęci.pdf", plain, UNSURE, "Pieczęć: PDF jej nie ma"),
    ):
        page.get_by_label("Plik certyfikatu").set_input_files(site.file(name, data))
        expect(page.locator("[data-part=name]")).to_have_text(name)
        answer(page, outcome)
        expect(page.locator("[data-part=answer] .checks")).to_contain_text(reason)
    page.get_by_label("Plik certyfikatu").set_input_files(site.file("skan.pdf", b"%PDF-1.4 scan"))
    answer(page, "W tym pliku nie ma niczego, co dałoby się sprawdzić.")


def test_a_file_is_dropped_and_a_bundle_may_come_with_it(site: Site, window: Window) -> None:
    page = opened(window, f"{site.url}/en/check-a-file/")
    page.context.set_offline(True)
    document = json.dumps(site.credential.documents["en.eddsa-jcs-2022"])
    dropped = """([names, texts]) => {
      const held = new DataTransfer();
      names.forEach((name, at) => held.items.add(new File([texts[at]], name)));
      document.querySelector("[data-part=drop]").dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: held}));
    }"""
    page.evaluate(dropped, [["c.json", "b.json"], [document, json.dumps(publishing.bundle())]])
    answer(page, "The certificate is genuine and valid.")
    assert "Certyfikat jest" not in page.locator("main").inner_text()


def test_by_keyboard_alone(site: Site, window: Window) -> None:
    page = opened(window, f"{site.url}/sprawdz-plik/")
    field = page.get_by_label("Plik certyfikatu")
    field.set_input_files(site.paper())
    answer(page, GENUINE)
    expect(page.locator(".verdict__title")).to_be_focused()  # the answer is where one reads on
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    expect(page.get_by_label("Paczka pobrana wcześniej")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    answer(page, GENUINE)
    expect(page.locator(".verdict__title")).to_be_focused()


def test_without_scripts_the_server_answers(site: Site, window: Window) -> None:
    page = window(java_script_enabled=False).new_page()
    page.goto(f"{site.url}/sprawdz-plik/")
    expect(page.locator("#file-stays > span:not([hidden])")).to_have_text(
        "Ta przeglądarka nie uruchamia skryptów, więc plik sprawdza serwer: w pamięci, po czym o nim zapomina."
    )
    page.get_by_label("Plik certyfikatu").set_input_files(site.paper())
    page.get_by_role("button", name="Sprawdź plik").click()
    answer(page, GENUINE)


def test_every_answer_is_for_everybody(site: Site, window: Window) -> None:
    """axe in light and dark, and nothing scrolls sideways on the narrowest screen; the page and the saved one."""
    document = site.credential.documents["pl.eddsa-rdfc-2022"]
    files = [site.paper(), site.file("inny.json", document | {"name": "Inny"}), site.file("skan.jpg", b"\xff\xd8")]
    wrong = []
    for address in (f"{site.url}/sprawdz-plik/", site.saved().as_uri()):
        for width, scheme in ((1280, "light"), (320, "dark")):
            # A saved page forbids all scripts but its own, axe too: it is let in here, and only here.
            page = opened(window, address, width=width, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
            page.locator("details summary").first.click()
            for file in files:
                page.get_by_label("Plik certyfikatu").set_input_files(file)
                expect(page.locator("[data-part=name]")).to_have_text(file.name)
                page.evaluate(AXE_SCRIPT)
                wrong += [(address, width, file.name, *one) for one in page.evaluate(AXE, RULES)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append((address, width, file.name, "sideways"))
                if pictures := os.environ.get("GROMADA_PICTURES"):
                    page.screenshot(
                        path=f"{pictures}/{address.rsplit('/', 2)[-2][:5]}-{file.stem}-{width}.png", full_page=True
                    )
    assert wrong == []
