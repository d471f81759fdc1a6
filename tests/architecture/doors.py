"""Every address of the house, the people who stand before it, and what they meet."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils import translation

from gromada.certificates import keys
from gromada.certificates.actions import make
from gromada.certificates.issuing import bring_up_to_date
from gromada.certificates.models import code_of
from gromada.certification.actions import sittings
from gromada.certification.actions.beginning import begin
from gromada.certification.actions.from_outside import Outside, take_in
from gromada.certification.history.confirming import confirm
from gromada.certification.history.entering import enter
from gromada.certification.history.remarking import remark
from gromada.certification.history.withdrawing import withdraw
from gromada.certification.models import Case, Certificate, Declaration, Document, EditionMove, Reminder
from gromada.institutions.actions import add_alias, add_unit, record_succession
from gromada.institutions.merging.actions import merge
from gromada.institutions.models import Institution
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.paper.actions.incoming import assign, receive
from gromada.paper.models import Incoming
from gromada.people.models import Person
from gromada.records.models import Attachment
from gromada.standards.drafts import begin_draft
from gromada.standards.edition.load import digest
from gromada.standards.models import Edition
from tests.architecture.source import ROOT
from tests.builders.cases import World, act, institution_of, world_of
from tests.builders.people import sits_in, works_in
from tests.builders.signing import signed_in
from tests.certificates.outside import asked_for_a_seal
from tests.certification.entering import letter
from tests.paper.mails import message

ROLES = (
    "visitor",
    "editor",
    "head",
    "office",
    "board",
    "responsible",
    "commission",
    "expert",
    "excluded",
    "stranger_head",
)
# What somebody meets. "hidden" is 404: a stranger does not learn that there is anything.
MEETINGS = ("open", "sign_in", "hidden", "closed", "moved", "post_only", "refused", "gone")
OUTSIDE = {"django.views", "django.contrib", "django.conf"}  # views that are not ours


@dataclass(frozen=True)
class Door:
    """A row of doors.toml: `with` says which thing of the house fills each place of the address."""

    name: str
    places: dict[str, str] = field(default_factory=dict)
    method: str = "get"
    data: dict[str, str] = field(default_factory=dict)
    meets: dict[str, str] = field(default_factory=dict)


@cache
def table() -> dict[str, Door]:
    written = tomllib.loads((ROOT / "tests/architecture/doors.toml").read_text(encoding="utf-8"))
    return {name: _door(name, row) for name, row in written.items()}


def _door(name: str, row: dict[str, Any]) -> Door:
    unknown = set(row) - {"with", "method", "data", "otherwise", "all", *MEETINGS}
    if unknown:
        raise ValueError(f"doors.toml, {name}: unknown words {', '.join(sorted(unknown))}")
    meets = dict.fromkeys(ROLES, row.get("all") or row.get("otherwise", ""))
    for meeting in MEETINGS:
        for role in row.get(meeting, ()):
            if role not in ROLES:
                raise ValueError(f"doors.toml, {name}: there is no role “{role}”")
            meets[role] = meeting
    silent = [role for role, meeting in meets.items() if meeting not in MEETINGS]
    if silent:
        raise ValueError(f"doors.toml, {name}: it does not say what {', '.join(silent)} meets")
    return Door(name, row.get("with", {}), row.get("method", "get"), row.get("data", {}), meets)


def opened_by_links() -> list[Door]:
    """Those behind which somebody of the house meets a page or a file, without sending anything."""
    return [door for _name, door in sorted(table().items()) if door.method == "get" and "open" in door.meets.values()]


def names() -> list[str]:
    """Every named address of ours, once."""
    return sorted(set(_walk(get_resolver().url_patterns, ())))


def _walk(patterns: list[Any], spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, spaces + ((pattern.namespace,) if pattern.namespace else ()))
        elif isinstance(pattern, URLPattern) and not any(pattern.lookup_str.startswith(o) for o in OUTSIDE):
            yield ":".join((*spaces, pattern.name or f"(an address without a name: {pattern.pattern})"))


@dataclass
class House:
    """One case in the middle of its way with everybody in place, and one certificate that was released."""

    world: World
    case: Case
    released: Certificate
    people: dict[str, Person | None]
    clients: dict[str, Client]
    things: dict[str, Any]

    def place(self, path: str) -> Any:
        """ "case.uid" of the house; a text in quotes is itself; "language" is that of the page which is asked for."""
        if path == "language":
            return translation.get_language()
        if path.startswith("'"):
            return path.strip("'")
        first, *rest = path.split(".")
        found = self.things.get(first) or getattr(self, first)
        for part in rest:
            found = getattr(found, part)
        return found

    def address(self, door: Door, language: str = "pl") -> str:
        with translation.override(language):
            return reverse(door.name, kwargs={name: self.place(path) for name, path in door.places.items()})


def meeting(house: House, door: Door, role: str) -> str:
    """What the role meets at the door. Whatever the page wrote is taken back."""
    # A broken page is one line of the report, not the end of it; who signs out is signed in again for the next door.
    client = Client(raise_request_exception=False)
    client.cookies = deepcopy(house.clients[role].cookies)
    with transaction.atomic():
        answer = getattr(client, door.method)(house.address(door), door.data)
        transaction.set_rollback(True)
    return _named(answer)


def _named(answer: HttpResponseBase) -> str:
    if answer.status_code in (301, 302, 303):
        target = answer["Location"].partition("?")[0]
        return "sign_in" if resolve(target).view_name == "people:sign_in" else "moved"
    named = {
        404: "hidden",
        410: "gone",
        403: "closed",
        405: "post_only",
        400: "refused",
        409: "refused",
        422: "refused",
    }
    return named.get(answer.status_code, "open" if answer.status_code < 300 else str(answer.status_code))


def build() -> House:
    """Walked by real steps to the sitting that decides; one member of the commission has excluded themselves."""
    world = world_of("cal-2022")
    released = _released(world)
    case = world.begin(by=world.head)
    for step in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, step)
    appointed = {row.role: row.person for row in case.appointments.select_related("person")}
    stranger = institution_of(world.edition, name="CUS Gdzie Indziej", town="Gdzie Indziej")
    people: dict[str, Person | None] = {
        "visitor": None,
        "editor": world.editor,
        "head": world.head,
        "office": world.members["office"][0],
        "board": next(p for p in world.members["board"] if p != appointed["responsible"]),
        "responsible": appointed["responsible"],
        "commission": appointed["commission"],
        "expert": appointed["expert"],
        "excluded": _excluded(world, case),
        "stranger_head": works_in(stranger, "head"),
    }
    clients = {role: signed_in(person) if person else Client() for role, person in people.items()}
    return House(world, case, released, people, clients, _things(case, released, people, stranger))


def _office_of(people: dict[str, Person | None]) -> Person:
    office = people["office"]
    assert office
    return office


def _things(
    case: Case, released: Certificate, people: dict[str, Person | None], stranger: Institution
) -> dict[str, Any]:
    """What addresses point at: a sitting that is open, an opinion that was handed in, somebody else's draft …"""
    chair, expert = people["commission"], people["expert"]
    assert chair and expert
    step = next(s for s in case.rules.steps_from(case.state) if s.how.kind == "vote")
    make(released)
    keys.make(released.issuer, by="test")
    credential = bring_up_to_date(released)
    assert credential
    paper = Attachment.objects.filter(owner_kind="rendering").first()
    return {
        **_past(case, people),
        "one": 1,
        "from_outside": _from_outside(released),
        "credential": credential,
        "reminder": _reminded(released),
        "move": _moved(case, people),
        "code": code_of(credential.uid),
        "seal_request": asked_for_a_seal(credential),
        "nothing": new_uid(),
        "institution": case.institution,
        "edition_draft": begin_draft(case.edition, errata=False, by=_office_of(people)),
        "sitting": sittings.call(case, step, on=clock.today(), place="", kind="open", chair=chair, by=chair),
        "letter": case.letters.order_by("pk").first(),
        "snapshot": case.snapshots.order_by("pk").first(),
        "opinion": case.contributions.order_by("pk").first(),
        "term": case.terms.get(term="opinion"),
        "declaration": case.declarations.filter(current=True).exclude(degree="excluded").first(),
        "membership": expert.memberships.first(),
        "file": paper,
        "document": _letter(case, people),
        "minutes": letter(case, step.id, chair, by=_office_of(people), channel="sitting"),
        **_on_paper(case, people),
        "incoming": _came_in(case, people),
        "draft": begin(
            stranger, case.edition, case.proceeding, by=people["stranger_head"], annexes=tuple(case.annexes)
        ),
    }


