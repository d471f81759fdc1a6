"""What the page of a case shows to one reader: whose turn it is, the road, what can be done, the chapters, the history."""

from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.models import NEVER_SENT, Case, Declaration, Letter, Sender, Sitting
from gromada.certification.pages import beginnings as pages
from gromada.certification.pages.history import HistoryPart
from gromada.certification.pages.letter import letters_for, may_handle
from gromada.certification.pages.sitting import may_look
from gromada.certification.pages.terms import terms_of
from gromada.certification.pages.turn import ENDED, Turn, turn_of
from gromada.certification.proceeding import engine
from gromada.certification.proceeding.engine import Offer
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.proceeding.reasons import Reason
from gromada.certification.queries import beginnings
from gromada.certification.queries.editions import as_of
from gromada.certification.queries.entering import enterable
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.moving import editions_for
from gromada.certification.queries.outside import may_know_sender, sender_of
from gromada.certification.queries.reach import roles_may_read
from gromada.certification.queries.roles import Standing, holders_of
from gromada.certification.queries.wording import state_name
from gromada.certification.rules_moving import may_ever_move
from gromada.certification.sentences import language, no
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.model import Form, Step

# Reasons that the step's own page is there to mend; every other one keeps the step greyed.
MENDED_ON_PAGE = frozenset(
    {
        "missing", "too_short", "too_long", "too_few", "too_many", "too_small", "too_large", "not_a_choice", "needs_reason", "bad_date",
        "bad_number", "not_agreed", "vote_needed", "vote_pending", "appointed_few", "appointed_many", "certificate_overlaps",
    }
)  # fmt: skip
# So are these where they are about the step's own form: a score not reached yet must not keep anybody from filling it in.
_OF_THE_FORM = frozenset({"score_share", "score_each", "count"})
# What only time brings: nobody may hand in yet, and everybody may write.
_WAITED_FOR = "certificate_not_ending"


def mended_on_page(reason: Reason, form: str) -> bool:
    """Whether the page of the step is open in spite of the reason: filling in its form takes it away, or it can be written meanwhile."""
    if reason.code in MENDED_ON_PAGE or reason.code == _WAITED_FOR:
        return True
    return reason.code in _OF_THE_FORM and "proceeding" not in reason.facts and reason.facts.get("form", form) == form


