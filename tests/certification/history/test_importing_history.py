"""The network enters the house once, whole and unconfirmed; a second run changes nothing."""

from datetime import date
from pathlib import Path

import pytest

from gromada.certification.history.importing import Report, import_network
from gromada.certification.models import Certificate
from gromada.certification.status import Status, status_of
from gromada.institutions.models import Institution, Succession, Unit
from gromada.journal.models import Entry
from gromada.people.models import Person

from .conftest import WriteFile

pytestmark = pytest.mark.django_db


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Institution, Unit, Succession, Certificate, Entry)}


def test_the_network_is_31_awards_of_30_holders(editions: None, network: Path) -> None:
    assert import_network(network, by="import") == Report(31, 0, 0, ())
    # 29 certified institutions and the successor of one of them
    assert (Institution.objects.count(), Succession.objects.count(), Unit.objects.count()) == (30, 1, 4)
    assert len({(c.institution_id, c.unit_id) for c in Certificate.objects.all()}) == 30


def test_a_second_run_changes_nothing_at_all(editions: None, network: Path) -> None:
    import_network(network, by="import")
    before = counted()
    assert import_network(network, by="import") == Report(0, 31, 0, ())
    assert counted() == before


def test_mlawa_stands_once_with_two_certificates_and_its_successor(editions: None, network: Path) -> None:
    import_network(network, by="import")
    mlawa = Institution.objects.get(name="MOPS Mława")
    assert [c.award for c in mlawa.certificates.order_by("award")] == [1, 2]
    succession = Succession.objects.get(predecessor=mlawa)
    assert (succession.successor.name, succession.since) == ("CUS Mława", date(2024, 1, 1))
    assert succession.successor.kind == ""  # the file does not say what kind it is


def test_days_are_worked_out_only_where_both_ends_are_known(editions: None, network: Path) -> None:
    import_network(network, by="import")
    known = {c.label: (c.starts_on, c.ends_on) for c in Certificate.objects.exclude(starts_on=None)}
    assert known == {
        "2022–2026": (date(2022, 1, 1), date(2026, 12, 31)),
        "2013–2016": (date(2013, 1, 1), date(2016, 12, 31)),
        "2014–2017": (date(2014, 1, 1), date(2017, 12, 31)),
    }
    slupno = Certificate.objects.get(institution__name="GOPS Słupno")
    assert (slupno.handed_over_on, slupno.starts_on, slupno.ends_on) == ("2005-06", None, None)


def test_imported_history_is_public_and_its_status_unknown(editions: None, network: Path) -> None:
    import_network(network, by="import")
    for certificate in Certificate.objects.prefetch_related("events"):
        assert certificate.imported and certificate.public_from and not certificate.confirmed_on
        assert status_of(certificate, date(2023, 1, 1)) == Status.UNKNOWN


def test_names_in_use_and_units_are_kept(editions: None, network: Path) -> None:
    import_network(network, by="import")
    assert [a.name for a in Institution.objects.get(name="MOPS Włocławek").aliases.all()] == ["MOPR Włocławek"]
    wroclaw = Institution.objects.get(name="MOPS Wrocław")
    assert sorted(wroclaw.units.values_list("name", flat=True)) == ["ZTPS nr 10", "ZTPS nr 7"]


def test_the_journal_tells_each_award_without_the_person_who_gave_it(editions: None, network: Path) -> None:
    office = Person.objects.create_user("office", name="Office")
    import_network(network, by=office)
    lines = Entry.objects.filter(verb="certificate.imported")
    assert lines.count() == 31
    assert {line.actor for line in lines} == {str(office.uid)}
    assert "Gnatowska" not in " ".join(str(line.facts) for line in Entry.objects.all())


def test_a_year_that_becomes_known_mends_the_award_and_makes_no_second_one(editions: None, write: WriteFile) -> None:
    import_network(write({}), by="import")
    report = import_network(write({"valid_from": "2022", "valid_to": "2026", "award_number": "1"}), by="import")
    assert report == Report(0, 0, 1, ())
    made = Certificate.objects.get()
    assert (made.award, made.ends_on) == (1, date(2026, 12, 31))


def test_a_confirmed_award_is_not_changed_by_a_file(editions: None, write: WriteFile) -> None:
    import_network(write({}), by="import")
    Certificate.objects.update(confirmed_on=date(2026, 4, 1))
    report = import_network(write({"valid_from": "2022"}), by="import")
    assert (report.changed, [finding.line for finding in report.findings]) == (0, [2])
    assert Certificate.objects.get().valid_from == ""


def test_an_edition_that_is_not_loaded_is_named(editions: None, write: WriteFile) -> None:
    report = import_network(write({"edition": "cal-1999"}, {"name": "GOPS Inne", "town": "Inne"}), by="import")
    assert (report.created, [(f.line, f.column) for f in report.findings]) == (1, [(2, "edition")])
    assert "cal-2013" in report.findings[0].sentence


def test_a_kind_that_the_edition_does_not_know_is_named(editions: None, write: WriteFile) -> None:
    report = import_network(write({"kind": "castle"}), by="import")
    assert [(f.line, f.column) for f in report.findings] == [(2, "kind")]
    assert not Certificate.objects.exists()


def test_a_file_of_findings_alone_changes_nothing(editions: None, write: WriteFile) -> None:
    report = import_network(write({"valid_to": "soon"}, {"kind": "castle"}, {"teryt": "1"}), by="import")
    assert (report.created, report.unchanged, report.changed, len(report.findings)) == (0, 0, 0, 3)
    assert not any(counted().values())


def test_the_same_name_elsewhere_is_another_institution(editions: None, write: WriteFile) -> None:
    kowala = {"name": "GOPS Kowala", "town": "Kowala", "teryt": "1425072"}
    elsewhere = {"name": "GOPS Kowala", "town": "Kowala", "teryt": "2604172", "voivodeship": "świętokrzyskie"}
    assert import_network(write(kowala, elsewhere), by="import").created == 2
    assert Institution.objects.filter(name="GOPS Kowala").count() == 2


def test_an_institution_registered_without_a_code_is_not_guessed_to_be_the_same(
    editions: None, write: WriteFile
) -> None:
    import_network(write({}), by="import")
    report = import_network(write({"teryt": "1413011", "town": "Wzorowo"}), by="import")
    assert (report.created, len(report.findings)) == (0, 1)


def test_a_term_that_overlaps_with_what_the_house_has_already_is_named(editions: None, write: WriteFile) -> None:
    import_network(write({"valid_from": "2022", "valid_to": "2026"}), by="import")
    later = {"edition": "cal-2013", "valid_from": "2024", "valid_to": "2028"}
    report = import_network(write(later), by="import")
    assert (report.created, len(report.findings)) == (0, 1)


def test_another_successor_than_the_recorded_one_is_named(editions: None, write: WriteFile) -> None:
    import_network(write({"successor": "CUS Wzorowo", "successor_since": "2024-01-01"}), by="import")
    report = import_network(write({"successor": "CUS Inne", "successor_since": "2024-01-01"}), by="import")
    assert len(report.findings) == 1
    assert "CUS Wzorowo" in report.findings[0].sentence