def _from_outside(released: Certificate) -> Case:
    """A remark that somebody without an account sent, with a name and an address."""
    said = {"matter": "community", "text": "Świetlica stoi zamknięta od jesieni."}
    return take_in(released, said, uid=new_uid(), by=Outside("Kasia Nowak", "kasia@example.org", "pl")).case


def _past(case: Case, people: dict[str, Person | None]) -> dict[str, Any]:
    """A certificate from history with a remark, another name, a unit and a predecessor of the institution."""
    head, office = people["head"], people["office"]
    assert head and office
    history = enter(case.institution, case.edition, by=office, source="kronika")
    before = institution_of(case.edition, name="Poprzednik", town="Przykładowice")
    confirmed, withdrawn = (enter(case.institution, case.edition, by=office, source="spis") for _ in range(2))
    twin = institution_of(case.edition, name="Powtórzenie", town="Przykładowice")
    return {
        "history": history,
        "confirmed": confirm(confirmed, by=head),
        "withdrawn": withdraw(withdrawn, "To ten sam co wyżej.", by=office),
        "merge": merge(twin, case.institution, reason="Ten sam adres.", by=office),
        "remark": remark(history, "Był wcześniej.", by=head),
        "alias": add_alias(case.institution, "Dawna nazwa", by=office),
        "unit": add_unit(case.institution, "Przystań 7", by=office),
        "succession": record_succession(before, case.institution, since=clock.today(), by=office),
    }


