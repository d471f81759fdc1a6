"""What the office sees when it enters what came on paper: which steps can be entered, and the page of one of them."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from gromada.certification.actions.entering import files_of
from gromada.certification.forms.entering import DocumentForm
from gromada.certification.models import Case, Contribution, Document
from gromada.certification.pages.adding import Adding
from gromada.certification.pages.beginnings import OnPaper, on_paper
from gromada.certification.pages.case import CasePage
from gromada.certification.pages.evidence import Shown, file_url
from gromada.certification.pages.nodes import NodeView
from gromada.certification.pages.places import Places
from gromada.certification.pages.step import StepPage
from gromada.certification.proceeding.facts import Actor
from gromada.certification.queries.asking import PageFacts
from gromada.certification.queries.entering import enterable, paper_roles
from gromada.certification.queries.reach import copy_of_signer, open_entry
from gromada.certification.queries.roles import Standing
from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.people.models import Person
from gromada.records.models import Attachment
from gromada.standards.edition.model import Form, Standard, Step
from gromada.ui.typography import longdate


class PaperPlaces(Places):
    """All of a form on one page: what stands on paper is copied from top to bottom."""

    on_one_page = True  # type: ignore[assignment]

    def __init__(self, case: Case, step: Step, form: Form, document: Document) -> None:
        super().__init__(case, step, form)
        self._where = (case.uid, document.uid)
        self._home = reverse("certification:entered_step", args=self._where)

    def url(self, path: str, on_page: Any = ()) -> str:
        return f"{'' if path in on_page else self._home}#{self.anchor(path)}"

    def node_url(self, node: Standard) -> str:
        return self._home

    def adding_url(self, node: Standard) -> str:
        return reverse("certification:evidence_on_paper", args=[*self._where, node.id])

    def evidence_url(self, node: Standard, added: str = "") -> str:
        return f"{self._home}{f'?added={added}' if added else ''}#evidence-{node.id}"


class EnteredStepPage(StepPage):
    """A step's own form with its own rules, written by the office from a document, in the name of whoever signed."""

    def __init__(self, document: Document, person: Person, standing: Standing) -> None:
        case = document.case
        step = case.rules.step(document.step)
        assert step is not None
        super().__init__(case, step, person, standing)
        self.entry = document
        self.signer = document.signers.order_by("pk").first()
        self.actor = Actor(str(self.signer.uid) if self.signer else "", frozenset({document.role}))
        self.owner = copy_of_signer(document, step)
        self.places = PaperPlaces(case, step, self.form, document) if self.form else None

    presence_url = ""  # typed from paper by one person

    @property
    def save_url(self) -> str:
        assert self.entry is not None
        return reverse("certification:save_on_paper", args=[self.case.uid, self.entry.uid]) if self.form else ""

    @cached_property
    def own_part(self) -> Contribution | None:
        return None

    @property
    def is_open(self) -> bool:
        return self.entry is not None and open_entry(self.entry) is not None

    @cached_property
    def _facts(self) -> PageFacts:
        assert self.entry is not None
        facts = PageFacts(self.case, self.signer or self.person, self.step, self.copy)
        for rule in self.step.provided:
            if rule.rule == "agreed":  # whoever signed agrees by that
                signed = {str(p.uid): self.entry.entered_at for p in self.entry.signers.all()}
                facts.agreed_at(str(rule.args["form"])).update(signed)
        return facts.judged_on(self.entry.counts_on)

    @cached_property
    def nodes(self) -> list[NodeView]:
        """Every node that is answered, each story once, at the first node that it is about."""
        told: set[str] = set()
        found = []
        for node in self.places.answered if self.places else ():
            view = self.node_view(node, stories=True)
            view.stories = [(label, box) for label, box in view.stories if box.path not in told]
            told |= {box.path for _label, box in view.stories}
            view.evidence = [self._openable(item) for item in view.evidence]
            found.append(view)
        return found

    def _openable(self, item: Shown) -> Shown:
        """Files of the institution's own records are named; they open for its own people."""
        return replace(item, files=[replace(file, url="") for file in item.files])

    def about(self) -> list[tuple[str, str]]:
        """The document in lines: what it is called, and what it says of itself."""
        assert self.entry is not None
        return described(self.entry)

    def files(self) -> list[tuple[str, str]]:
        assert self.entry is not None
        return named_files(files_of([self.entry]).get(str(self.entry.uid), []))


