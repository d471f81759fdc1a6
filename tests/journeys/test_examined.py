"""A certificate is looked into: suspended, charged, heard, revoked; an appeal sends it back; it ends with the certificate staying.

The public knows of nothing before the holder has it in writing, and never that something was looked into.
"""

from datetime import date, timedelta

import pytest

from gromada.certification.actions import clockwork
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import world_of
from tests.journeys.adverse import appeal, certified, opened_examination, post_paper, rule
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, done, sit, step, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
SUSPENSION = {
    "reasons": "Świetlica jest zamknięta od pięciu miesięcy, a mieszkańcy nie wiedzą dlaczego ani na jak długo.",
    "to_do": "Otwórzcie ją choć dwa popołudnia w tygodniu i powieście na drzwiach, co dalej.",
}
CHARGES = {
    "charges.0.indicator": "S1.1", "charges.0.fact": "Od października nikt nie otworzył świetlicy.",
    "charges.0.source": "zdjęcie z drzwi i trzy rozmowy z sąsiadami",
}  # fmt: skip
REVOCATION = {
    "reasons": "Miejsca nie ma od pięciu miesięcy, a odpowiedź nie mówi, kiedy i jak zostanie otwarte.",
    "come_back": "rok po ponownym otwarciu",
}
SENT_BACK = {
    "reasons": "Komisja nie obejrzała miejsca, chociaż instytucja zapraszała; obraz jest niepełny.",
    "guidance": "Niech ktoś z Komisji pojedzie i zobaczy świetlicę w zwykłe popołudnie.",
}
SECRET = ("wyjaśnia", "zastrzeże", "odwołani", "komisj", "zamknięta", "Świetlica jest")


def public(certificate: Certificate, word: str) -> None:
    """What everybody sees today: this word on every page, and nothing of what goes on behind it."""
    run_all()
    visitor = Browser()
    number = visitor.visit(f"/s/{certificate.number}/").sees(word)
    holder = visitor.visit(f"/rejestr/{certificate.institution.slug}/")
    for page in (number, holder):
        assert not [said for said in SECRET if said in page.text.replace("Komisja", "")], page.text


def charged(cal: Issuer, head: Browser, case: Case) -> None:
    """The charges in writing, delivered; the institution answers."""
    chair = cal.browser(case.appointments.filter(role="commission").first().person)
    take(chair, case, "press_charges", CHARGES).sees("Zastrzeżenia na piśmie, czekamy na odpowiedź")
    case_page(head, case).sees("Wyjaśnianie. Ruch ma: skład Komisji").misses("Twój ruch")
    letter = case.letters.filter(letter="charges").latest("pk")
    assert (
        "Wskaźnik: S1.1. Fakt: Od października nikt nie otworzył świetlicy. Skąd o nim wiadomo: zdjęcie" in letter.body
    )
    post_paper(cal.office, case, "charges")
    case_page(head, case).sees("Twój ruch: Zastrzeżenia na piśmie", "Do ")
    answer = "W świetlicy pękła rura; otworzymy ją po remoncie, zapraszamy na miejsce."
    take(head, case, "answer_charges", {"answer": answer}).sees(done(case, "answer_charges"))


