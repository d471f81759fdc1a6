"""Asking anew, as the holder sees it: what the edition says otherwise now, and per standard what still stands and may be taken over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.actions.renewing import Taken
from gromada.certification.models import Case, Certificate
from gromada.certification.pages.claims import Judged, judged
from gromada.certification.pages.differing import Line, other_lines, question_lines, standard_line
from gromada.certification.pages.places import code, title
from gromada.certification.proceeding.facts import Actor
from gromada.certification.proceeding.rules import opening_day
from gromada.certification.queries.beginnings import first_state
from gromada.certification.queries.facts import held_until
from gromada.certification.queries.proposals import label, validity_end
from gromada.certification.queries.reading import snapshot_to_read
from gromada.certification.queries.renewing import Renewal, kept_paths, open_request, records_again, root_of
from gromada.certification.queries.roles import Standing
from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.people.models import Person
from gromada.standards.edition.carrying import Carried, CarriedOver
from gromada.standards.edition.diff import compare
from gromada.standards.edition.model import Edition, Standard, Step
from gromada.ui.typography import longdate


@dataclass(frozen=True)
class Said:
    """What was said of one node then: its answer, its story, and whether the answer comes along."""

    title: str
    answer: Judged | None
    story: str
    again: bool = False  # the question reads otherwise: it is answered anew


@dataclass
class Offered:
    """A top standard of the new edition."""

    id: str
    code: str
    name: str
    lines: list[Line] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    behind: int = 0  # evidence that stays behind
    answers: int = 0  # places that would be filled
    is_new: bool = False

    @property
    def offers(self) -> bool:
        return bool(self.answers or self.evidence)

    @property
    def kind(self) -> str:
        return "new" if self.is_new else "changed" if self.lines else "same"


class RenewalPage:
    def __init__(self, renewal: Renewal, person: Person) -> None:
        self.renewal, self.person = renewal, person
        self.certificate: Certificate = renewal.certificate
        self.before, self.after = renewal.before, renewal.after
        self.language = language()

    @cached_property
    def draft(self) -> Case:
        """The request as it would be begun; not saved."""
        holder, unit = self.renewal.holder
        rules = self.after.proceedings[self.renewal.proceeding]
        return self.going_on or Case(
            issuer=self.renewal.edition.issuer, edition=self.renewal.edition, proceeding=rules.id, state=first_state(rules),
            institution=holder, unit=unit, annexes=list(self.renewal.annexes),
        )  # fmt: skip

    @cached_property
    def going_on(self) -> Case | None:
        return open_request(self.renewal)

    @cached_property
    def _step(self) -> Step | None:
        return next(iter(self.draft.rules.steps_from(self.draft.state)), None)

    @cached_property
    def may_begin(self) -> bool:
        """Whether the reader is one of those who write the request."""
        step = self._step
        form = self.after.forms.get(step.form or "") if step else None
        actor = Actor(str(self.person.uid), Standing(self.person).roles(self.draft))
        return step is not None and bool(actor.roles & {*step.by, *(form.writers if form else ())})

    @cached_property
    def reads(self) -> bool:
        """Whether the reader may read the old request: whoever writes the new one, and whoever could read it all along."""
        source = self.renewal.source
        if source is None or self.may_begin:
            return source is not None
        seen = Case.objects.visible_to(self.person).filter(pk=source.case_id).exists()
        return seen and snapshot_to_read(source.case, source.uid, self.person) is not None

    @property
    def takes_over(self) -> bool:
        """Whether there is still something to be written that anything could be taken over into."""
        case = self.going_on
        same = case is None or (case.edition_id == self.renewal.edition.pk and not case.number)
        return same and self.renewal.source is not None

    # When, and for how long.

    @cached_property
    def _held_until(self) -> date | None:
        return held_until(self.draft, clock.today(self.after.zone))

    @property
    def opens(self) -> date | None:
        """The first day on which the request may be sent, where the edition sets one that is still ahead."""
        rules = self._step.provided if self._step else ()
        waits = [
            opening_day(r, self._held_until) for r in rules if r.rule == "certificate" and r.args["is"] == "ending"
        ]
        day = max((d for d in waits if d and d != date.max), default=None)
        return day if day and day > clock.today(self.after.zone) else None

    @property
    def when(self) -> list[str]:
        """How long the present one counts, from when the next can be asked for, and what term it would have."""
        said = []
        if self._held_until and self._held_until != date.max:
            said.append(_("The present certificate counts until %(day)s.") % {"day": longdate(self._held_until)})
        else:
            said.append(_("No certificate of this scheme counts now: the next one begins with the day of its award."))
        if self.opens:
            said.append(
                _("The next request can be sent from %(day)s; you may write it already now.")
                % {"day": longdate(self.opens)}
            )
        elif self._held_until:
            said.append(_("The next request can be sent now."))
        return [*said, *self._next_term()]

    def _next_term(self) -> Iterator[str]:
        if self._held_until is None or self._held_until == date.max:
            return
        begins = self._held_until + timedelta(days=1)
        ends = validity_end(self.after.certificate, begins)
        if ends:
            words = {
                "from": longdate(begins),
                "to": longdate(ends),
                "label": label(self.after.certificate, begins, ends),
            }
            yield (
                _(
                    "Awarded before that day, the next one counts from %(from)s until %(to)s (%(label)s): no day is lost."
                )
                % words
            )

    @property
    def clause(self) -> str:
        return self.after.clause(self.after.certificate.clause, self.language)

    # What is otherwise.

    @property
    def is_other_edition(self) -> bool:
        return self.before.id != self.after.id

    @cached_property
    def _found(self) -> Any:
        return compare(self.before, self.after)

    @cached_property
    def _compared(self) -> CarriedOver:
        return self.renewal.compared(self.parts)

    @property
    def parts(self) -> tuple[str, ...]:
        return self.after.parts_for(tuple(self.draft.annexes))

    @property
    def others(self) -> list[str]:
        return (
            list(other_lines(self.before, self.after, self._found, self.renewal.proceeding))
            if self.is_other_edition
            else []
        )

    @property
    def questions(self) -> list[Line]:
        source, form = self.renewal.source, self.renewal.form
        if not self.is_other_edition or source is None or form is None:
            return []
        return question_lines(self.before, self.after, self.before.forms[source.form], form)

    @cached_property
    def offered(self) -> list[Offered]:
        """Every top standard of the new request: what is otherwise in it, and what could be taken over."""
        found = []
        for root in self.after.roots(self.parts):
            one = Offered(root.id, code(root), self.after.text(("standard", root.id), self.language))
            if self.is_other_edition and self.before.standards:
                one.is_new = root.id not in self.before.standards
                one.lines = [line for line in (self._line(n.id) for n in self._under(root)) if line]
            self._fill(one, root)
            found.append(one)
        return found

    def _line(self, id: str) -> Line | None:
        return standard_line(self.before, self.after, id, self._found)

    def _under(self, root: Standard) -> list[Standard]:
        """The node and everything beneath it, and what the edition before had there."""
        here = [n for n in self.after.walk(self.parts) if root_of(self.after, n) == root.id]
        gone = [
            n
            for n in self.before.standards.values()
            if n.id not in self.after.standards and root_of(self.before, n) == root.id
        ]
        return here + gone

    def _fill(self, one: Offered, root: Standard) -> None:
        nodes: set[str] = set()
        for changed, carried in ((False, self._compared.stands), (True, self._compared.changed)):
            for each in (c for c in carried if root_of(self.after, c.node) == root.id):
                nodes.add(each.node.id)
                one.answers += len(kept_paths(each, changed=changed))
                if each.held and self.reads:
                    one.said.append(self._said(self.after, each, again=changed))
        rows = [row for row in self.renewal.evidence if row["node"] in nodes] if self.reads else []
        one.evidence = [row["title"] for row in rows if row["record"] in self._again]
        one.behind = len(rows) - len(one.evidence)

    @cached_property
    def _again(self) -> dict[str, Any]:
        return records_again(self.renewal.evidence, self.draft)

    @property
    def dropped(self) -> list[Line]:
        """Top standards that are no more, with what stood under them."""
        if not self.is_other_edition:
            return []
        nodes = [n for n in self.before.standards.values() if root_of(self.before, n) not in self.after.standards]
        return [line for line in (self._line(n.id) for n in nodes) if line and line.kind == "dropped"]

    @property
    def counts(self) -> dict[str, int]:
        """How many standards and indicators are new, read otherwise, or are dropped."""
        kinds = [line.kind for one in self.offered for line in one.lines] + [line.kind for line in self.dropped]
        return {kind: kinds.count(kind) for kind in ("new", "changed", "dropped")}

    @property
    def gone(self) -> list[Said]:
        """What was said of standards that are asked no more; it stays in the old request."""
        return [self._said(self.before, each) for each in self._compared.dropped] if self.reads else []

    def _said(self, edition: Edition, one: Carried, *, again: bool = False) -> Said:
        values = {path.split(":", 2)[2] if path.count(":") > 1 else "": said for path, said in one.held.items()}
        scale = next((edition.scales[f.scale] for f in self._trees(edition) if f.scale), None)
        answer = (
            judged(edition, scale, scale.value(str(values[""])), str(values.get("reason") or ""))
            if scale and values.get("")
            else None
        )
        return Said(title(edition, one.node), answer, str(values.get("narrative") or ""), again)

    def _trees(self, edition: Edition) -> Iterator[Any]:
        form = (
            self.renewal.form
            if edition is self.after
            else edition.forms.get(self.renewal.source.form if self.renewal.source else "")
        )
        if form and form.tree:
            yield form.tree

    @cached_property
    def plain(self) -> list[str]:
        """Names of places beside the standards that may be taken over."""
        form = self.renewal.form
        return (
            [self.after.text(("form", form.id, "field", id), self.language) for id in self.renewal.plain()]
            if form
            else []
        )


def told(taken: Taken) -> str:
    """What came over, in a sentence for whoever pressed the button."""
    said = [_("The next request is open.")]
    if taken.answers or taken.evidence:
        words = {
            "answers": ngettext("%(n)d place", "%(n)d places", taken.answers) % {"n": taken.answers},
            "evidence": ngettext("%(n)d piece of evidence", "%(n)d pieces of evidence", taken.evidence) % {"n": taken.evidence},
        }  # fmt: skip
        said.append(
            _("Taken over: %(answers)s, %(evidence)s. Each waits for somebody to look whether it is still so.") % words
        )
    if taken.refused:
        said.append(
            _(
                "Some of it stayed behind: files that are gone, texts with a PESEL number, records of another institution. Add them anew."
            )
        )
    return " ".join(said)
