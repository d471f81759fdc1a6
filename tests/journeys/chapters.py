"""Chapters that several journeys share, each through the pages: getting in, writing, opening, judging, deciding."""

from typing import Any

from gromada.certification.models import Case
from gromada.certification.proceeding import content as contents
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.kit import clock
from gromada.people.models import Person
from tests.journeys import post
from tests.journeys.cast import Issuer
from tests.journeys.driver import Browser, Page

INSTITUTION = "Centrum Usług Społecznych w Przykładowicach"
MAIL = "kontakt@przykladowice.example"


def get_in(cal: Issuer, name: str = "Grażyna Dąb", username: str = "grazyna", holder: str = INSTITUTION) -> Browser:
    """The office adds an institution and invites its head, who accepts from the letter. Returns the head's browser."""
    page = cal.office.visit("/pulpit/").follow("Instytucje").follow("Dodaj instytucję")
    kind = page.form().page.all("//select[@name='kind']/option[contains(., 'usług społecznych')]/@value")[0]
    facts = {"Nazwa": holder, "kind": kind, "Miejscowość": "Przykładowice", "Oficjalny adres e-mail": MAIL}
    page = page.form("Zapisz").fill(facts).submit().sees(holder, "Najpierw zaproś osobę kierującą instytucją")
    letter = f"{username}@przykladowice.example"
    page.press("Zaproś", {"Imię i nazwisko": name, "E-mail": letter, "Funkcja": "kierownictwo"}).sees(
        f"Zaproszenie poszło na adres {letter}"
    )
    post.deliver()
    head = Browser()
    invitation = head.visit(post.link_in(post.letters_to(letter)[-1])).sees(f"Zaproszenie dla: {name}", holder)
    invitation.form("Przyjmij zaproszenie").fill(
        {"Nazwa użytkownika": username, "Hasło": "konwalie za stodołą"}
    ).submit().sees("Do zrobienia")
    head.who = Person.objects.get(username=username)
    return head


def begin(head: Browser) -> Page:
    """The head begins an application with the OSL annex."""
    page = head.visit("/pulpit/").follow("Zacznij zgłoszenie").sees("nikt z zewnątrz nie zobaczy zgłoszenia")
    annex = {"Załącznik merytoryczny": "Model Organizowania Społeczności Lokalnej"}
    return page.form("Zacznij pisać").fill(annex).submit().sees("Twój ruch: Zgłoszenie w przygotowaniu")


def the_case() -> Case:
    return Case.objects.latest("pk")


def case_page(who: Browser, case: Case) -> Page:
    return who.visit(f"/sprawy/{case.uid}/")


def called(case: Case, step: str) -> str:
    """How the edition calls a step on the button that leads to it."""
    words = ("proceeding", case.proceeding, "step", step)
    return case.edition.built.text(words, "pl", "opens") or case.edition.built.text(words, "pl")


def sends(case: Case, step: str) -> str:
    """How the edition calls the step itself: on the button that takes it, and where the office enters it on paper."""
    return case.edition.built.text(("proceeding", case.proceeding, "step", step), "pl")


def done(case: Case, step: str) -> str:
    """What the edition says when a step was taken."""
    return case.edition.built.text(("proceeding", case.proceeding, "step", step), "pl", "done")


def step(who: Browser, case: Case, step: str) -> Page:
    """The page of a step, from its button on the page of the case; for those who only write it, from the name of its form."""
    page, known = case_page(who, case), case.rules.step(step)
    form = case.edition.built.text(("form", known.form or ""), "pl") if known else ""
    return page.follow(called(case, step) if page.offers(called(case, step)) else form)


def take(who: Browser, case: Case, name: str, typed: dict[str, Any] | None = None, status: int = 200) -> Page:
    return step(who, case, name).form("take").fill(typed or {}).submit(status=status)


def declare(who: Browser, degree: str = "nic nie łączy mnie", reason: str = "") -> Page:
    """Somebody who was asked declares, from the desk."""
    page = who.visit("/pulpit/").follow("Złóż oświadczenie").sees("Oświadczenie o bezstronności")
    return page.form("Złóż oświadczenie").fill({"degree": degree, "reason": reason}).submit()


STORY = "W marcu zapytaliśmy mieszkańców o podwórko; w czerwcu stanęła tam tablica z odpowiedziami i jednym „nie”."
APPLICATION: dict[str, Any] = {
    "mission": "Jesteśmy po to, żeby sąsiedzi mieli gdzie się spotkać i o czym razem postanowić.", "main_field": "pomoc i integracja społeczna",
    "communities.0.name": "osiedle Zielone", "communities.0.kind": "wspólne miejsce", "communities.0.people": "3 200", "residents": "14000",
    "team": "4", "contact": "Zofia Maj, organizatorka, 23 654 00 00", "declaration": "Tak, prosimy",
}  # fmt: skip


def write_facts(who: Browser, case: Case, name: str = "submit", over: dict[str, Any] | None = None) -> Page:
    """The fields of the application beside the standards, saved for later."""
    return (
        step(who, case, name)
        .form("save")
        .fill({**APPLICATION, **(over or {})})
        .submit("Zapisz i dokończ później")
        .sees("Zapisane")
    )


def write_tree(
    who: Browser, case: Case, name: str, form: str, story: str = STORY, answer: str = "met", pages: int = 3
) -> None:
    """The first nodes page by page, the others as the page's autosave sends them."""
    page = step(who, case, name).follow("Dalej:")
    for _number in range(pages):
        page = write_node(page, story, answer)
    for path, value in _waiting(who, case, form, story, answer):
        assert autosave(who, case, form, path, value).status_code == 200


