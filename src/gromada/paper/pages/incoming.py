"""What the office reads of the letters that came in."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.urls import reverse

from gromada.certification.models import Case
from gromada.certification.pages.beginnings import OnPaper, on_paper
from gromada.certification.proceeding.seeing import OFFICE
from gromada.certification.queries.entering import enterable, may_enter
from gromada.certification.queries.reach import open_entry
from gromada.certification.sentences import language
from gromada.institutions.models import Membership, in_force
from gromada.kit import clock
from gromada.paper.actions.incoming import files_of
from gromada.paper.models import Incoming, Package
from gromada.paper.package_facts import Difference, differences
from gromada.paper.signatures import Signature, signatures_in
from gromada.paper.suggesting import Suggestion, suggestions
from gromada.people.models import Issuer, Person
from gromada.standards.edition.model import Step

SHOWN = 200


def office_of(person: Person) -> Issuer | None:
    """The issuer in whose office the person works today."""
    row = (
        Membership.objects.filter(in_force(clock.today()), person=person, body=OFFICE).select_related("issuer").first()
    )
    return row.issuer if row else None


def letters_of(person: Person) -> dict[str, Any]:
    """What waits for a case, and what was dealt with, newest first."""
    seen = Incoming.objects.visible_to(person).select_related("case__institution")
    waiting = seen.filter(case__isnull=True, put_aside_at__isnull=True)
    return {"waiting": waiting[:SHOWN], "done": seen.exclude(pk__in=waiting.values("pk"))[:SHOWN]}


class LetterPage:
    def __init__(self, letter: Incoming, person: Person) -> None:
        self.letter, self.person = letter, person

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return suggestions(self.letter, self.person)

    @cached_property
    def files(self) -> list[tuple[str, str]]:
        return [(row.name, reverse("records:file", args=[row.uid])) for row in files_of(self.letter)]

    @cached_property
    def signatures(self) -> list[Signature]:
        """Electronic signatures of every PDF that came with it."""
        pdfs = [row for row in files_of(self.letter) if row.file.media_type == "application/pdf"]
        return [one for row in pdfs for one in signatures_in(row.file.path, settings.TRUST_ROOTS)]

    @cached_property
    def package(self) -> Package | None:
        found = (
            Package.objects.filter(code=self.letter.code, case__issuer=self.letter.issuer) if self.letter.code else None
        )
        return found.select_related("case__edition", "case__institution").first() if found else None

    @cached_property
    def differences(self) -> list[Difference]:
        """Nothing once its step was taken: what was handed in is what was signed."""
        package = self.package
        return differences(package) if package and not self.letter.used else []

    @cached_property
    def case_url(self) -> str:
        case = self.letter.case
        seen = case and Case.objects.visible_to(self.person).filter(pk=case.pk).exists()
        return reverse("certification:case", args=[case.uid]) if case and seen else ""

    @cached_property
    def waits_url(self) -> str:
        """Where the step that rests on it is still to be entered; "" once it was."""
        case, document = self.letter.case, self.letter.document
        if case is None or document is None or not self.case_url or not may_enter(case, self.person):
            return ""
        taken = document.withdrawn_at or document.taken.exists() or document.parts.exists()
        url = reverse("certification:entered_step", args=[case.uid, document.uid])
        return url if not taken and open_entry(document) else ""

    def steps(self) -> list[dict[str, str]]:
        """What can be entered on it; a package that says something else than the case now says nothing that could be entered."""
        case = self.letter.case
        if case is None or self.letter.used or not may_enter(case, self.person):
            return []
        kept = {self.package.step} if self.package and self.package.case_id == case.pk and self.differences else set()
        return [
            {"name": self.step_text(step), "url": reverse("paper:enter", args=[self.letter.uid, step.id])}
            for step in enterable(case)
            if step.id not in kept
        ]

    def beginnings(self) -> list[OnPaper]:
        """What the letter may begin: a case about its case, or about the certificate that came of it."""
        case = self.letter.case
        if case is None or self.letter.used or not may_enter(case, self.person):
            return []
        found = [*on_paper(case, self.person), *(on_paper(case.certificate, self.person) if case.certificate else ())]
        return [replace(one, url=one.url and self._begin_url(one)) for one in found]

    def _begin_url(self, one: OnPaper) -> str:
        return reverse("paper:begin", args=[self.letter.uid, one.proceeding])

    def step_text(self, step: Step) -> str:
        case = self.letter.case
        assert case is not None
        return case.edition.built.text(("proceeding", case.proceeding, "step", step.id), language())

    def known(self) -> dict[str, Any]:
        """What the letter itself says for the form of a document."""
        letter = self.letter
        channel = {"message": "mail", "pdf": "scan", "photo": "scan"}.get(letter.kind, "scan")
        known = {"channel": channel, "received_on": letter.received_on, "dated_on": letter.dated_on}
        if self.signatures:
            known["signature"] = "qualified"
        return {name: value for name, value in known.items() if value}
