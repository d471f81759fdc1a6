"""Papers follow the record: they are made once, further copies are told apart, and only those may have them who should."""

import io
from datetime import date, timedelta

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from gromada.certificates import actions
from gromada.certificates.following import follow
from gromada.certificates.models import Rendering, open_to
from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.journal.models import Entry
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.models import Person
from gromada.records.files import sweep, verify_files
from gromada.records.models import Attachment
from tests.builders.cases import World, institution_of, stranger
from tests.builders.signing import signed_in


def papers(certificate: Certificate) -> list[tuple[int, str, str]]:
    return [(r.copy, r.language, r.kind) for r in Rendering.objects.filter(certificate=certificate)]


def issued_line(certificate: Certificate) -> Entry:
    return Entry.objects.get(verb="certificate.issued", subject=str(certificate.uid))


def office(world: World) -> Person:
    return world.members["office"][0]


def transferred(certificate: Certificate, world: World) -> CertificateEvent:
    successor = institution_of(world.edition, name="Centrum Usług Społecznych w Przykładowicach", town="Przykładowice")
    return CertificateEvent.objects.create(
        certificate=certificate,
        kind="transfer",
        effective_on=clock.today(),
        shown_on=clock.today(),
        to=successor,
        at=clock.now(),
    )


def words(rendering: Rendering, client: Client) -> str:
    answer = client.get(
        reverse("certificates:copy", args=[rendering.certificate.uid, rendering.copy, rendering.language])
    )
    assert answer.status_code == 200
    reader = pypdf.PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    return " ".join(reader.pages[0].extract_text().split())


def test_an_issued_certificate_gets_its_papers_once(certificate: Certificate) -> None:
    for _ in range(2):
        follow(issued_line(certificate))
    assert papers(certificate) == [(1, "pl", Copy.ORIGINAL), (1, "en", Copy.ORIGINAL)]
    assert all(r.file is not None and r.digest and r.made_at for r in certificate.renderings.all())


def test_other_lines_of_the_journal_make_no_paper(certificate: Certificate) -> None:
    for entry in Entry.objects.exclude(verb="certificate.issued"):
        follow(entry)
    assert papers(certificate) == []


def test_a_certificate_known_from_history_gets_no_paper(certificate: Certificate) -> None:
    certificate.case = None
    actions.make(certificate)
    assert papers(certificate) == []


def test_a_paper_once_made_stays_as_it_is(certificate: Certificate) -> None:
    actions.make(certificate)
    before = list(certificate.renderings.values_list("file__digest", flat=True))
    certificate.institution.name = "Zupełnie inna nazwa"
    certificate.institution.save()
    actions.make(certificate)
    assert list(certificate.renderings.values_list("file__digest", flat=True)) == before


def test_made_again_from_nothing_it_is_the_same_file(certificate: Certificate) -> None:
    actions.make(certificate)
    before = list(certificate.renderings.values_list("file__digest", flat=True))
    certificate.renderings.all().delete()
    follow(issued_line(certificate))
    assert list(certificate.renderings.values_list("file__digest", flat=True)) == before


def test_the_office_issues_a_duplicate_with_a_reason(certificate: Certificate, world: World) -> None:
    actions.make(certificate)
    number = actions.issue_duplicate(certificate, reason="Oryginał zniszczyła woda.", by=office(world))
    line = Entry.objects.get(verb="certificate.duplicated")
    assert (number, line.facts, line.actor) == (2, {"copy": 2}, str(office(world).uid))
    assert line.payload.content == {"reason": "Oryginał zniszczyła woda."}
    follow(line)
    assert papers(certificate)[2:] == [(2, "pl", Copy.DUPLICATE), (2, "en", Copy.DUPLICATE)]
    assert all(r.file is not None for r in certificate.renderings.all())


def test_a_duplicate_issued_first_leaves_one_for_the_original(certificate: Certificate, world: World) -> None:
    assert actions.issue_duplicate(certificate, reason="Zaginął.", by=office(world)) == 2
    assert {(copy, kind) for copy, _language, kind in papers(certificate)} == {(1, Copy.ORIGINAL), (2, Copy.DUPLICATE)}


@pytest.mark.parametrize("who", ["head", "editor", "board"])
def test_nobody_else_issues_a_duplicate(certificate: Certificate, world: World, who: str) -> None:
    person = world.members["board"][0] if who == "board" else getattr(world, who)
    with pytest.raises(Refusal, match="Duplikat wydaje sekretariat"):
        actions.issue_duplicate(certificate, reason="Bo tak.", by=person)
    assert papers(certificate) == []


def test_a_duplicate_without_a_reason_is_refused(certificate: Certificate, world: World) -> None:
    with pytest.raises(Refusal, match="Napisz, dlaczego"):
        actions.issue_duplicate(certificate, reason=" \n ", by=office(world))


def test_a_transfer_adds_a_paper_in_the_name_of_the_successor(
    released: Certificate, world: World, client: Client
) -> None:
    actions.make(released)
    transferred(released, world)
    actions.make(released)
    actions.make(released)
    assert [copy for copy, _language, kind in papers(released) if kind == Copy.SUCCESSOR] == [2, 2]
    text = words(released.renderings.get(copy=2, language="pl"), client)
    assert "Centrum Usług Społecznych w Przykładowicach" in text
    assert f"Certyfikat przyznany: {released.institution.name}" in text
    assert "następcy" not in words(released.renderings.get(copy=1, language="pl"), client)


