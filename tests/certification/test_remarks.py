"""Remarks from outside, beside their journeys: who may, what is refused, what is kept of a connection, the digits of a number."""

from datetime import date
from typing import Any

import pytest
from django.test import Client, RequestFactory

from gromada.certification.actions.from_outside import Outside, erase_sender, forget_senders, note_sender, take_in
from gromada.certification.actions.letters import change, send
from gromada.certification.models import Case, Certificate, Letter, LetterVersion, Sender
from gromada.certification.models.sender import key_of, key_typed, number_for
from gromada.certification.proceeding.seeing import states_of_institution, step_from_outside, told_by_letter
from gromada.certification.queries.entering import may_read_documents
from gromada.config.schedule import SCHEDULE
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.kit.refusal import Refusal
from gromada.people.models import Limit
from gromada.people.requests import connection_today
from tests.builders.cases import World, act, edition_row, institution_of, world_of
from tests.journeys.adverse import certified

pytestmark = pytest.mark.django_db
SAID = {"matter": "community", "text": "Świetlica stoi zamknięta od jesieni."}


@pytest.fixture
def world() -> World:
    return world_of()


@pytest.fixture
def certificate(world: World) -> Certificate:
    return certified(world)


def sent(certificate: Certificate, **who: str) -> Sender:
    return take_in(certificate, SAID, uid=new_uid(), by=Outside(**who))


def test_a_number_has_twelve_digits_and_is_found_however_it_is_typed(certificate: Certificate) -> None:
    sender = sent(certificate)
    assert number_for(sender.uid).isdecimal() and len(number_for(sender.uid)) == 12
    typed = [sender.number, number_for(sender.uid), sender.number.replace(" ", "-"), f" {sender.number} "]
    assert {key_of(number) for number in typed} == {sender.key} == {key_typed(number) for number in typed}
    assert not key_typed("12/2026") and not key_typed("1234 5678 901")


def test_the_number_stands_nowhere_in_the_row_and_is_not_said_with_another_key(
    certificate: Certificate, settings: Any
) -> None:
    sender = sent(certificate)
    assert number_for(sender.uid) not in str(Sender.objects.values().get()).replace(" ", "")
    known = sender.number
    settings.SECRET_KEY = "another key of the installation"
    assert sender.number == "" and key_of(known) == sender.key


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("jan@example.org", "jan@example.org"),
        ("tel. 600 100 200, jan@example.org", "jan@example.org"),
        ("Jan <jan@example.org>; wieczorem", "jan@example.org"),
        ("600 100 200", ""),
        ("małpa @ domena", ""),
        ("jan@", ""),
    ],
)
def test_an_address_of_mail_is_found_in_what_was_left(contact: str, address: str) -> None:
    assert Sender(contact=contact).email == address


@pytest.mark.parametrize("said", [{}, {**SAID, "matter": "nonsense"}, {**SAID, "text": "krótko"}])
def test_what_the_form_does_not_hold_is_refused_and_nothing_is_kept(
    certificate: Certificate, said: dict[str, str]
) -> None:
    with pytest.raises(Refusal):
        take_in(certificate, said, uid=new_uid(), by=Outside("Ala"))
    assert not Sender.objects.exists() and not Case.objects.filter(proceeding="complaint").exists()


def test_a_scheme_that_takes_no_remarks_says_so(client: Client) -> None:
    world = world_of("scored")
    certificate = Certificate.objects.create(
        issuer=world.issuer, edition=world.edition, institution=world.institution, number="X/1",
        issued_at=clock.now(), public_from=clock.today(),
    )  # fmt: skip
    page = client.get(f"/uwagi/o/{certificate.uid}/")
    assert page.status_code == 200 and "nie przyjmuje uwag" in page.content.decode()
    with pytest.raises(Refusal):
        take_in(certificate, SAID, uid=new_uid(), by=Outside())


def test_nobody_learns_of_a_certificate_that_is_not_public(certificate: Certificate, client: Client) -> None:
    Certificate.objects.update(public_from=None)
    assert client.get(f"/uwagi/o/{certificate.uid}/").status_code == 404
    assert client.post(f"/uwagi/o/{certificate.uid}/", {**SAID, "-send": "1"}).status_code == 404


def test_a_key_of_another_page_sends_nothing(world: World, certificate: Certificate, client: Client) -> None:
    holder = institution_of(world.edition, name="Inny", town="Inne")
    other = Certificate.objects.create(
        issuer=world.issuer, edition=world.edition, institution=holder, number="X/2",
        issued_at=clock.now(), public_from=clock.today(),
    )  # fmt: skip
    key = client.post(f"/uwagi/o/{other.uid}/", SAID).context["page"].key
    for wrong in (key, "", "x:y:z"):
        page = client.post(f"/uwagi/o/{certificate.uid}/", {**SAID, "-send": "1", "-key": wrong})
        assert page.status_code == 400 and not Sender.objects.exists()
        assert SAID["text"] in page.content.decode(), "nothing typed is lost"


def test_who_wrote_is_the_offices_alone_to_write_down_and_to_erase(world: World, certificate: Certificate) -> None:
    case = sent(certificate, name="Ala", contact="ala@example.org").case
    office, board, commission = (world.members[body][0] for body in ("office", "board", "commission"))
    for who in (board, commission, world.head):
        with pytest.raises(Refusal):
            note_sender(case, Outside("Ktoś"), by=who)
        with pytest.raises(Refusal):
            erase_sender(case, by=who)
        assert not may_read_documents(case, who)
    assert may_read_documents(case, office)
    with pytest.raises(Refusal):
        erase_sender(case, by=office)  # the receipt is just leaving
    case.letters.update(state="sent")
    erase_sender(case, by=office)
    sender = Sender.objects.get()
    assert (sender.name, sender.contact, sender.erased_by) == ("", "", office) and sender.number
    assert "ala@example.org" not in str(list(case.letters.values()))
    with pytest.raises(Refusal):
        erase_sender(case, by=office)


