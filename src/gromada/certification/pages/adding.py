"""The page on which evidence is brought forward for a node: something new, or what the institution has already."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http import Http404

from gromada.certification.forms.evidence import ASKED, EvidenceForm, PickForm
from gromada.certification.models import Case
from gromada.certification.pages.evidence import more_of
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.nodes import NodeView, described
from gromada.certification.pages.sheet import SheetPage
from gromada.certification.queries.evidence import records_to_pick
from gromada.certification.queries.roles import Standing
from gromada.people.models import Person
from gromada.records.models import Record
from gromada.standards.edition.model import Standard, Step
from gromada.ui.forms import Choice


class Adding(SheetPage):
    """What a page of adding shows, whoever adds: of `node`, with `records` that could be picked."""

    node: Standard
    asked = {name: " ".join(kinds) for name, kinds in ASKED.items()}

    @cached_property
    def records(self) -> Sequence[Record]:
        return ()

    @cached_property
    def subject(self) -> NodeView:
        return described(self.edition, self.node)

    def new_form(self, *given: Any) -> EvidenceForm:
        first = self.node.evidence
        return EvidenceForm(*given, first=first, initial={"kind": first[0] if first else None})

    def pick_form(self, data: Any = None) -> PickForm | None:
        rows = [(str(r.uid), Choice(r.title, more=more_of(r))) for r in self.records]
        return PickForm(data, records=rows) if rows else None

    def picked(self, form: PickForm) -> list[Record]:
        chosen = set(form.cleaned_data["records"])
        return [record for record in self.records if str(record.uid) in chosen]

    def back_url(self, added: str = "") -> str:
        return self.places.evidence_url(self.node, added) if self.places else ""


class AddingPage(Adding, NodePage):
    def __init__(self, case: Case, step: Step, person: Person, standing: Standing, node: str) -> None:
        super().__init__(case, step, person, standing, node)
        if not self.takes_evidence:
            raise Http404

    @cached_property
    def records(self) -> Sequence[Record]:
        form = self.form
        return records_to_pick(self.case, form.id, self.node) if form else []