def test_suspended_charged_heard_revoked_and_an_appeal_sends_it_back() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        public(certificate, "Tak, ten certyfikat jest ważny")
    with clock.at(DAY + timedelta(days=100)):
        case = opened_examination(cal, certificate)
        # Nobody there hears of it before the letter, not from a page, a list or the calendar.
        assert head.raw(f"/sprawy/{case.uid}/").status_code == 404
        for path in (f"/sprawy/certyfikat/{certificate.uid}/", "/pulpit/", "/pulpit/sprawy/", "/pulpit/kalendarz/"):
            head.visit(path).misses("wyjaśnianie", case.number)
        post_paper(cal.office, case, "examination_notice")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Wyjaśnianie", case.number)
        until = clock.today() + timedelta(days=60)
        draft = {**SUSPENSION, "until": until.strftime("%d.%m.%Y")}
        sit(cal, case, "suspend", draft, "Zawiesić", "Wszyscy za zawieszeniem na dwa miesiące.")
        page = cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: zawieszony")
        page.sees("Publicznie nadal widać: ważny")
        cal.office.visit(f"/en/cases/certificate/{certificate.uid}/").sees(
            "The certificate: suspended", "The public still sees: in force.", "Last day of validity: 31 December 2030"
        )
        case_page(head, case).misses("rozważyła zawieszenie", "Zawiesić")
        case_page(cal.office, case).sees("Komisja rozważyła zawieszenie: Zawiesić")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: ważny").misses("zawieszony")
        public(certificate, "Tak, ten certyfikat jest ważny")
    with clock.at(DAY + timedelta(days=105)):
        post_paper(cal.office, case, "suspension")
        case_page(head, case).sees("rozważyła zawieszenie")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: zawieszony")
        public(certificate, "zawieszony")
        charged(cal, head, case)
        sit(cal, case, "decide", REVOCATION, "Odebrać certyfikat", "Odpowiedź przeczytano. Wszyscy za.")
        case_page(head, case).sees("Po odpowiedzi instytucji").misses("Odebrany", "Odebrać")
        take(cal.office, case, "announce_revocation").sees("Certyfikat odebrany, można się odwołać")
        public(certificate, "zawieszony")
    with clock.at(DAY + timedelta(days=110)):
        post_paper(cal.office, case, "revocation")
        public(certificate, "odebrany")
        lodged = appeal(head, case)
    with clock.at(DAY + timedelta(days=140)):
        assert clockwork.turn() == 0
        rule(cal, lodged, "Skierować do ponownej oceny", SENT_BACK)
        case.refresh_from_db()
        assert (lodged.state, case.state) == ("sent_back", "examined")
        public(certificate, "zawieszony")  # better than what everybody knew: at once
        post_paper(cal.office, lodged, "appeal_sent_back")
        case_page(head, case).sees("Wyjaśnianie", done(case, "reassess"))
        charged(cal, head, case)
        advice = {"reasons": "Świetlica działa; obejrzeliśmy ją w zwykły wtorek i była pełna ludzi."}
        sit(cal, case, "decide", advice, "Zostawić certyfikat", "Obejrzano świetlicę. Wszyscy za.")
        take(cal.office, case, "announce_drop").sees("Sprawa zakończona: Sprawa wyjaśniona, certyfikat zostaje")
        public(certificate, "Tak, ten certyfikat jest ważny")
    assert [str(e.kind) for e in certificate.events.all()] == ["suspend", "revoke", "suspend", "reinstate"]


def test_an_examination_that_finds_nothing_leaves_no_trace_outside() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        run_all()
        before = Browser().raw(f"/open/holders/{certificate.institution.slug}.json").content
        case = opened_examination(cal, certificate)
        reason = {"reasons": "Świetlica była w remoncie; ogłoszenie wisiało na drzwiach."}
        take(cal.browser(case.appointments.filter(role="commission").first().person), case, "drop", reason)
        case.refresh_from_db()
        assert case.state == "dropped" and not certificate.events.exists()
        run_all()
        assert Browser().raw(f"/open/holders/{certificate.institution.slug}.json").content == before
        assert head.raw(f"/sprawy/{case.uid}/").status_code == 404, "no letter went"
        post_paper(cal.office, case, "examination_dropped")
        case_page(head, case).sees("Sprawa wyjaśniona, certyfikat zostaje")


def test_a_certificate_that_was_given_up_does_not_come_back_when_an_examination_ends() -> None:
    with clock.at(DAY):
        world = world_of()
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        case = opened_examination(cal, certificate)
        sit(cal, case, "suspend", SUSPENSION, "Zawiesić", "Wszyscy za.")
        page = head.visit(f"/sprawy/certyfikat/{certificate.uid}/").press("Zrezygnuj z certyfikatu")
        given_up = Case.objects.get(proceeding="resignation")
        page.form("take").fill({"text": "Gmina zamyka ośrodek z końcem miesiąca."}).submit()
        take(cal.office, given_up, "accept_resignation").sees("Instytucja zrezygnowała")
        cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: instytucja zrezygnowała")
        reason = {"reasons": "Instytucja zrezygnowała, nie ma czego wyjaśniać."}
        take(cal.browser(case.appointments.filter(role="commission").first().person), case, "drop", reason)
        cal.office.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: instytucja zrezygnowała")


def test_a_suspension_cannot_end_before_it_begins() -> None:
    """Said before anybody votes, and again where the sitting is written down when the day has passed."""
    with clock.at(DAY):
        world = world_of()
        cal, _head, _editor = cast_of(world)
        certificate = certified(world)
        case = opened_examination(cal, certificate)
        chair = cal.browser(case.appointments.filter(role="commission").first().person)
        draft = {**SUSPENSION, "until": (DAY - timedelta(days=1)).strftime("%d.%m.%Y")}
        page = step(chair, case, "suspend").form("save").fill(draft).submit("Zapisz i dokończ później")
        page = page.follow("Zwołaj posiedzenie").form("Otwórz posiedzenie")
        page.submit(status=400).sees("Koniec jest wcześniej niż początek")
        assert not case.sittings.exists()
        sit(cal, case, "suspend", {**draft, "until": (DAY + timedelta(days=30)).strftime("%d.%m.%Y")}, "Zawiesić")
        assert certificate.events.get().until == DAY + timedelta(days=30)