class PaperAddingPage(Adding, EnteredStepPage):
    """What came with a document as evidence for a node. Records that are there already are the institution's own to bring."""

    def __init__(self, document: Document, person: Person, standing: Standing, node: str) -> None:
        super().__init__(document, person, standing)
        if not self.takes_evidence or self.places is None or node not in self.places.by_id:
            raise Http404
        self.node = self.places.by_id[node]


def described(document: Document) -> list[tuple[str, str]]:
    edition = document.case.edition.built
    signature = edition.text(("signature", document.signature), language()) if document.signature else ""
    lines = [
        (_("Signed by"), f"{document.sender}, {edition.text(('role', document.role), language())}"),
        (_("Signature"), f"{signature}{': ' if document.signature_note else ''}{document.signature_note}"),
        (_("Came as"), document.get_channel_display()),
        (_("Date of the document"), longdate(document.dated_on)),
        (_("Posted on"), longdate(document.posted_on) if document.posted_on else ""),
        (_("Received on"), longdate(document.received_on)),
        (_("Delivered to the addressee on"), longdate(document.delivered_on) if document.delivered_on else ""),
        (_("Their file number"), document.their_number),
        (_("Our file number"), document.our_number),
    ]
    return [(name, said) for name, said in lines if said]


def named_files(rows: list[Attachment]) -> list[tuple[str, str]]:
    return [(row.name, file_url(row)) for row in rows]


@dataclass
class Entered:
    """A document of the case, and what came of it."""

    document: Document
    what: str
    state: str
    url: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)


class EnteringPage(CasePage):
    """The documents of a case, and the steps that could be entered on a further one."""

    def open_steps(self) -> list[dict[str, str]]:
        found = []
        for step in enterable(self.case):
            roles = ", ".join(
                self.edition.text(("role", role.id), self.language) for role in paper_roles(self.case, step)
            )
            url = reverse("certification:write_document", args=[self.case.uid, step.id])
            found.append({"name": self.step_text(step.id), "who": roles, "url": url})
        return found

    def beginnings(self) -> list[OnPaper]:
        """A case about this one, that a letter begins: an appeal."""
        return on_paper(self.case, self.person)

    def step_text(self, step: str) -> str:
        return self.edition.text(("proceeding", self.case.proceeding, "step", step), self.language)

    def documents(self) -> list[Entered]:
        rows = list(self.case.documents.prefetch_related("taken", "parts", "declarations").order_by("-pk"))
        files = files_of(rows)
        return [self._entered(row, named_files(files.get(str(row.uid), []))) for row in rows]

    def _entered(self, document: Document, files: list[tuple[str, str]]) -> Entered:
        what = self.step_text(document.step) if document.step else _("Declaration of impartiality")
        if document.withdrawn_at:
            return Entered(document, what, _("put aside"), files=files)
        if document.taken.all() or document.parts.all() or document.declarations.all():
            return Entered(document, what, _("entered"), files=files)
        url = reverse("certification:entered_step", args=[self.case.uid, document.uid]) if open_entry(document) else ""
        return Entered(document, what, _("waits to be entered") if url else _("nothing was entered on it"), url, files)


def document_form(case: Case, step: Step, *sent: Any, **initial: Any) -> DocumentForm:
    return DocumentForm(*sent, case=case, step=step, today=clock.today(case.edition.built.zone), initial=initial)