def test_no_sender_is_written_down_in_a_case_of_another_kind(world: World) -> None:
    case = act(world.begin(), "submit")
    with pytest.raises(Refusal):
        note_sender(case, Outside("Ala"), by=world.members["office"][0])


def test_a_remark_does_not_wait_for_another_but_an_examination_does(world: World, certificate: Certificate) -> None:
    cases = [sent(certificate).case for _ in range(2)]
    for case in cases:
        act(case, "sort_remark")
        act(case, "examine_remark")
    leads = {case.taken.get(step="examine_remark").leads_to for case in cases}
    assert len(leads) == 1 and Case.objects.filter(proceeding="examination").count() == 1


def test_the_tables_of_an_edition_tell_what_comes_from_outside_and_what_letters_tell() -> None:
    built = edition_row().built
    outside = {p.id: step for p in built.proceedings.values() if (step := step_from_outside(built, p))}
    assert {name: step.id for name, step in outside.items()} == {"complaint": "send_remark"}
    assert "complaint" not in told_by_letter(built) and "examination" in told_by_letter(built)
    assert states_of_institution(built, built.proceedings["examination"]) == ("charged",)
    assert states_of_institution(built, built.proceedings["complaint"]) == ()


@pytest.mark.parametrize(
    ("proxy", "remote", "forwarded", "same"),
    [
        (False, "198.51.100.7", "203.0.113.9", "198.51.100.7"),
        (True, "10.0.0.1", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_a_connection_is_what_the_proxy_saw_and_never_what_a_visitor_says(
    settings: Any, proxy: bool, remote: str, forwarded: str, same: str
) -> None:
    settings.BEHIND_PROXY = proxy
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    asked = connection_today(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))
    settings.BEHIND_PROXY = False
    assert asked == connection_today(RequestFactory().get("/", REMOTE_ADDR=same))


def test_a_household_of_the_new_kind_is_one_connection_and_another_day_another_word() -> None:
    first, second, other = ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    with clock.at(date(2026, 3, 2)):
        found = [connection_today(RequestFactory().get("/", REMOTE_ADDR=a)) for a in (first, second, other)]
    assert found[0] == found[1] != found[2]
    with clock.at(date(2026, 3, 3)):
        assert connection_today(RequestFactory().get("/", REMOTE_ADDR=first)) != found[0]


def test_the_address_of_whoever_wrote_is_kept_nowhere(certificate: Certificate, client: Client) -> None:
    address = "198.51.100.77"
    key = client.post(f"/uwagi/o/{certificate.uid}/", SAID).context["page"].key
    answer = client.post(f"/uwagi/o/{certificate.uid}/", {**SAID, "-send": "1", "-key": key}, REMOTE_ADDR=address)
    assert answer.status_code == 200 and Sender.objects.count() == 1
    assert address not in str(list(Limit.objects.values())) + str(list(Sender.objects.values()))
    assert "no-store" in answer["Cache-Control"] and not answer.cookies


def test_who_wrote_is_forgotten_by_itself_when_the_case_has_been_over_for_long_enough(
    world: World, certificate: Certificate, settings: Any
) -> None:
    settings.REMARK_SENDER_MONTHS = 6
    with clock.at(date(2026, 3, 2)):
        case = sent(certificate, name="Bronisława Kos", contact="bronka@example.org", language="pl").case
        act(case, "sort_remark")
        act(case, "answer_remark")
        answer = case.letters.get(letter="remark_answer")
        change(
            answer, subject=answer.subject, body="Dzień dobry, Bronisława Kos!", addressee="Bronisława Kos", version=1,
            address=answer.address, by=world.members["office"][0],
        )  # fmt: skip
    with clock.at(date(2027, 1, 4)):
        assert forget_senders() == 0, "an answer still waits to be sent"
        send(answer, Letter.Channel.PRINT, by=world.members["office"][0])
    with clock.at(date(2026, 9, 1)):
        assert forget_senders() == 0, "the day before"
    with clock.at(date(2026, 9, 2)):
        assert (forget_senders(), forget_senders()) == (1, 0)
    sender = Sender.objects.get(case=case)
    assert (sender.name, sender.contact, sender.erased_on, sender.erased_by) == ("", "", date(2026, 9, 2), None)
    kept = [*Letter.objects.filter(case=case), *LetterVersion.objects.filter(letter__case=case)]
    assert kept and not any("Kos" in f"{row.addressee}{row.body}" or "bronka" in row.address for row in kept)
    assert case.taken.get(step="send_remark").content["text"] == SAID["text"], "the remark stays with the file"
    assert sender.number, "and what was answered is read under the number still"


def test_the_privacy_page_says_how_long_and_the_timetable_does_it(settings: Any) -> None:
    settings.REMARK_SENDER_MONTHS = 6
    assert "6\xa0mies." in Client().get("/prywatnosc/").content.decode().replace("&nbsp;", "\xa0")
    assert any(job.call.endswith(".forget_senders") and job.daily_at is not None for job in SCHEDULE)


def test_whoever_wrote_about_an_open_case_is_not_forgotten(certificate: Certificate) -> None:
    with clock.at(date(2020, 1, 7)):
        sent(certificate, name="Bronisława Kos")
    with clock.at(date(2029, 1, 8)):
        assert forget_senders() == 0
