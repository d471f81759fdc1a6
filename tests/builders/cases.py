"""Cases of any edition, built by real steps: who acts, what a form may hold, one step after another.

world = world_of("cal-2022")
case = world.begin()
fill(case, "application", by=world.head)
act(case, "submit")
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from gromada.certification.actions import agreeing, impartiality, sittings
from gromada.certification.actions.beginning import begin
from gromada.certification.actions.stepping import take_step
from gromada.certification.actions.writing import owner_of, write
from gromada.certification.models import Answer, Case
from gromada.certification.proceeding import content as contents
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.institutions.models import Function, Institution
from gromada.kit import clock
from gromada.people.models import Issuer, Person
from gromada.standards.edition.load import build, content_of, digest, readiness_of
from gromada.standards.edition.model import Step
from gromada.standards.models import Edition
from tests.builders import values
from tests.builders.people import person, seats, sits_in, works_in

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "editions", ROOT / "tests" / "editions")


@cache
def _read(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    folder = next(f / name for f in FOLDERS if (f / name).is_dir())
    return content_of(folder), readiness_of(folder)


def edition_row(name: str = "cal-2022") -> Edition:
    """An edition of the repository (or an invented one of the tests) in the database, current, with its issuer."""
    content, readiness = _read(name)
    built = build(content)
    found = Edition.objects.filter(key=built.id).first()
    if found:
        return found
    said = {what: built.text(("issuer",), built.languages[0], what) for what in ("name", "short")}
    short = (said["short"] or said["name"])[:60]
    issuer, _new = Issuer.objects.get_or_create(slug=built.issuer, defaults={"name": said["name"], "short": short})
    return Edition.objects.create(
        issuer=issuer, key=built.id, scheme=built.scheme, version=built.version, history_only=built.history_only,
        digest=digest(content), content=content, readiness=readiness, loaded_at=clock.now(), published_at=clock.now(),
        current=not built.history_only,
    )  # fmt: skip


@dataclass
class World:
    """An issuer with its edition, an institution, and enough people in every function, body, pool and office."""

    edition: Edition
    institution: Institution
    head: Person
    editor: Person
    members: dict[str, list[Person]] = field(default_factory=dict)  # body, pool or "office" → its people

    @property
    def issuer(self) -> Issuer:
        return self.edition.issuer

    def begin(self, proceeding: str = "", annexes: tuple[str, ...] | None = None, **rest: Any) -> Case:
        """A case about the institution. Without words: the first proceeding, with the first annex open to its kind."""
        built = self.edition.built
        proceeding = proceeding or next(p.id for p in built.proceedings.values() if p.about.kind == "institution")
        if annexes is None:
            annexes = tuple(p.id for p in built.annexes_for(self.institution.kind)[:1] if not p.draft)
        return begin(self.institution, self.edition, proceeding, by=rest.pop("by", self.head), annexes=annexes, **rest)


def institution_of(edition: Edition, name: str = "CUS Przykładowice", town: str = "Przykładowice") -> Institution:
    """An invented institution of the edition's first kind. Its name may repeat; its page's address does not."""
    slug = f"example-{Institution.objects.count()}"
    kind = edition.built.kinds[0] if edition.built.kinds else ""
    return Institution.objects.create(slug=slug, name=name, town=town, kind=kind, email="kontakt@example.org")


def world_of(name: str = "cal-2022") -> World:
    edition = edition_row(name)
    institution = institution_of(edition)
    world = World(edition, institution, works_in(institution, Function.Kind.HEAD), works_in(institution))
    for body, number in seats(edition.built).items():
        world.members[body] = [sits_in(edition.issuer, body) for _ in range(number)]
    return world


def stranger() -> Person:
    """Somebody with an account and nothing to do with anything."""
    return person()


def fill(case: Case, form: str, *, by: Person, over: dict[str, Any] | None = None, outcome: str | None = None) -> None:
    """Writes a valid value into every required place of a form, as `by`; `over` says some values by path instead.

    People named for a role are asked for a declaration of impartiality and say that nothing links them.
    """
    known = case.edition.built.forms[form]
    step = next((s for s in case.rules.steps_from(case.state) if s.form == form), None)
    owner = owner_of(step, by)
    for path, value in (over or {}).items():
        _put(case, form, owner, path, value, by)
    while True:
        held = working_copy(case, form, owner)
        waiting = contents.missing(case.edition.built, known, case.parts, held, outcome)
        if not waiting:
            return
        for slot in waiting:
            _put(case, form, owner, slot.path, values.valid(case, slot), by)


def _put(case: Case, form: str, owner: str, path: str, value: Any, by: Person) -> None:
    known = case.edition.built.forms[form]
    base = Answer.objects.filter(case=case, form=form, owner=owner, path=path).values_list("version", flat=True).first()
    write(case, known, path, value, base=base or 0, by=by)
    asked = known.field(path)
    if asked and asked.role:
        declare_all(case, [Person.objects.get(uid=uid) for uid in value], asked.role, by=by)


def declare_all(case: Case, people: list[Person], role: str, *, by: Person) -> None:
    """Everybody is asked and says that nothing links them with the institution."""
    impartiality.ask(case, people, role, by=by)
    for each in people:
        impartiality.declare(case, each, "none", by=each)


def holder(case: Case, step: Step) -> Person:
    """Somebody who may take a step now; for a vote, a member of what votes."""
    roles = [case.edition.built.roles[r] for r in step.by if r in case.edition.built.roles]
    if step.how.kind == "vote":
        roles = [voting_role(case, step), *roles]
    return next(p for role in roles for p in holders_of(case, role))


def act(case: Case, step_id: str, *, outcome: str | None = None, over: dict[str, Any] | None = None) -> Case:
    """Takes a step of the case as those who may: fills its form, lets everybody contribute, agree or vote."""
    step = case.rules.step(step_id)
    assert step is not None, step_id
    if step.how.kind == "vote":
        _vote(case, step, outcome, over)
    elif step.how.kind == "each":
        _each(case, step, over)
    else:
        who = holder(case, step)
        if step.form:
            fill(case, step.form, by=who, over=over, outcome=outcome)
        _agree(case, step, who)
        take_step(case, step.id, by=who, outcome=outcome)
    case.refresh_from_db()
    return case


def _agree(case: Case, step: Step, who: Person) -> None:
    edition = case.edition.built
    for rule in step.provided:
        if rule.rule == "agreed":
            seen = content_digest(working_copy(case, rule.args["form"]))
            others = {p for r in step.by if r in edition.roles for p in holders_of(case, edition.roles[r])} - {who}
            for other in others:
                agreeing.agree(case, edition.forms[rule.args["form"]], seen=seen, by=other)


def _each(case: Case, step: Step, over: dict[str, Any] | None) -> None:
    edition = case.edition.built
    people = [p for r in step.by if r in edition.roles for p in holders_of(case, edition.roles[r])]
    for who in people[: step.how.each] if isinstance(step.how.each, int) else people:
        if step.form:
            fill(case, step.form, by=who, over=over)
        take_step(case, step.id, by=who)


def _vote(case: Case, step: Step, outcome: str | None, over: dict[str, Any] | None, on: date | None = None) -> None:
    outcome = outcome or step.outcomes[0]
    people = holders_of(case, voting_role(case, step))
    chair = people[0]
    if step.form:
        fill(case, step.form, by=chair, over=over, outcome=outcome)
    sitting = sittings.call(case, step, on=on or clock.today(), place="", kind="open", chair=chair, by=chair)
    present = [a.person for a in sitting.attendances.filter(recused=False).select_related("person")]
    sittings.attend(sitting, dict.fromkeys(present, True), by=chair)
    for member in present:
        sittings.cast(sitting, outcome, person=member, by=member)
    sitting.refresh_from_db()
    sittings.close(sitting, "Wszyscy za.", by=chair)
