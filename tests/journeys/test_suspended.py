"""A suspension and its end: shown when the holder has the letter, the credential gone with it and made anew, the number the same."""

from datetime import date, timedelta

import pytest

from gromada.certificates import keys
from gromada.certificates.issuing import bring_all_up_to_date
from gromada.certification.models import Case, Certificate
from gromada.journal.following import run_all
from gromada.kit import clock
from tests.builders.cases import world_of
from tests.journeys.adverse import certified, opened_examination, post_paper
from tests.journeys.cast import Issuer, cast_of
from tests.journeys.chapters import case_page, sit, take
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
REASONS = {
    "reasons": "Świetlica jest zamknięta od pięciu miesięcy, a mieszkańcy nie wiedzą dlaczego ani na jak długo.",
    "to_do": "Otwórzcie ją choć dwa popołudnia w tygodniu i powieście na drzwiach, co dalej.",
}
VALID = "Tak, ten certyfikat jest ważny"


def looked_into() -> tuple[Issuer, Browser, Certificate, Case]:
    with clock.at(DAY):
        world = world_of()
        keys.make(world.issuer, by="test")
        cal, head, _editor = cast_of(world)
        certificate = certified(world)
        run_all()
    with clock.at(DAY + timedelta(days=100)):
        return cal, head, certificate, opened_examination(cal, certificate)


def public(certificate: Certificate, word: str, *, counts: bool) -> None:
    """What everybody reads today, and whether a credential counts."""
    run_all()
    bring_all_up_to_date()
    Browser().visit(f"/s/{certificate.number}/").sees(word).misses("wyjaśnia", REASONS["reasons"])
    assert certificate.credentials.filter(revoked_at=None).exists() == counts
    status = Browser().raw(f"/open/certificates/{certificate.number}/pl.json").status_code
    assert (status == 200) == counts, status


def test_a_suspension_is_ended_and_the_certificate_counts_again_under_its_number() -> None:
    cal, head, certificate, case = looked_into()
    first = certificate.credentials.get()
    with clock.at(DAY + timedelta(days=101)):
        sit(cal, case, "suspend", REASONS, "Zawiesić", "Wszyscy za.")
        public(certificate, VALID, counts=True)
        assert "Otwórzcie ją" in case.letters.get(letter="suspension").body
        post_paper(cal.office, case, "suspension")
        public(certificate, "zawieszony", counts=False)
        head.visit("/pulpit/").sees("zawieszony")
        head.visit(f"/sprawy/certyfikat/{certificate.uid}/").sees("Certyfikat: zawieszony")
        paper = f"/certyfikaty/{certificate.uid}/pl.pdf"
        assert Browser().raw(paper).status_code == 404 and head.raw(paper).status_code == 200
    with clock.at(DAY + timedelta(days=120)):
        chair = cal.browser(case.appointments.filter(role="commission").first().person)
        reasons = {"reasons": "Świetlica działa od dwóch tygodni, a na drzwiach wisi grafik."}
        take(chair, case, "reinstate", reasons).sees("Zawieszenie zakończone")
        public(certificate, VALID, counts=True)  # better than what everybody knew: at once
        letter = case.letters.get(letter="reinstatement")
        assert certificate.number in letter.subject + letter.body
        post_paper(cal.office, case, "reinstatement")
        case_page(head, case).sees("Zawieszenie zakończone")
        Browser().visit(f"/rejestr/{certificate.institution.slug}/").sees("Koniec zawieszenia", certificate.number)
    second = certificate.credentials.get(revoked_at=None)
    first.refresh_from_db()
    assert first.revoked_at and second.pk != first.pk
    certificate.refresh_from_db()
    assert (certificate.number, str(certificate.ends_on)) == ("CAL/2026/1", "2030-12-31")


def test_a_suspension_with_a_last_day_ends_by_itself() -> None:
    cal, _head, certificate, case = looked_into()
    begun = DAY + timedelta(days=101)
    until = begun + timedelta(days=30)
    with clock.at(begun):
        sit(cal, case, "suspend", {**REASONS, "until": until.strftime("%d.%m.%Y")}, "Zawiesić", "Na miesiąc.")
        post_paper(cal.office, case, "suspension")
        public(certificate, "zawieszony", counts=False)
    with clock.at(until):
        public(certificate, "zawieszony", counts=False)
    with clock.at(until + timedelta(days=1)):
        public(certificate, VALID, counts=True)
        Browser().visit(f"/sprawdz/?number={certificate.number}&na={until}").sees("był zawieszony")
