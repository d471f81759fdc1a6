"""Lists of names are warned of, PESEL numbers refused; a plan with a few names, places or figures is neither."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gromada.records.files import take_in
from gromada.records.personal import holds_number, looks_like_list_of_names
from tests.kit import making

PEOPLE = [
    "Anna Kowalska", "Jan Nowak", "Żaneta Śliwińska-Maj", "Łukasz Wiśniewski", "Zofia Dąb", "Piotr Zieliński", "Ewa Lis",
]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["lista_obecnosci.pdf", "Lista obecności 12.03.jpg", "LISTA-UCZESTNIKÓW.docx", "lista osob.xlsx"]
)
def test_a_name_of_a_file_can_say_enough(name: str) -> None:
    assert looks_like_list_of_names(name)


@pytest.mark.parametrize(
    "name", ["plan.pdf", "obecność psów w parku.jpg", "listy intencyjne.pdf", "lista potrzeb.docx"]
)
def test_other_names_of_files_say_nothing(name: str) -> None:
    assert not looks_like_list_of_names(name)


@pytest.mark.parametrize(
    "sample",
    [
        "\n".join(PEOPLE),
        "\n".join(f"{number}. {name} ........" for number, name in enumerate(PEOPLE, 1)),
        "\n".join(";".join(reversed(name.split())) + ";Topolno" for name in PEOPLE),
        "Imię;Nazwisko;Podpis\n" + "\n".join(name.replace(" ", ";") for name in PEOPLE[:2]),
        "Nazwisko i imię\tpodpis\n" + "\n".join(PEOPLE[:3]),
        "Lista obecności na spotkaniu\n\n" + "\n".join(PEOPLE[:3]),
        "Lp.;PESEL;Imię\n1;;Anna Kowalska\n2;;Jan Nowak",
    ],
)
def test_rows_of_people_are_a_list(sample: str) -> None:
    assert looks_like_list_of_names("zestawienie.csv", sample=sample)


@pytest.mark.parametrize(
    "sample",
    [
        "",
        "Stalowa Wola\nNowy Sącz\nZielona Góra\nJelenia Góra\nBielsko Biała\nGorzów Wielkopolski\nNowa Sól",
        "Dom Kultury\nOchotnicza Straż Pożarna\nKoło Gospodyń Wiejskich\nSzkoła Podstawowa\nRada Sołecka\nKlub Seniora",
        "Plan podpisali: Anna Kowalska, kierowniczka, i Jan Nowak, sołtys.",
        "ulica Jana Pawła\nplac Adama Mickiewicza\nulica Marii Konopnickiej",
        "Imię i nazwisko: ................................",
        "Spotkanie;Liczba osób\nkwiecień;12\nmaj;15\nczerwiec;9\nlipiec;22\nsierpień;7",
        "\n".join(["Sąsiedzi przyszli z własnymi krzesłami i ciastem."] * 40 + PEOPLE[:5]),
    ],
)
def test_places_bodies_figures_and_a_few_signatures_are_no_list(sample: str) -> None:
    assert not looks_like_list_of_names("zestawienie.csv", sample=sample)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("\n".join(PEOPLE).encode("cp1250"), "a.csv"),
        (making.word(*PEOPLE), "a.docx"),
        (making.sheet(*((1, *name.split()) for name in PEOPLE)), "a.xlsx"),
        (making.open_document(content="".join(f"<text:p>{name}</text:p>" for name in PEOPLE).encode()), "a.odt"),
    ],
)
def test_a_list_is_seen_inside_a_file(db: None, upload: Any, content: bytes, name: str) -> None:
    stored, _name = take_in(upload(content, name))
    assert looks_like_list_of_names(name, stored)


@pytest.mark.parametrize(
    ("content", "name"), [(making.word(), "a.docx"), (making.sheet(), "a.xlsx"), (making.pdf(), "a.pdf")]
)
def test_an_ordinary_file_is_no_list(db: None, upload: Any, content: bytes, name: str) -> None:
    stored, _name = take_in(upload(content, name))
    assert not looks_like_list_of_names(name, stored)


def test_a_file_that_is_gone_is_no_list(db: None, upload: Any) -> None:
    stored, _name = take_in(upload(making.word("Zupełnie inna treść"), "a.docx"))
    stored.path.unlink()
    assert not looks_like_list_of_names("a.docx", stored)


def pesel(year: int, month: int, day: int, serial: int) -> str:
    century = {19: 0, 20: 20, 21: 40, 22: 60, 18: 80}[year // 100]
    digits = f"{year % 100:02d}{month + century:02d}{day:02d}{serial:04d}"
    weights = (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)
    return digits + str(-sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 10)


@given(st.integers(1900, 2024), st.integers(1, 12), st.integers(1, 28), st.integers(0, 9999))
def test_every_pesel_of_somebody_alive_is_seen_in_a_sentence(year: int, month: int, day: int, serial: int) -> None:
    number = pesel(year, month, day, serial)
    for sentence in (number, f"Jan ({number}), Topolno", f"Jan;{number};12", f"PESEL: {number}.", f"<c>{number}</c>"):
        assert holds_number(sentence)


@given(st.integers(1900, 2024), st.integers(1, 12), st.integers(1, 28), st.integers(0, 9999), st.integers(1, 9))
def test_a_wrong_last_digit_makes_it_no_pesel(year: int, month: int, day: int, serial: int, off: int) -> None:
    number = pesel(year, month, day, serial)
    assert not holds_number(number[:-1] + str((int(number[-1]) + off) % 10))


@pytest.mark.parametrize(
    "text",
    [
        pesel(1850, 5, 14, 135),  # nobody's any more
        pesel(2150, 5, 14, 135),  # nobody's yet
        "+48 600 700 800",
        "+" + pesel(1944, 5, 14, 135),
        "PL61 1090 1014 0000 0712 1981 2874",
        "0" + pesel(1944, 5, 14, 135),
        "61 10901014 " + pesel(1944, 5, 14, 135) + " 2874",
        "44051401358",
    ],
)
def test_telephones_accounts_and_old_numbers_are_no_pesel(text: str) -> None:
    assert not holds_number(text)
