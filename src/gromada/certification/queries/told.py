"""What the institution knows of a case: a step that a letter tells of is seen there once that letter went, as the edition says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gromada.certification.models import Case, Letter, StepTaken
from gromada.certification.queries.editions import as_of

Gone = dict[tuple[int | None, str], list[Letter]]  # letters by the step that prepared them, and by kind


@dataclass(frozen=True)
class Told:
    """`state`: where the case stands as far as the institution knows; `hidden`: steps, by row, that it has not heard of."""

    state: str
    ended: bool
    hidden: frozenset[int] = frozenset()


def told_of(case: Case, taken: Sequence[StepTaken] | None = None) -> Told:
    """`taken`: the steps of the case in their order, where they are read already."""
    taken = list(case.taken.all()) if taken is None else taken
    seen_as, waiting = case.rules.seen_as, _waiting(taken)
    state = case.state
    if waiting:
        known = [t for t in taken if t.pk not in waiting and t.from_state != t.to_state]
        state = known[-1].to_state if known else taken[0].from_state
    hidden = waiting | {t.pk for t in taken if t.to_state in seen_as} | _votes_untold(taken)
    return Told(seen_as.get(state, state), case.closed_on is not None and state == case.state, frozenset(hidden))


def state_seen(case: Case, roles: Iterable[str]) -> str:
    """Where the case stands for whoever has these roles in it: the issuer's side knows, the institution as far as it was told."""
    inside = any(role not in case.edition.built.roles or _is_issuers(case, role) for role in roles)
    return case.state if inside else told_of(case).state


def _is_issuers(case: Case, role: str) -> bool:
    return case.edition.built.roles[role].source != "institution"


def _waiting(taken: Sequence[StepTaken]) -> set[int]:
    """The steps that wait for a letter: their own, or that of the step in another case which caused them."""
    above = {t.cause_id for t in taken if t.cause_id}
    causes = StepTaken.objects.filter(pk__in=above).select_related("case__edition") if above else ()
    asked = {t.pk: _told_by(t) for t in (*causes, *taken)}
    if not any(asked.values()):
        return set()
    gone = _letters(pk for pk, letters in asked.items() if letters)
    waits = {t.pk for t in (*causes, *taken) if any(not _went(t, *one, gone) for one in asked[t.pk].items())}
    return {t.pk for t in taken if t.pk in waits or t.cause_id in waits}


def _told_by(taken: StepTaken) -> dict[str, str]:
    """The letters of a step on which the institution's knowledge of it waits, and whether for their sending or delivery."""
    then = as_of(taken.case, taken.at)
    step, letters = then.rules.step(taken.step), then.edition.built.letters
    names = [item.name for item in step.letters if item.on in (None, taken.outcome)] if step else []
    return {name: letters[name].shown_when for name in names if name in letters and letters[name].shown_when}


def _letters(steps: Iterable[int]) -> Gone:
    found: Gone = {}
    rows = Letter.objects.filter(taken__in=list(steps)).only("taken", "letter", "state", "delivered_on")
    for letter in rows:
        found.setdefault((letter.taken_id, letter.letter), []).append(letter)
    return found


def _went(taken: StepTaken, name: str, when: str, letters: Gone) -> bool:
    """Whether the letter went, was put aside on purpose, or the step came on a paper that its addressee had in hand already."""
    if taken.document and taken.document.delivered_on:
        return True
    return any(
        letter.state == Letter.State.DROPPED
        or letter.delivered_on is not None
        or (when == "sent" and letter.state == Letter.State.SENT)
        for letter in letters.get((taken.pk, name), ())
    )


def _votes_untold(taken: Sequence[StepTaken]) -> set[int]:
    """A vote that leaves the case where it was is told by its letter, if it has one; without a letter it concerns nobody outside."""
    votes = {t.pk for t in taken if t.from_state == t.to_state and _is_vote(t)}
    if not votes:
        return set()
    sent = Letter.objects.filter(taken__in=votes, state=Letter.State.SENT, internal=False)
    return votes - set(sent.values_list("taken", flat=True))


def _is_vote(taken: StepTaken) -> bool:
    step = taken.case.rules.step(taken.step)
    return step is not None and step.how.kind == "vote"