def _released(world: World) -> Certificate:
    """Of another institution: whoever has nothing to do with it sees it only because it was released."""
    other = institution_of(world.edition, name="Posiadacz", town="Sławno")
    theirs = replace(world, institution=other, head=works_in(other, "head"), editor=works_in(other))
    case = theirs.begin()
    Case.objects.filter(pk=case.pk).update(state="granted", number="S/1/2020", opened_on=clock.today())
    case.refresh_from_db()
    for step in ("issue", "hand_over"):
        act(case, step)
    run_all(seconds=30)
    assert case.certificate is not None
    return case.certificate


def _reminded(certificate: Certificate) -> Reminder:
    """Its holder has no address: the office has to tell it."""
    words = {"language": "pl", "addressee": certificate.holder, "subject": "Ważność się kończy", "body": "Dzień dobry"}
    return Reminder.objects.create(
        certificate=certificate,
        ends_on=clock.today(),
        early=90,
        state=Reminder.State.BY_HAND,
        prepared_at=clock.now(),
        **words,
    )


def _moved(case: Case, people: dict[str, Person | None]) -> EditionMove:
    """Another edition of the scheme stands beside the current one, and the case is remembered to have moved within its own."""
    office = _office_of(people)
    content = deepcopy(case.edition.content)
    content["structure"]["scheme"]["version"] = "2021"
    words = {"issuer": case.issuer, "scheme": case.edition.scheme, "version": "2021", "digest": digest(content)}
    Edition.objects.create(
        key=f"{case.edition.scheme}-2021", content=content, loaded_at=clock.now(), published_at=clock.now(), **words
    )
    return EditionMove.objects.create(
        case=case,
        before=case.edition,
        after=case.edition,
        reason="Dla porządku.",
        role="office",
        person=office,
        on=clock.today(),
        at=case.begun_at,
    )


def _excluded(world: World, case: Case) -> Person:
    person = sits_in(world.issuer, "commission")
    Declaration.objects.create(
        case=case, person=person, role="commission", degree="excluded", reason="", at=clock.now(), entered_by=person
    )
    return person


def _letter(case: Case, people: dict[str, Person | None]) -> Document:
    """A letter of the head that waits to be entered."""
    head, office = people["head"], people["office"]
    assert head and office
    return letter(case, "withdraw", head, by=office)


def _on_paper(case: Case, people: dict[str, Person | None]) -> dict[str, Any]:
    """An application that the office copies from a letter, with evidence beside the standards."""
    office, words = _office_of(people), {"annexes": tuple(case.annexes), "on_paper": True}
    place = institution_of(case.edition, name="Na Papierze", town="Przykładowice")
    request = begin(place, case.edition, case.proceeding, by=office, **words)
    return {"request": request, "application": letter(request, "submit", by=office, name="Jan Dąb")}


def _came_in(case: Case, people: dict[str, Person | None]) -> Incoming:
    """A letter that came in and belongs to the case."""
    office = people["office"]
    assert office
    [letter] = receive([message("Piszemy, bo czekamy.")], case.issuer, by=office).letters
    return assign(letter, case, by=office)