def write_node(page: Page, story: str = STORY, answer: str = "met") -> Page:
    """Fills in what is still empty on the page of a node, and goes on to the next."""
    form = page.form("go")
    for control in sorted(form.names()):
        if control.startswith("standards:") and not form.value(control):
            form.fill({control: story if control.endswith((":narrative", ":reason")) else answer})
    return form.submit()


def _waiting(who: Browser, case: Case, form: str, story: str, answer: str) -> list[tuple[str, str]]:
    """The places of the standards that are still empty in what this person writes; an answer before its reason."""
    edition, known = case.edition.built, case.edition.built.forms[form]
    own = next((s for s in case.rules.steps if s.form == form and s.how.kind == "each"), None)
    found: dict[str, str] = {}
    for _round in range(2):
        held = {**working_copy(case, form, str(who.who.uid) if own and who.who else ""), **found}
        slots = [slot for slot in contents.missing(edition, known, case.parts, held) if slot.kind != "field"]
        found |= {slot.path: answer if slot.kind == "value" else story for slot in slots}
    return list(found.items())


def autosave(who: Browser, case: Case, form: str, name: str, value: Any, version: int = 0) -> Any:
    """What the page's script sends while somebody types, with the token of a page that is open."""
    who.token = who.token or who.visit("/pulpit/").all("//input[@name='csrfmiddlewaretoken']/@value")[0]
    data = {"name": name, "value": value, "version": version}
    headers = {"accept": "application/json", "x-csrftoken": who.token}
    return who.client.post(f"/sprawy/{case.uid}/-/zapis/{form}/", data, headers=headers)


OPINION: dict[str, Any] = {
    "strengths": "Klucze mają mieszkańcy, a grafik świetlicy układa się bez pracowników od dwóch lat.", "recommendation": "przyznać certyfikat",
}  # fmt: skip


def open_the_case(cal: Issuer, case: Case, panel: int = 4) -> Browser:
    """The board names the responsible member and the panel; they declare; the board opens. Returns the responsible member's browser."""
    board, named = cal.of("board"), [cal.members["board"][1], *cal.members["commission"][:panel]]
    form = step(board, case, "open_case").form("take")
    form.fill({"responsible": named[0].name, "commission": [p.name for p in named[1:]]})
    form.submit(status=400).sees("Brakuje jeszcze oświadczenia o bezstronności", named[0].name)
    for person in named:
        declare(cal.browser(person))
    take(board, case, "open_case").sees(done(case, "open_case"), "Sprawdzenie formalne")
    return cal.of("board", 1)


def judge(who: Browser, case: Case, why: str) -> Page:
    """An expert writes an opinion, standard by standard with reasons, and hands it in."""
    write_tree(who, case, "give_opinion", "opinion", why, pages=2)
    return take(who, case, "give_opinion", OPINION)


def agree_finding(responsible: Browser, experts: list[Browser], case: Case) -> Page:
    """One finding from the opinions, to which everybody agrees."""
    write_tree(responsible, case, "agree_finding", "finding", "Obie opinie są zgodne.", pages=2)
    typed = {"summary": "Instytucja spełnia standardy; jej siłą są grupy, które działają same."}
    page = step(responsible, case, "agree_finding").form("save").fill(typed).submit("Zapisz i dokończ później")
    assert page.form("Uzgodnij").pressed.greyed, "nobody has agreed yet"
    page.sees(*(expert.who.name for expert in experts))
    for expert in experts:
        step(expert, case, "agree_finding").form("agree").submit("agree").sees("Twoja zgoda na ten tekst jest zapisana")
    return take(responsible, case, "agree_finding")


def sit(
    cal: Issuer,
    case: Case,
    step_id: str,
    draft: dict[str, Any],
    choice: str,
    minutes: str = "Omówiono opinie. Wszyscy za.",
) -> Page:
    """A sitting of those who vote on a step: the draft, the call, who is there, everybody's vote, minutes, the end."""
    voting = case.rules.step(step_id)
    people = holders_of(case, voting_role(case, voting))
    chair = cal.browser(people[0])
    page = (
        step(chair, case, step_id)
        .form("save")
        .fill(draft)
        .submit("Zapisz i dokończ później")
        .follow("Zwołaj posiedzenie")
    )
    called_for = {
        "Dzień": clock.today().strftime("%d.%m.%Y"),
        "Miejsce": "Warszawa, sala na parterze",
        "Kto przewodniczy": people[0].name,
    }
    page = (
        page.form("Otwórz posiedzenie")
        .fill(called_for)
        .submit()
        .sees("głosowanie jawne", "Projekt, nad którym trwa głosowanie")
    )
    page.form("Zapisz obecność").fill({"Kto jest na miejscu": [p.name for p in people]}).submit()
    for person in people:
        ballot = cal.browser(person).visit("/pulpit/").follow("Przejdź do posiedzenia").form("Oddaj głos")
        ballot.fill({"choice": choice, "person": str(person.uid)}).submit().sees("głos oddany")
    return chair.visit(page.url).form("Zamknij głosowanie").fill({"Protokół": minutes}).submit()


def post_letter(who: Browser, case: Case, kind: str, add: str = "") -> Page:
    """From the outbox: reads a letter, changes it, sends it by e-mail, notes the delivery."""
    letter = case.letters.get(letter=kind)
    page = case_page(who, case).follow("Pisma wychodzące w tej sprawie").follow(letter.subject)
    if add:
        form = page.form("Zapisz treść")
        page = form.fill({"body": f"{form.value('body')}\n\n{add}"}).submit()
    page = page.form("Wyślij pismo").fill({"Jak idzie pismo": "e-mail"}).submit().sees("czeka na wysłanie")
    post.deliver()
    return page.again().sees("wysłano").form("Zapisz doręczenie").submit().sees("doręczono")