class CasePage(HistoryPart):
    """Everything the page reads, each part computed once."""

    since: datetime | None = None  # the end of the visit before: what is newer is marked

    def __init__(self, case: Case, person: Person, standing: Standing | None = None) -> None:
        self.case, self.person = case, person
        self.edition, self.rules, self.language = case.edition.built, case.rules, language()
        self.standing = standing = standing or Standing(person)
        self.actor = Actor(str(person.uid), standing.roles(case))
        self.inside = any(self.edition.roles[role].source != "institution" for role in self.actor.roles)
        self.facts = CaseFacts(case, person)
        self.closed_dossier = standing.must_declare(case)

    @property
    def state(self) -> str:
        return self.case.state if self.inside else self.told.state

    @property
    def ended(self) -> bool:
        """Whether the case is closed as far as the reader knows."""
        return self.case.closed_on is not None if self.inside else self.told.ended

    def state_text(self, state: str | None = None) -> str:
        return state_name(self.case, state or self.state, self.language)

    def proceeding_text(self) -> str:
        return self.edition.text(("proceeding", self.case.proceeding), self.language)

    def annexes(self) -> str:
        return ", ".join(self.edition.text(("part", a), self.language) for a in self.case.annexes)

    @cached_property
    def turn(self) -> Turn:
        if self.ended:
            return ENDED
        mine = self._is_mine(engine.leading(self.rules, self.state))
        return turn_of(self.case, self.state, mine, self.language, None if self.inside else self.told)

    @cached_property
    def begins(self) -> list[dict[str, Any]]:
        """Buttons for the cases that the reader may begin about this one: an appeal."""
        if self.closed_dossier or self.state != self.case.state:
            return []
        return pages.buttons(beginnings.of_case(self.case, self.standing), self.person)

    @cached_property
    def terms(self) -> list[dict[str, Any]]:
        return [line for line in terms_of(self.case, self.person) if self.inside or line["by"] not in self.told.hidden]

    @cached_property
    def knows_sender(self) -> bool:
        return not self.closed_dossier and may_know_sender(self.case, self.person)

    @cached_property
    def sender(self) -> Sender | None:
        """Who wrote from outside, for those who may know it."""
        return sender_of(self.case) if self.knows_sender else None

    @property
    def may_begin(self) -> bool:
        return any(button["allowed"] and not button["open"] for button in self.begins)

    @cached_property
    def related(self) -> list[dict[str, Any]]:
        """The case that this one is about, those about it, and those that one opened for the other."""
        near = Q(pk=self.case.parent_id) | Q(parent=self.case)
        near |= Q(led_from__case=self.case) | Q(taken__leads_to=self.case)
        rows = (
            Case.objects.visible_to(self.person)
            .filter(near)
            .exclude(NEVER_SENT)
            .select_related("edition", "issuer", "parent")
        )
        return [pages.line(CasePage(c, self.person, self.standing)) for c in rows.order_by("pk")]

    def _is_mine(self, lead: Step | None) -> bool:
        """Whether the step that is expected is the reader's to take or to write, and one's own part of it is not in yet."""
        if lead is None or TIME in lead.by or not self._open_to_me(lead):
            return False
        return lead.how.kind != "each" or str(self.person.uid) not in self.facts.contributed(lead.id)

    @cached_property
    def road(self) -> list[dict[str, Any]]:
        """The drawn path: behind with dates, here, ahead. A state off the road is set in after the last one passed."""
        seen = {} if self.inside else self.rules.seen_as
        passed: dict[str, date] = {self.rules.begins: self.case.begun_at.date()}
        for taken in self.facts.taken:
            if taken.to_state in seen or not self.unannounced(taken):
                passed[seen.get(taken.to_state, taken.to_state)] = taken.on
        road = list(self.rules.path or self.rules.states)
        here = self.state
        if here not in road:
            behind = [i for i, state in enumerate(road) if state in passed]
            road.insert((behind[-1] if behind else -1) + 1, here)
        position = road.index(here)
        # Nobody is promised what this case cannot come to by itself: after a refusal no certificate lies ahead.
        reach = engine.within_reach(self.edition, self.rules, here)
        road = [state for i, state in enumerate(road) if i <= position or state in reach]
        turn = self.turn
        found = []
        for i, state in enumerate(road):
            kind = (
                "now"
                if i == position and not turn.ended
                else "done"
                if i <= position and state in passed
                else "ahead"
                if i > position
                else "skipped"
            )
            when = turn.due if kind == "now" else passed.get(state) if kind == "done" else None
            found.append(
                {
                    "state": kind,
                    "name": self.state_text(state),
                    "date": when,
                    "note": _("by then") if kind == "now" and when else "",
                }
            )
        return found if not turn.ended else found[: position + 1]

    @cached_property
    def offers(self) -> list[Offer]:
        if self.closed_dossier or self.case.closed_on:
            return []
        return [self._offer(step) for step in self._open_now if self._open_to_me(step)]

    @property
    def _open_now(self) -> list[Step]:
        """From outside nothing is open on the strength of what is not told yet."""
        known = {step.id for step in self.rules.steps_from(self.state)}
        return [step for step in self.rules.steps_from(self.case.state) if step.id in known]

    def _open_to_me(self, step: Step) -> bool:
        form = self.edition.forms.get(step.form or "")
        return bool(self.actor.roles & {*step.by, *(form.writers if form else ())})

    def _offer(self, step: Step) -> Offer:
        facts = CaseFacts(self.case, self.person, step)
        return Offer(step, tuple(engine.reasons_against(self.edition, step, facts, self.actor, None, filled=False)))

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        """Buttons for what is open to the reader; the step that is expected next is the main one and stands first."""
        found: list[dict[str, Any]] = []
        lead = engine.leading(self.rules, self.state)
        for offer in sorted(self.offers, key=lambda offer: offer.step != lead):
            step = offer.step
            mine = engine.role_for(self.edition, step, self.actor) is not None
            stuck = next((r for r in offer.reasons if not mended_on_page(r, step.form or "")), None)
            first = stuck or next(iter(offer.reasons), None)
            said = no(first, self.case) if first else None
            name = ("proceeding", self.case.proceeding, "step", step.id)
            owed = self.edition.text(name if mine else ("form", step.form or ""), self.language)
            label = self.edition.text(name, self.language, "opens") or owed
            allowed = stuck is None
            main = allowed and step == lead
            found.append({
                "label": label, "owed": owed, "url": reverse("certification:step", args=[self.case.uid, step.id]) if allowed else "", "allowed": allowed,
                "why": said.sentence if said and stuck else self.edition.text(name, self.language, "hint"),
                "clause": (said.clause if said and stuck else ""), "kind": "main" if main else "", "method": "get", "mine": mine,
            })  # fmt: skip
        return found

    @cached_property
    def expected(self) -> dict[str, Any] | None:
        """The step that the case waits for, if it is the reader's to take or write and stands open; what else is possible is no duty."""
        lead = engine.leading(self.rules, self.state)
        if lead is None or self.closed_dossier or not self._open_to_me(lead):
            return None
        return next((s for s in self.steps if s["kind"] == "main"), None)

    @cached_property
    def enters(self) -> bool:
        """Whether the reader enters what comes on paper: the office, while something can be entered or was."""
        office = any(self.edition.roles[role].source == "issuer" for role in self.actor.roles)
        return office and not self.closed_dossier and bool(enterable(self.case) or self.case.documents.exists())

    @cached_property
    def handed_in(self) -> list[dict[str, Any]]:
        """What was handed in and the reader may read, newest last."""
        found = []
        snapshots = {s.taken_id: s for s in self.case.snapshots.all()}
        for taken in self.facts.taken:
            then = as_of(self.case, taken.at)
            step = then.rules.step(taken.step)
            form = then.edition.built.forms.get(step.form or "") if step else None
            if form is None or not taken.content or not self._reads(form) or self.unannounced(taken):
                continue
            snapshot = snapshots.get(taken.pk)
            url = (
                reverse("certification:reading", args=[self.case.uid, snapshot.uid]) if snapshot
                else reverse("certification:content", args=[self.case.uid, taken.uid])
            )  # fmt: skip
            found.append(
                {
                    "title": then.edition.built.text(("form", form.id), self.language),
                    "url": url,
                    "more": self.who_took(taken),
                    "when": taken.on,
                    "new": self.is_news(taken.at, taken.person_id, taken.entered_by_id),
                }
            )
        return found

    def _reads(self, form: Form) -> bool:
        return not self.closed_dossier and roles_may_read(self.case, form, self.actor.roles)

    @property
    def shows_judging(self) -> bool:
        """Whether the proceeding knows opinions or votes at all; a short one does not."""
        return self.inside and any(step.how.kind != "one" for step in self.rules.steps)

    @property
    def shows_people(self) -> bool:
        """Whether anybody is ever appointed in the proceeding."""
        forms = [self.edition.forms[step.form] for step in self.rules.steps if step.form]
        return bool(self.people) or any(field.role for form in forms for field in form.fields)

    @cached_property
    def contributions(self) -> list[dict[str, Any]]:
        """Parts of steps that several take: one's own always, the others' once all are in."""
        found = []
        for part in self.case.contributions.select_related("person"):
            own = part.person_id == self.person.pk
            then = as_of(self.case, part.at)
            step, forms = then.rules.step(part.step), then.edition.built.forms
            if step is None or not step.form or not (own or (self.inside and self._reads(forms[step.form]))):
                continue
            opened = own or part.taken_id is not None or not step.how.blind
            found.append({
                "who": part.person.name, "title": then.edition.built.text(("form", step.form), self.language), "when": part.at,
                "url": reverse("certification:content", args=[self.case.uid, part.uid]) if opened else "", "open": opened,
                "new": self.is_news(part.at, part.person_id),
            })  # fmt: skip
        return found

    @property
    def judged(self) -> int:
        """How many opinions and sittings the chapter about them lists."""
        return len(self.contributions) + len(self.sittings)

    @cached_property
    def may_move(self) -> bool:
        """Whether there is another edition to which the reader may move it."""
        return not self.closed_dossier and may_ever_move(self.case, self.person) and bool(editions_for(self.case))

    @cached_property
    def people(self) -> list[dict[str, Any]]:
        """Who is appointed to the case, with the declaration that each made (shown on the issuer's side only)."""
        said = {d.person_id: d for d in self.case.declarations.filter(current=True)}
        found = []
        for role in self.edition.roles.values():
            if role.source == "case" and (self.inside or role.one_of):
                for person in holders_of(self.case, role):
                    found.append({
                        "name": person.name, "role": self.edition.text(("role", role.id), self.language), "declaration": said.get(person.pk),
                    })  # fmt: skip
        asked = [
            d
            for d in self.case.declarations.filter(current=True).select_related("person")
            if d.person.name not in {f["name"] for f in found}
        ]
        if self.inside:
            found += [
                {"name": d.person.name, "role": self.edition.text(("role", d.role), self.language), "declaration": d}
                for d in asked
            ]
        return found

    @cached_property
    def letters(self) -> list[Letter]:
        found = list(letters_for(self.case, self.person)[:12])
        for letter in found:
            told = letter.sent_at or (letter.prepared_at if self.handles_letters else None)
            letter.new = self.is_news(told, letter.sent_by_id)  # type: ignore[attr-defined]
        return found

    @cached_property
    def handles_letters(self) -> bool:
        return may_handle(self.case, self.person)

    @cached_property
    def letters_waiting(self) -> list[Letter]:
        """Letters of the case that wait for the reader to read and send them; oldest first."""
        return [m for m in reversed(self.letters) if m.state in Letter.WAITING] if self.handles_letters else []

    @property
    def term_waits(self) -> bool:
        """Whether what the reader may do has a term that runs only from the day on which a letter reaches them."""
        known = self.case.terms.all() if self.inside else self.case.terms.exclude(started_by__in=self.told.hidden)
        return any(t.met_on is None and t.due_on is None for t in known)

    @cached_property
    def sittings(self) -> list[Sitting]:
        return (
            [s for s in self.case.sittings.prefetch_related("attendances") if may_look(s, self.person)]
            if self.inside
            else []
        )

    def my_declaration(self) -> Declaration | None:
        return self.case.declarations.filter(person=self.person, current=True).first()

    @cached_property
    def days_left(self) -> int | None:
        due = self.turn.due
        return (due - clock.today(self.edition.zone)).days if due else None
