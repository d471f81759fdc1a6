"""Puts the story on stage: people, institutions, then every step of every case in the order of its day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction
from django.utils.text import slugify

from gromada.certification.actions.beginning import begin
from gromada.certification.actions.letters import deliver_queued, note_delivery, send
from gromada.certification.models import Case, Letter
from gromada.cli.demo.story import Actor, Plot, Story
from gromada.cli.walking import Texts, fill, take
from gromada.institutions.models import Function, Institution, Membership
from gromada.kit import clock
from gromada.kit.folding import fold
from gromada.kit.terms import next_working_day
from gromada.people.models import Person
from gromada.standards.models import Edition


@dataclass(frozen=True)
class Scene:
    day: date
    plot: int
    number: int
    step: str


def stage(story: Story) -> int:
    """Builds what is missing; returns how many cases were walked. Run again, it adds nothing."""
    edition = Edition.objects.select_related("issuer").get(key=story.edition)
    if Person.objects.filter(username=story.actors[0].username).exists():
        return 0
    today = clock.today()
    since = today - timedelta(days=1500)
    with transaction.atomic():
        for actor in story.actors:
            person = _person(actor)
            Membership.objects.create(
                issuer=edition.issuer, body=actor.body, person=person, seat=actor.seat, since=since
            )
    institutions = [_institution(plot, since) for plot in story.plots]
    texts = Texts(story.texts, Random(7))
    office = Person.objects.get(username=next(a.username for a in story.actors if a.body == "office"))
    cases: dict[int, Case] = {}
    for scene in _scenes(story, today):
        plot = story.plots[scene.plot]
        with clock.at(scene.day):
            _play(scene, plot, institutions[scene.plot], edition, story, cases, texts, office)
    return len(cases)


def _play(
    scene: Scene,
    plot: Plot,
    institution: Institution,
    edition: Edition,
    story: Story,
    cases: dict[int, Case],
    texts: Texts,
    office: Person,
) -> None:
    if scene.number == 0:
        writer = Person.objects.get(username=(plot.team or (plot.head,))[0].username)
        cases[scene.plot] = begin(institution, edition, story.proceeding, by=writer, annexes=plot.annexes)
        if plot.drafted:
            case = cases[scene.plot]
            fill(case, case.rules.steps_from(case.state)[0], writer, texts, None, only=plot.drafted)
        return
    step, _, outcome = scene.step.partition("=")
    case = cases[scene.plot]
    take(case, step, texts, outcome or None, plot.values.get(step))
    _post(case, office, scene.number == len(plot.steps))


def _post(case: Case, office: Person, last: bool) -> None:
    """The office sends what the step prepared; what the last step of a case prepared stays for the visitor to read and send."""
    deliver_queued()
    waiting = Letter.objects.filter(case=case, state=Letter.State.PREPARED)
    for letter in (waiting.filter(starts__isnull=False) if last else waiting).distinct():
        send(letter, Letter.Channel.PRINT, by=office)
        letter.refresh_from_db()
        note_delivery(letter, clock.today(), by=office)


def _scenes(story: Story, today: date) -> Iterator[Scene]:
    found = []
    for index, plot in enumerate(story.plots):
        day = today - timedelta(days=plot.began)
        found.append(Scene(day, index, 0, ""))
        for number, step in enumerate(plot.steps, start=1):
            day = next_working_day(day + timedelta(days=plot.every), "PL")
            found.append(Scene(min(day, today), index, number, step))
    return iter(sorted(found, key=lambda s: (s.day, s.plot, s.number)))


def _person(actor: Actor) -> Person:
    person = Person(username=actor.username, name=actor.name, demo=True)
    person.set_unusable_password()
    person.save()
    return person


def _institution(plot: Plot, since: date) -> Institution:
    with transaction.atomic():
        made = Institution.objects.create(
            slug=slugify(fold(f"{plot.name}-demo")), name=plot.name, kind=plot.kind, town=plot.town, teryt=plot.teryt,
            voivodeship=plot.voivodeship, email=f"sekretariat@{slugify(fold(plot.town))}.example", demo=True,
        )  # fmt: skip
        Function.objects.create(institution=made, person=_person(plot.head), kind=Function.Kind.HEAD, since=since)
        for actor in plot.team:
            Function.objects.create(institution=made, person=_person(actor), kind=Function.Kind.TEAM, since=since)
    return made
