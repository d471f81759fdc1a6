"""Nothing of a refusal, a first appeal, a remark or an examination reaches a visitor: by any page, feed, file, count or header.

Every address of the house (tests/architecture/doors.toml) is asked by somebody with no account, before and after.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gromada.certification.actions.from_outside import Outside, take_in
from gromada.certification.models import Case
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.kit.ids import new_uid
from tests.architecture.doors import House, build, table
from tests.builders.cases import act, institution_of
from tests.builders.people import works_in
from tests.journeys.adverse import TO_DELIBERATION

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 20)
# Words that stand nowhere but in what must not be seen.
NAME, TOWN, WORD = "Ośrodek Cichy Zaułek", "Cichowo", "wiolonczela"
# What everybody may fetch; of these not a byte may change.
SAME = ("register:", "remarks:", "open:", "certificates:", "bulletin:", "desk:")
SEARCHES = (NAME, TOWN, WORD, "cichowo", "odwołanie", "odmowa", "zawieszony", "1/2026", "2/2026", "3/2026")


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    etag: str
    location: str


def asked(client: Client, path: str) -> Answer:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Answer(answer.status_code, body, answer.headers.get("ETag", ""), answer.headers.get("Location", ""))


def addresses(house: House) -> dict[str, str]:
    """Every address of the house in both languages, searches of the register in each of its forms, and what machines fetch."""
    found: dict[str, str] = {}
    for language in ("pl", "en"):
        with translation.override(language):
            for door in table().values():
                places = {name: house.place(path) for name, path in door.places.items()}
                found[f"{door.name} {language}"] = reverse(door.name, kwargs=places)
            for said in SEARCHES:
                found[f"register:list {language} {said}"] = f"{reverse('register:list')}?q={quote(said)}"
                found[f"register:remarks {language} {said}"] = f"{reverse('register:remarks')}?q={quote(said)}"
                found[f"register:verify {language} {said}"] = f"{reverse('register:verify')}?number={quote(said)}"
            for status in ("suspended", "revoked", "in_force", "unknown"):
                found[f"register:list {language} of {status}"] = f"{reverse('register:list')}?status={status}"
    for path in (
        "/sitemap.xml",
        "/robots.txt",
        "/.well-known/",
        "/feed/",
        "/rss/",
        "/atom.xml",
        "/open/",
        "/admin/",
        "/api/",
    ):
        found[f"machines {path}"] = path
    return found


def of_secret(secret: list[Case]) -> dict[str, str]:
    """The addresses of a case, filled with cases that nobody may know of."""
    found: dict[str, str] = {}
    for case in secret:
        things: dict[str, Any] = {
            "letter": case.letters.first(),
            "snapshot": case.snapshots.first(),
            "part": case.taken.last(),
        }
        for door in table().values():
            if door.places.get("uid") != "case.uid":
                continue
            kwargs = {"uid": case.uid} | {
                name: getattr(things.get(name), "uid", case.uid) if not path.startswith("'") else path.strip("'")
                for name, path in door.places.items()
                if name != "uid"
            }
            found[f"{door.name} {case.proceeding} {case.pk}"] = reverse(door.name, kwargs=kwargs)
    return found


def happens(house: House) -> list[Case]:
    """A refusal with its appeal, a remark by letter, one sent from outside, and an examination with a suspension that nobody has been told of."""
    other = institution_of(house.world.edition, name=NAME, town=TOWN)
    world = replace(house.world, institution=other, head=works_in(other, "head"), editor=works_in(other))
    refused = world.begin()
    for step in (*TO_DELIBERATION, "announce_intended_refusal", "comment"):
        act(refused, step)
    act(refused, "decide", outcome="no", over={"reasons": f"{WORD} " * 10})
    act(refused, "announce_refusal")
    appeal = world.begin("appeal", annexes=(), parent=refused)
    act(appeal, "lodge", over={"grounds": f"{WORD} " * 10})
    office = house.world.members["office"][0]
    holder = replace(house.world, institution=house.released.institution)
    remark = holder.begin("complaint", annexes=(), certificate=house.released, by=office)
    act(remark, "record_remark", over={"text": f"{WORD} " * 10})
    said = {"matter": "community", "text": f"{WORD} " * 10}
    sent = take_in(house.released, said, uid=new_uid(), by=Outside(WORD, f"{WORD}@example.org", "pl"))
    act(sent.case, "sort_remark")
    act(sent.case, "examine_remark", over={"reasons": f"{WORD} " * 10})
    examined = Case.objects.get(proceeding="examination")
    for step in ("open_examination", "appoint_panel"):
        act(examined, step)
    act(examined, "suspend", outcome="yes", over={"reasons": f"{WORD} " * 10})
    return [refused, appeal, remark, sent.case, examined]


def test_a_visitor_learns_nothing_from_any_address() -> None:
    with clock.at(DAY):
        house = build()
        run_all(seconds=60)
        paths, visitor = addresses(house), Client(raise_request_exception=False)
        before = {name: asked(visitor, path) for name, path in paths.items()}
        secret = happens(house)
        run_all(seconds=60)
        after = {name: asked(visitor, path) for name, path in paths.items()}
        hidden = {name: asked(visitor, path) for name, path in of_secret(secret).items()}
    told = re.compile(
        "|".join(map(re.escape, [NAME, TOWN, "cichow", WORD, *[str(case.uid) for case in secret]])), re.IGNORECASE
    )
    # A page of a search says again what was searched for; nothing else may.
    for name, answer in after.items():
        if not any(said in name for said in SEARCHES):
            assert not told.search(answer.body.decode(errors="replace")), name
        assert (answer.status, answer.location) == (before[name].status, before[name].location), name
        if name.startswith(SAME) and answer.status == 200:
            assert answer.etag == before[name].etag, f"{name}: another ETag"
            assert answer.body == before[name].body, f"{name}: another page"
    assert sum(name.startswith("register:") and a.status == 200 for name, a in after.items()) > 40
    assert hidden and all(a.status in (302, 405) for a in hidden.values()), {
        n: a.status for n, a in hidden.items() if a.status not in (302, 405)
    }


def test_the_published_head_of_the_journal_names_nothing() -> None:
    """It moves with every line, whatever the line is about, and holds digests alone."""
    with clock.at(DAY):
        house = build()
        secret = happens(house)
        run_all(seconds=60)
        body = asked(Client(), reverse("journal:heads")).body.decode()
    assert not any(
        word in body for word in (NAME, TOWN, WORD, "refus", "appeal", "examination", *[str(c.uid) for c in secret])
    )
