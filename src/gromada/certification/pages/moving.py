"""Moving an open case to another edition, before it is done and after: what changes, what no longer fits, why."""

from datetime import date
from functools import cached_property
from typing import Any

from gromada.certification.models import Case, EditionMove
from gromada.certification.pages.differing import Line, other_lines, question_lines, standard_lines
from gromada.certification.pages.unfit import said_of_unfit
from gromada.certification.queries.moving import parts_under, recounted, unfit
from gromada.certification.queries.reach import roles_may_read
from gromada.certification.queries.roles import roles_of
from gromada.certification.rules_moving import against_moving
from gromada.certification.sentences import language
from gromada.kit.refusal import No
from gromada.people.models import Person
from gromada.standards.edition.diff import compare
from gromada.standards.models import Edition
from gromada.ui.typography import longdate


class MovePage:
    def __init__(self, case: Case, edition: Edition, person: Person) -> None:
        self.case, self.edition, self.person = case, edition, person
        self.before, self.after = case.edition.built, edition.built

    @cached_property
    def _found(self) -> Any:
        return compare(self.before, self.after)

    @cached_property
    def refused(self) -> list[No]:
        return against_moving(self.case, self.edition, self.person)

    @property
    def standards(self) -> list[Line]:
        return standard_lines(self.before, self.after, self._found, parts_under(self.case, self.after))

    @property
    def questions(self) -> list[tuple[str, list[Line]]]:
        """By form, only where something is otherwise."""
        found = []
        for id in dict.fromkeys(s.form for s in self.case.rules.steps if s.form):
            if id in self.before.forms and id in self.after.forms:
                lines = question_lines(self.before, self.after, self.before.forms[id], self.after.forms[id])
                found.append((self.after.text(("form", id), language()), lines))
        return [(name, lines) for name, lines in found if lines]

    @property
    def others(self) -> list[str]:
        return list(other_lines(self.before, self.after, self._found, self.case.proceeding))

    @cached_property
    def terms(self) -> list[dict[str, str]]:
        return [
            {
                "name": self.before.text(("term", term.run.term), language()),
                "was": longdate(term.was) if term.was else "",
                "will_be": longdate(term.will_be) if term.will_be else "",
            }
            for term in recounted(self.case, self.after)
        ]

    @cached_property
    def unfit(self) -> list[dict[str, Any]]:
        """What the reader may read of it; of the rest only how much."""
        return readable([said_of_unfit(self.case, one) for one in unfit(self.case, self.after)], self.case, self.person)

    @cached_property
    def unfit_count(self) -> int:
        return len(unfit(self.case, self.after))


def readable(kept: list[dict[str, Any]], case: Case, person: Person, forms: Any = None) -> list[dict[str, Any]]:
    """Of what was kept, what the person may read: one's own copy, or the shared one of a form whose readers include them."""
    roles, known = roles_of(person, case), forms or case.edition.built.forms
    return [
        one
        for one in kept
        if one["owner"] == str(person.uid)
        or (not one["owner"] and one["form"] in known and roles_may_read(case, known[one["form"]], roles))
    ]


def kept_of(move: EditionMove, person: Person) -> list[dict[str, Any]]:
    return readable(move.kept, move.case, person, move.before.built.forms)


def terms_of_move(move: EditionMove) -> list[dict[str, str]]:
    """Terms whose last day has changed with the move."""
    edition = move.before.built
    return [
        {
            "name": edition.text(("term", one["term"]), language()),
            "was": longdate(date.fromisoformat(one["was"])) if one["was"] else "",
            "will_be": longdate(date.fromisoformat(one["is"])) if one["is"] else "",
        }
        for one in move.terms
    ]
