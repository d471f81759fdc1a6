"""The page on which evidence is brought forward for a node: something new, or what the institution has already."""

from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse

from gromada.certification.forms.evidence import ASKED, EvidenceForm, PickForm
from gromada.certification.models import Case
from gromada.certification.pages.evidence import more_of
from gromada.certification.pages.node import NodePage
from gromada.certification.pages.nodes import NodeView, described
from gromada.certification.queries.evidence import records_to_pick
from gromada.certification.queries.roles import Standing
from gromada.people.models import Person
from gromada.records.models import Record
from gromada.standards.edition.model import Step
from gromada.ui.forms import Choice


class AddingPage(NodePage):
    asked = {name: " ".join(kinds) for name, kinds in ASKED.items()}

    def __init__(self, case: Case, step: Step, person: Person, standing: Standing, node: str) -> None:
        super().__init__(case, step, person, standing, node)
        if not self.takes_evidence:
            raise Http404

    @cached_property
    def about(self) -> NodeView:
        return described(self.edition, self.node)

    @cached_property
    def records(self) -> list[Record]:
        form = self.form
        return records_to_pick(self.case, form.id, self.node) if form else []

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
        """Where the node is written; a new piece is looked at once more there."""
        query = f"?added={added}" if added else ""
        if self.places and self.places.on_one_page:
            return f"{reverse('certification:step', args=[self.case.uid, self.step.id])}{query}#evidence-{self.node.id}"
        return f"{self.places.node_url(self.node) if self.places else ''}{query}#evidence-{self.node.id}"
