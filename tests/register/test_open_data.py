"""The register for machines says what the pages say."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client

from gromada.certification.history.reading import read_bytes
from gromada.register.opendata import COLUMNS
from tests.register.building import TODAY, certificate, event, follow, institution

pytestmark = pytest.mark.django_db


def table(visitor: Client) -> list[dict[str, str]]:
    response = visitor.get("/open/register.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_file_has_a_line_for_each_award_in_the_order_of_the_list(network: None, visitor: Client) -> None:
    rows = table(visitor)
    assert (len(rows), tuple(rows[0])) == (31, COLUMNS)
    assert [row["award_number"] for row in rows if row["name"] == "CUS Mława"] == ["1", "2"]
    mlawa = rows[[row["valid_label"] for row in rows].index("2022–2026")]
    assert (mlawa["awarded_to"], mlawa["former_names"], mlawa["status"]) == ("MOPS Mława", "MOPS Mława", "unknown")
    assert (mlawa["confirmed"], mlawa["status_on"]) == ("no", "2026-04-21")
    assert mlawa["page"].endswith("/rejestr/cus-mlawa/")


def test_a_cell_is_never_a_formula(db: None, visitor: Client) -> None:
    certificate(institution("=HYPERLINK(1)", "Wieś"), "CAL/2024/1")
    follow()
    assert table(visitor)[0]["name"] == "'=HYPERLINK(1), Wieś"


def test_the_file_hides_what_the_pages_hide(db: None, visitor: Client) -> None:
    certificate(institution("GOPS Tajne", "Tajne"), "CAL/2026/9", public_from=TODAY + timedelta(days=1))
    made = certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    event(made, "revoke", TODAY)
    follow()
    assert [(row["name"], row["status"]) for row in table(visitor)] == [("GOPS Wzorowo", "in_force")]


def test_a_holder_as_data(network: None, visitor: Client) -> None:
    told = json.loads(visitor.get("/open/holders/cus-mlawa.json").content)
    assert (told["name"], told["teryt"], told["demo"]) == ("CUS Mława", "1413011", False)
    assert told["former_names"] == [{"name": "MOPS Mława", "until": "2023-12-31"}]
    first, second = told["certificates"]
    assert (first["valid_to"], first["handed_over_on"]) == (None, "2011-06-28")
    assert (second["label"], second["status"], second["confirmed"]) == ("2022–2026", "unknown", False)


def test_a_holder_as_data_on_another_day(db: None, visitor: Client) -> None:
    made = certificate(institution("GOPS Wzorowo", "Wzorowo"), "CAL/2024/1")
    event(made, "revoke", TODAY, shown=TODAY)
    follow()
    for day, status in (("2025-01-01", "in_force"), ("2026-04-21", "revoked")):
        told = json.loads(visitor.get(f"/open/holders/gops-wzorowo.json?na={day}").content)
        assert (told["status_on"], told["certificates"][0]["status"]) == (day, status)
    assert visitor.get("/open/holders/gops-wzorowo.json?na=soon").status_code == 400


def test_the_file_can_be_read_again_by_a_program(network: None, visitor: Client) -> None:
    """Not as an import, whose columns differ, but as what it claims to be: UTF-8, one header, whole rows."""
    reading = read_bytes(visitor.get("/open/register.csv").content)
    assert reading.encoding == "utf-8-sig"
    assert all(finding.line == 1 for finding in reading.findings)