def test_a_duplicate_after_a_transfer_names_the_successor(released: Certificate, world: World, client: Client) -> None:
    event = transferred(released, world)
    actions.issue_duplicate(released, reason="Zaginął.", by=office(world))
    actions.make(released)
    text = words(released.renderings.get(kind=Copy.DUPLICATE, language="pl"), client)
    assert event.to is not None and event.to.name in text and "Duplikat wydany" in text


def test_who_sees_the_case_has_the_paper_before_release(certificate: Certificate, world: World, client: Client) -> None:
    address = reverse("certificates:paper", args=[certificate.uid, "pl"])
    assert client.get(address).status_code == 404
    assert signed_in(stranger()).get(address).status_code == 404
    answer = signed_in(world.head).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert f"{certificate.number.lower().replace('/', '-')}.pl.pdf" in answer["Content-Disposition"]
    assert "private" in answer["Cache-Control"]


def test_after_release_anybody_has_it(released: Certificate, client: Client) -> None:
    assert client.get(reverse("certificates:paper", args=[released.uid, "en"])).status_code == 200
    assert client.get(reverse("certificates:picture", args=[released.uid, "en"])).status_code == 200


def test_before_the_day_of_release_nobody_else_has_it(certificate: Certificate, client: Client) -> None:
    certificate.public_from = clock.today() + timedelta(days=1)
    certificate.save()
    assert client.get(reverse("certificates:paper", args=[certificate.uid, "pl"])).status_code == 404


@pytest.mark.parametrize(
    ("kind", "shown", "open_"),
    [
        ("suspend", True, False),
        ("revoke", True, False),
        ("resign", True, False),
        ("revoke", False, True),
        ("transfer", True, True),
    ],
)
def test_a_paper_that_no_longer_counts_is_not_handed_out(
    released: Certificate, client: Client, kind: str, shown: bool, open_: bool
) -> None:
    """What the public may not know yet changes nothing for it."""
    CertificateEvent.objects.create(
        certificate=released,
        kind=kind,
        effective_on=clock.today(),
        shown_on=clock.today() if shown else None,
        at=clock.now(),
    )
    answer = client.get(reverse("certificates:paper", args=[released.uid, "pl"]))
    assert (answer.status_code == 200) is open_


def test_an_expired_certificate_keeps_its_paper(released: Certificate, client: Client) -> None:
    assert released.ends_on is not None
    with clock.at(released.ends_on + timedelta(days=400)):
        assert client.get(reverse("certificates:paper", args=[released.uid, "pl"])).status_code == 200


@pytest.mark.parametrize("what", ["de.pdf", "9/pl.pdf"])
def test_a_paper_that_there_is_not_is_not_found(released: Certificate, client: Client, what: str) -> None:
    base = reverse("certificates:paper", args=[released.uid, "pl"]).removesuffix("pl.pdf")
    assert client.get(base + what).status_code == 404


def test_renderings_are_seen_by_those_who_may_have_them(certificate: Certificate, world: World) -> None:
    actions.make(certificate)
    assert Rendering.objects.visible_to(world.head).count() == 2
    assert Rendering.objects.visible_to(stranger()).count() == 0
    assert not open_to(stranger()).exists()


def test_the_panel_on_the_case_offers_papers_and_to_the_office_a_duplicate(
    certificate: Certificate, world: World
) -> None:
    actions.make(certificate)
    duplicate = reverse("certificates:duplicate", args=[certificate.uid])
    for person, offered in ((world.head, False), (office(world), True)):
        page = signed_in(person).get(reverse("certification:case", args=[certificate.case.uid])).content.decode()
        assert reverse("certificates:copy", args=[certificate.uid, 1, "pl"]) in page
        assert (duplicate in page) is offered


def test_the_form_for_a_duplicate(certificate: Certificate, world: World, client: Client) -> None:
    address = reverse("certificates:duplicate", args=[certificate.uid])
    assert client.get(address).status_code == 302
    assert signed_in(stranger()).get(address).status_code == 404
    assert "Duplikat wydaje sekretariat" in signed_in(world.head).get(address).content.decode()
    client = signed_in(office(world))
    assert client.post(address, {"reason": ""}).status_code == 400
    answer = client.post(address, {"reason": "Oryginał zniszczyła woda."})
    assert answer["Location"] == reverse("certification:case", args=[certificate.case.uid])
    assert [kind for _copy, language, kind in papers(certificate) if language == "pl"] == [
        Copy.ORIGINAL,
        Copy.DUPLICATE,
    ]


def test_a_head_cannot_post_the_form_either(certificate: Certificate, world: World) -> None:
    answer = signed_in(world.head).post(
        reverse("certificates:duplicate", args=[certificate.uid]), {"reason": "Bo tak."}
    )
    assert answer.status_code == 400 and papers(certificate) == []


def test_the_day_on_the_paper_is_the_day_of_the_deed(certificate: Certificate) -> None:
    actions.make(certificate)
    assert {r.on for r in certificate.renderings.all()} == {
        date.fromisoformat(str(certificate.case.taken.get(step="issue").on))
    }


def test_the_file_of_a_paper_is_opened_by_those_who_may_have_the_paper(certificate: Certificate, world: World) -> None:
    actions.make(certificate)
    rendering = certificate.renderings.get(language="pl")
    attachment = Attachment.objects.get(owner_kind="rendering", owner=str(rendering.uid))
    address = reverse("records:file", args=[attachment.uid])
    assert signed_in(world.head).get(address).status_code == 200
    assert signed_in(stranger()).get(address).status_code == 404


def test_the_sweep_leaves_the_files_of_papers(certificate: Certificate) -> None:
    actions.make(certificate)
    with clock.at(clock.today() + timedelta(days=30)):
        sweep()
    assert not list(verify_files())
    assert certificate.renderings.filter(file__isnull=False).count() == 2
