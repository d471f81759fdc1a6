"""The history of a case as one reader may know it: steps with who took them and on what document, and when it changed its edition."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from gromada.certification.models import Case, EditionMove, StepTaken
from gromada.certification.queries.editions import as_of
from gromada.certification.queries.facts import CaseFacts
from gromada.certification.queries.looking import is_new
from gromada.certification.queries.told import Told, told_of
from gromada.people.models import Person
from gromada.standards.edition.model import Edition, Proceeding
from gromada.ui.typography import longdate


class HistoryPart:
    """What of the page of a case tells of the past; the rest of the page lends it what it knows of the reader."""

    case: Case
    edition: Edition
    rules: Proceeding
    language: str
    inside: bool
    facts: CaseFacts
    person: Person
    since: datetime | None

    def is_news(self, at: datetime | None, *by: int | None) -> bool:
        """Newer than the reader's last look, and not their own."""
        return is_new(at, self.since) and self.person.pk not in by

    def unannounced(self, taken: StepTaken) -> bool:
        """Whether this reader may not know yet of a step that was taken."""
        return not self.inside and taken.pk in self.told.hidden

    @cached_property
    def told(self) -> Told:
        """What the institution knows of the case."""
        return told_of(self.case, self.facts.taken)

    @cached_property
    def history(self) -> list[dict[str, Any]]:
        """Newest first. From outside, steps that are not announced yet are left out."""
        found = []
        for taken in reversed(self.facts.taken):
            if self.unannounced(taken):
                continue
            then = as_of(self.case, taken.at)
            edition, name = then.edition.built, ("proceeding", self.case.proceeding, "step", taken.step)
            what = edition.text(name, self.language, "done") or edition.text(name, self.language)
            if taken.outcome and (self.inside or not self.rules.seen_as):
                what += ": " + edition.text(
                    ("proceeding", self.case.proceeding, "outcome", taken.step, taken.outcome), self.language
                )
            step = then.rules.step(taken.step)
            found.append((taken.at, {
                "date": taken.on, "what": what, "more": f"{self.who_took(taken)}{self._basis(taken)}", "clause": edition.clause(step.clause, self.language) if step else "",
                "new": self.is_news(taken.at, taken.person_id, taken.entered_by_id),
            }))  # fmt: skip
        found += [(move.at, self._moved(move)) for move in self.moves]
        return [item for _at, item in sorted(found, key=lambda one: one[0], reverse=True)]

    @cached_property
    def moves(self) -> list[EditionMove]:
        """The times it went on under another edition, newest first."""
        return (
            list(self.case.moves.select_related("before", "after", "person").order_by("-pk"))
            if self.case.edition_since
            else []
        )

    def _moved(self, move: EditionMove) -> dict[str, Any]:
        what = _("The case goes on under edition %(after)s, no longer %(before)s: %(reason)s") % {
            "after": move.after.version, "before": move.before.version, "reason": move.reason,
        }  # fmt: skip
        role = self.edition.text(("role", move.role), self.language)
        return {
            "date": move.on,
            "what": what,
            "more": f"{move.person.name}, {role}" if self.inside else role,
            "clause": "",
            "new": self.is_news(move.at, move.person_id),
        }

    def who_took(self, taken: StepTaken) -> str:
        """Who took a step, as this reader may know it: names within, from outside only the role of the issuer's side."""
        role = self.edition.text(("role", taken.role), self.language) if taken.role in self.edition.roles else ""
        if taken.person is None:
            return role or self._caused_by(taken) or _("by itself, when the term passed")
        hide = (
            not self.inside
            and self.edition.roles.get(taken.role)
            and self.edition.roles[taken.role].source != "institution"
        )
        names = ", ".join(dict.fromkeys([*self._together.get(taken.pk, ()), taken.person.name]))
        return role if hide else f"{names}, {role}"

    def _caused_by(self, taken: StepTaken) -> str:
        """Which other case took it: a ruling on an appeal moves the case that the appeal is about."""
        if taken.cause is None:
            return ""
        cause = taken.cause.case
        what = cause.edition.built.text(("proceeding", cause.proceeding), self.language)
        return _("as a result of: %(what)s") % {"what": f"{what} {cause.number}".strip()}

    def _basis(self, taken: StepTaken) -> str:
        """On what document it rests, and who entered it; from outside only that there is one."""
        if taken.document is None or taken.entered_by is None:
            return ""
        words = {"how": taken.document.get_channel_display(), "day": longdate(taken.document.dated_on)}
        if not self.inside:
            return "; " + _("entered on a document (%(how)s) of %(day)s") % words
        words["who"] = taken.entered_by.name
        return "; " + _("entered by %(who)s on a document (%(how)s) of %(day)s") % words

    @cached_property
    def _together(self) -> dict[int, list[str]]:
        """The names of those who took a step together, by its row."""
        found: dict[int, list[str]] = {}
        for part in self.case.contributions.filter(taken__isnull=False).select_related("person").order_by("at"):
            found.setdefault(part.taken_id or 0, []).append(part.person.name)
        return found
