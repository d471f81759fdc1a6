"""What each step does to a certificate, and from which day the public knows: a truth table over steps, delivery and days."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from gromada.certification.actions import letters
from gromada.certification.actions.beginning import number_case
from gromada.certification.actions.effects import apply
from gromada.certification.actions.running import start_term
from gromada.certification.actions.stepping import _act
from gromada.certification.models import Case, Certificate, Letter, StepTaken, TermRun
from gromada.certification.status import status_of, with_status
from gromada.journal.actions import append
from gromada.journal.following import run_all
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from tests.builders.cases import edition_row, institution_of
from tests.builders.people import sits_in
from tests.journeys.driver import Browser

pytestmark = pytest.mark.django_db
START = date(2026, 3, 2)
WORDS = {
    "in_force": "Tak, ten certyfikat jest ważny", "suspended": "Ten certyfikat jest zawieszony",
    "revoked": "ten certyfikat został odebrany", "expired": "ważność",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Act:
    """A step on a day after the beginning; `told` is the day on which its letter was delivered, None: not yet."""

    day: int
    step: str
    outcome: str = ""
    told: int | None = None
    content: dict[str, str] = field(default_factory=dict)


def until(day: int) -> dict[str, str]:
    return {"until": str(START + timedelta(days=day))}


SUSPENDED, SUSPENDED_TOLD = Act(10, "suspend", "yes"), Act(10, "suspend", "yes", told=15)
REVOKED, REVOKED_TOLD = Act(30, "announce_revocation"), Act(30, "announce_revocation", told=35)

# What happened; then, for days: how it stands, and what the public sees.
TABLE: dict[str, tuple[tuple[Act, ...], dict[int, tuple[str, str]]]] = {
    "nothing": ((), {0: ("in_force", "in_force"), 2000: ("expired", "expired")}),
    "a vote that does not suspend": ((Act(10, "suspend", "no"),), {10: ("in_force", "in_force")}),
    "suspended, not told": ((SUSPENDED,), {9: ("in_force", "in_force"), 10: ("suspended", "in_force"), 90: ("suspended", "in_force")}),
    "suspended and told": (
        (SUSPENDED_TOLD,),
        {10: ("suspended", "in_force"), 14: ("suspended", "in_force"), 15: ("suspended", "suspended"), 90: ("suspended", "suspended")},
    ),
    "suspended until a day": (
        (Act(10, "suspend", "yes", told=15, content=until(40)),),
        {40: ("suspended", "suspended"), 41: ("in_force", "in_force")},
    ),
    "suspended until a day, told when it was over": (
        (Act(10, "suspend", "yes", told=50, content=until(40)),), {40: ("suspended", "in_force"), 51: ("in_force", "in_force")},
    ),
    "reinstated before anybody knew": (
        (Act(10, "suspend", "yes", told=25), Act(20, "reinstate")),
        {15: ("suspended", "in_force"), 20: ("in_force", "in_force"), 26: ("in_force", "in_force")},
    ),
    "reinstated after everybody knew": (
        (SUSPENDED_TOLD, Act(20, "reinstate")),
        {19: ("suspended", "suspended"), 20: ("in_force", "in_force")},
    ),
    "revoked, not told": ((REVOKED,), {30: ("revoked", "in_force"), 300: ("revoked", "in_force")}),
    "revoked and told": ((REVOKED_TOLD,), {34: ("revoked", "in_force"), 35: ("revoked", "revoked"), 2000: ("revoked", "revoked")}),
    "suspended and told, revoked and not told": (
        (SUSPENDED_TOLD, REVOKED), {30: ("revoked", "suspended"), 90: ("revoked", "suspended")},
    ),
    "suspended and not told, revoked and told": (
        (SUSPENDED, REVOKED_TOLD), {20: ("suspended", "in_force"), 34: ("revoked", "in_force"), 35: ("revoked", "revoked")},
    ),
    "revoked and told, upheld on appeal": (
        (REVOKED_TOLD, Act(60, "rule", "uphold")), {59: ("revoked", "revoked"), 60: ("in_force", "in_force")},
    ),
    "revoked and not told, upheld on appeal": (
        (Act(30, "announce_revocation", told=70), Act(60, "rule", "uphold")),
        {59: ("revoked", "in_force"), 60: ("in_force", "in_force"), 71: ("in_force", "in_force")},
    ),
    "revoked and told, sent back": (
        (REVOKED_TOLD, Act(60, "rule", "send_back")), {59: ("revoked", "revoked"), 60: ("suspended", "suspended")},
    ),
    "revoked and not told, sent back": (
        (REVOKED, Act(60, "rule", "send_back", told=65)),
        {59: ("revoked", "in_force"), 60: ("suspended", "in_force"), 64: ("suspended", "in_force"), 65: ("suspended", "suspended")},
    ),
    "revoked and told, dismissed": ((REVOKED_TOLD, Act(60, "rule", "dismiss")), {61: ("revoked", "revoked")}),
    "suspended and told, examined and dropped": (
        (SUSPENDED_TOLD, Act(30, "announce_drop")), {29: ("suspended", "suspended"), 30: ("in_force", "in_force")},
    ),
    "examined and dropped": ((Act(30, "announce_drop"),), {30: ("in_force", "in_force")}),
}  # fmt: skip


class Story:
    """An examination of a public certificate, of which only the steps that change something are taken."""

    def __init__(self) -> None:
        edition = edition_row("cal-2022")
        self.office = sits_in(edition.issuer, "office")
        holder = institution_of(edition)
        with clock.at(START):
            self.certificate = Certificate.objects.create(
                issuer=edition.issuer, edition=edition, institution=holder, number="CAL/2026/1", label="2026–2030", valid_from=str(START),
                valid_to="2030-12-31", starts_on=START, ends_on=date(2030, 12, 31), public_from=START, issued_at=clock.now(),
                decided_on=str(START),
            )  # fmt: skip
            append("certificate.released", "certificate", self.certificate.uid, by="time", facts={})
            self.case = self.begun("examination")

    def begun(self, proceeding: str, parent: Case | None = None) -> Case:
        case = Case(
            issuer=self.certificate.issuer, edition=self.certificate.edition, proceeding=proceeding, state="-", parent=parent,
            institution=self.certificate.institution, certificate=self.certificate, begun_at=clock.now(), turned_on=clock.today(),
        )  # fmt: skip
        number_case(case)
        case.save()
        return case

    def take(self, act: Act) -> list[Letter]:
        with clock.at(START + timedelta(days=act.day)):
            appeal = act.step == "rule"
            case = self.begun("appeal", self.case) if appeal else self.case
            if appeal:
                Case.objects.filter(pk=self.case.pk).update(state="revoked")
            step = case.rules.step(act.step)
            assert step
            taken = StepTaken.objects.create(
                case=case, step=act.step, outcome=act.outcome, role=step.by[0], from_state=step.sources[0], to_state="x",
                content=act.content, on=clock.today(), at=clock.now(),
            )  # fmt: skip
            for effect in step.effects:
                if effect.on in (None, act.outcome):
                    apply(effect, taken, take=_act)
            return letters.prepare_for(taken)

    def tell(self, act: Act, made: list[Letter]) -> None:
        with clock.at(START + timedelta(days=act.told or 0)):
            for letter in made:
                sent = letters.send(letter, Letter.Channel.HAND, by=self.office)
                letters.note_delivery(sent, clock.today(), by=self.office)


@pytest.mark.parametrize("name", TABLE)
def test_how_it_stands_and_what_the_public_sees(name: str) -> None:
    acts, days = TABLE[name]
    story = Story()
    happens = [(act.day, 0, act) for act in acts] + [(act.told, 1, act) for act in acts if act.told is not None]
    made: dict[Act, list[Letter]] = {}
    for _day, telling, act in sorted(happens, key=lambda one: one[:2]):
        if telling:
            story.tell(act, made[act])
        else:
            made[act] = story.take(act)
    run_all()
    rows = Certificate.objects.filter(pk=story.certificate.pk)
    for number, (real, public) in days.items():
        day = START + timedelta(days=number)
        fresh = rows.get()
        assert (status_of(fresh, day), status_of(fresh, day, shown=True)) == (real, public), day
        assert (with_status(rows, day).get().status, with_status(rows, day, shown=True).get().status) == (
            real,
            public,
        ), day
        with clock.at(day):
            run_all()
            Browser().visit("/s/CAL/2026/1/").sees(WORDS[public])
            Browser().visit(f"/rejestr/{story.certificate.institution.slug}/").sees(WORDS[public].split()[-1])


def test_a_letter_on_which_something_waits_is_not_dropped_and_its_day_can_be_corrected() -> None:
    story = Story()
    (letter,) = story.take(REVOKED)
    with clock.at(START + timedelta(days=36)):
        with pytest.raises(Refusal, match="czeka"):
            letters.drop(letter, by=story.office)
        sent = letters.send(letter, Letter.Channel.HAND, by=story.office)
    with clock.at(START + timedelta(days=40)):
        assert letter.taken
        run = start_term(letter.taken, "appeal")
        letter.starts.set([run])
        letters.note_delivery(sent, START + timedelta(days=37), by=story.office)
        run.refresh_from_db()
        assert run.started_on == START + timedelta(days=37)
        letters.note_delivery(sent, START + timedelta(days=39), by=story.office)
        run.refresh_from_db()
        assert (run.started_on, run.due_on) == (START + timedelta(days=39), START + timedelta(days=53))
        assert story.certificate.events.get().shown_on == START + timedelta(days=39)
        TermRun.objects.filter(pk=run.pk).update(met_on=clock.today())
        with pytest.raises(Refusal, match="wynik"):
            letters.note_delivery(sent, START + timedelta(days=38), by=story.office)


def test_every_kind_of_act_on_a_certificate_stands_in_the_table() -> None:
    """Whatever step of an examination or an appeal changes a certificate is looked at above."""
    edition = edition_row("cal-2022").built
    changing = {
        step.id
        for name in ("examination",)
        for step in edition.proceedings[name].steps
        for effect in step.effects
        if effect.effect == "certificate" and "appeal" not in step.by
    }
    told = {act.step for acts, _days in TABLE.values() for act in acts}
    assert changing - {"drop"} <= told
    assert {act.outcome for acts, _d in TABLE.values() for act in acts if act.step == "rule"} == set(
        edition.proceedings["appeal"].step("rule").outcomes
    )
