"""Chapters of the roads on which something goes wrong: a refusal, an appeal, an examination."""

from typing import Any

from gromada.certification.models import Case, Certificate
from tests.builders.cases import World, act, institution_of
from tests.builders.people import works_in
from tests.journeys.cast import Issuer
from tests.journeys.chapters import case_page, declare, done, sit, step, take
from tests.journeys.driver import Browser, Page

TO_DELIBERATION = ("submit", "open_case", "admit", "give_opinion", "agree_finding")
GOOD = "Świetlica żyje, a klucze mają mieszkańcy; to jest wasza siła i niech taka zostanie."
REASONS = "Rozeznanie z mieszkańcami kończy się na ankiecie sprzed czterech lat i nie widać, co z niej wynikło."
REFUSAL: dict[str, Any] = {
    "good": GOOD,
    "reasons": REASONS,
    "missing": "Rozeznania, w którym mieszkańcy mówią, czego chcą, i śladu tego, co się z tym stało.",
    "to_do": "Przejdźcie z sąsiadami trzy spacery i pokażcie na tablicy, co z nich wzięliście, a czego nie.",
    "come_back": "wiosną 2027",
}
FINDINGS = {"good": GOOD, "missing": REFUSAL["missing"], "to_do": REFUSAL["to_do"]}
GROUNDS = {
    "grounds": "W maju przeszliśmy z mieszkańcami trzy spacery; notatki leżały w drugiej teczce i nikt o nie nie zapytał.",
    "expects": "Prosimy o przeczytanie notatek i przyznanie certyfikatu.",
}


def refused(cal: Issuer, head: Browser, case: Case, answer: str = "Notatki ze spacerów dosyłamy.") -> None:
    """The commission warns, the institution answers, the commission refuses, the office announces it. Through the pages."""
    chair = cal.browser(case.appointments.filter(role="commission").first().person)
    take(chair, case, "announce_intended_refusal", FINDINGS).sees("Czas na odpowiedź instytucji")
    post_paper(cal.office, case, "findings")
    page = case_page(head, case).sees("Twój ruch: Czas na odpowiedź instytucji", "Do ")
    page.follow("Odpowiedz na ustalenia")
    take(head, case, "comment", {"comments": answer}).sees(done(case, "comment"))
    sit(cal, case, "decide", REFUSAL, "Nie przyznać certyfikatu", "Przeczytano odpowiedź. Wszyscy przeciw.")
    case_page(head, case).sees("Narada Komisji").misses("Nie przyznać", "nieogłoszony", REASONS)
    take(cal.office, case, "announce_refusal").sees("można się odwołać")


def post_paper(who: Browser, case: Case, kind: str, add: str = "") -> Page:
    """From the outbox: the newest letter of a kind goes by hand, and its delivery is noted today."""
    letter = case.letters.filter(letter=kind).latest("pk")
    page = who.visit(f"/sprawy/{case.uid}/-/pisma/{letter.uid}/")
    page = page.form("Wyślij pismo").fill({"Jak idzie pismo": "przekazane do rąk własnych"}).submit().sees("wysłano")
    return page.form("Zapisz doręczenie").submit().sees("doręczono")


def appeal(head: Browser, case: Case) -> Case:
    """The head reads that the case may be appealed, until when, and lodges the appeal."""
    page = case_page(head, case).sees("Możesz jeszcze działać", "Do ")
    page = page.press("Napisz odwołanie").sees("Napisz odwołanie", "Wyślij odwołanie")
    lodged = Case.objects.filter(parent=case).latest("pk")
    case_page(head, case).sees("Powstaje; druga strona jeszcze tego nie widzi")
    page.form("take").fill(GROUNDS).submit().sees("Odwołanie u zarządu")
    lodged.refresh_from_db()
    return lodged


def heard_by_others(cal: Issuer, case: Case, appealed: Case) -> None:
    """Whoever decided in the first place is told that others hear it; the responsible member did not vote and may."""
    decided = appealed.taken.filter(step="decide").latest("pk").sitting.attendances.filter(voted_at__isnull=False)
    voters = {row.person for row in decided.select_related("person")}
    on_board = [p for p in cal.members["board"] if p in voters]
    assert not on_board, "in this story nobody of the board sat on the commission"
    outsider = cal.browser(next(iter(voters)))
    assert outsider.raw(f"/sprawy/{case.uid}/{'rule'}/").status_code == 404


def rule(cal: Issuer, case: Case, choice: str, draft: dict[str, Any]) -> None:
    sit(cal, case, "rule", draft, choice, "Przeczytano odwołanie i notatki.")
    case.refresh_from_db()


def opened_examination(cal: Issuer, certificate: Certificate) -> Case:
    """The office begins to look into something, from the page of the certificate; the board names a panel, which declares."""
    page = cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: ważny")
    page = page.press("Zacznij wyjaśniać sprawę")
    case = Case.objects.get(proceeding="examination", closed_on__isnull=True)
    grounds = {
        "source": "z uwagi", "grounds": "Mieszkańcy piszą, że świetlica stoi zamknięta od jesieni i nikt nie mówi dlaczego.",
        "indicators": "S1.1, S4.2",
    }  # fmt: skip
    page.form("take").fill(grounds).submit().sees("Zgłoszona do wyjaśnienia")
    board = cal.of("board")
    named = [cal.members["board"][1], *cal.members["commission"][:4]]
    panel = {
        "responsible": named[0].name, "commission": [p.name for p in named[1:]],
        "subject": "Czy świetlica działa i czy mieszkańcy wiedzą, co się z nią dzieje.",
    }  # fmt: skip
    step(board, case, "appoint_panel").form("take").fill(panel).submit(status=400)
    for person in named:
        declare(cal.browser(person))
    take(board, case, "appoint_panel").sees("Wyjaśnianie")
    case.refresh_from_db()
    return case


def certified(world: World, case: Case | None = None) -> Certificate:
    """An institution that holds a public certificate, by real steps; `case`: a request that it has written already."""
    case = case or world.begin()
    for name, outcome in [(n, None) for n in TO_DELIBERATION] + [
        ("decide", "yes"),
        ("announce_grant", None),
        ("issue", None),
        ("hand_over", None),
    ]:
        act(case, name, outcome=outcome)
    assert case.certificate
    return case.certificate


def another_holder(world: World) -> Browser:
    """Somebody of another institution."""
    return Browser(works_in(institution_of(world.edition, name="Inna instytucja", town="Gdzie Indziej"), "head"))
