"""The pages on which somebody without an account writes about a certificate, and reads what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from django.core import signing

from gromada.certification.forms.remark import EditionForm, WriteForm
from gromada.certification.models import Certificate, Letter, Sender
from gromada.certification.proceeding.seeing import unseen_by_institutions
from gromada.certification.queries.beginnings import edition_for, step_outside
from gromada.certification.queries.outside import answer_is_coming, answers_to
from gromada.certification.sentences import language
from gromada.kit import clock
from gromada.kit.ids import new_uid
from gromada.standards.edition.model import Field

SEND, KEY = "-send", "-key"
LASTS = timedelta(days=2)  # a page may stay open over a night
_SALT = "gromada.certification.remark"


class RemarkPage:
    """One certificate, and how far somebody has come: `posted` is what the page before sent."""

    def __init__(self, certificate: Certificate, posted: Mapping[str, str]) -> None:
        self.certificate, self.posted, self.language = certificate, posted, language()
        edition, found = edition_for(certificate), step_outside(certificate)
        self.edition = edition.built if edition else certificate.edition.built
        self.proceeding = found[0] if found else None
        self.step = found[1] if found else None
        self.asks = self.edition.forms[self.step.form] if self.step and self.step.form else None

    @property
    def holder(self) -> str:
        return known_as(self.certificate, clock.today(self.edition.zone))

    @property
    def name(self) -> str:
        return self.edition.text(("form", self.asks.id), self.language) if self.asks else ""

    @property
    def lead(self) -> str:
        return self.edition.text(("form", self.asks.id), self.language, "lead") if self.asks else ""

    @property
    def button(self) -> str:
        assert self.proceeding and self.step
        return self.edition.text(("proceeding", self.proceeding.id, "step", self.step.id), self.language)

    @property
    def is_unseen(self) -> bool:
        """Whether the institution has no part in what follows: then, and only then, the page may promise it."""
        return bool(self.proceeding and self.proceeding.id in unseen_by_institutions(self.edition))

    @cached_property
    def sorting(self) -> Field | None:
        """The question that comes before all others: a choice of which some answers belong elsewhere."""
        fields = self.asks.fields if self.asks else ()
        return next((f for f in fields if f.type == "choice" and any(self._instead(f, o) for o in f.options)), None)

    def _instead(self, field: Field, option: str) -> tuple[str, ...]:
        assert self.asks
        where = ("form", self.asks.id, "field", field.id, "option", option)
        return self.edition.texts_of(where, self.language, "instead")

    @cached_property
    def matter(self) -> str:
        """The answer to the first question, if it is one."""
        said = self.posted.get(self.sorting.id, "") if self.sorting else ""
        return said if self.sorting and said in self.sorting.options else ""

    @property
    def matter_text(self) -> str:
        assert self.asks and self.sorting
        where = ("form", self.asks.id, "field", self.sorting.id, "option", self.matter)
        return self.edition.text(where, self.language)

    @property
    def question(self) -> str:
        assert self.asks and self.sorting
        return self.edition.text(("form", self.asks.id, "field", self.sorting.id), self.language)

    @property
    def instead(self) -> tuple[str, ...]:
        """Where to turn instead of here."""
        return self._instead(self.sorting, self.matter) if self.sorting and self.matter else ()

    @property
    def stage(self) -> str:
        if self.asks is None:
            return "closed"
        if self.sorting and not self.matter:
            return "ask"
        return "elsewhere" if self.instead else "write"

    @property
    def sends(self) -> bool:
        return self.stage == "write" and SEND in self.posted

    @cached_property
    def form(self) -> EditionForm | None:
        if self.asks is None or self.stage == "elsewhere":
            return None
        if self.stage == "ask":
            return EditionForm(self.edition, self.asks, [self.sorting], self.posted or None)  # type: ignore[list-item]
        rest = [f for f in self.asks.fields if f != self.sorting and (f.required or f.type in ("text", "choice"))]
        return WriteForm(self.edition, self.asks, rest, self.posted if self.sends else None)

    def content(self) -> dict[str, str]:
        assert isinstance(self.form, WriteForm)
        return ({self.sorting.id: self.matter} if self.sorting else {}) | self.form.content()

    @cached_property
    def uid(self) -> UUID | None:
        """What this page was given when it was opened, so that the same remark sent twice is taken in once."""
        try:
            said = signing.loads(self.posted.get(KEY, ""), salt=_SALT, max_age=LASTS)
        except signing.BadSignature:
            return None
        return UUID(said["uid"]) if said["about"] == str(self.certificate.uid) else None

    @property
    def key(self) -> str:
        if self.uid:
            return self.posted[KEY]
        return signing.dumps({"uid": str(new_uid()), "about": str(self.certificate.uid)}, salt=_SALT)


def known_as(certificate: Certificate, day: date) -> str:
    """Whose it is, as far as everybody may know: a successor is named once that is public."""
    moves = [e for e in certificate.events.all() if e.to_id and e.shown_on and max(e.shown_on, e.effective_on) <= day]
    last = max(moves, key=lambda e: (e.effective_on, e.pk), default=None)
    return last.to.name if last and last.to else certificate.holder


class ReceiptPage:
    """What may be said to whoever has the number: when it came, that it is being read, and what somebody sent in answer."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.came_on = sender.case.opened_on

    @cached_property
    def answers(self) -> list[Letter]:
        return list(answers_to(self.sender))

    @property
    def is_read(self) -> bool:
        return not self.answers and answer_is_coming(self.sender)

    @property
    def due(self) -> date | None:
        return answer_due(self.sender)


def answer_due(sender: Sender) -> date | None:
    """The last day of the term within which the remark is to be answered, while that is ahead."""
    running = sender.case.terms.filter(met_on__isnull=True, due_on__gte=clock.today(sender.case.edition.built.zone))
    return running.order_by("due_on").values_list("due_on", flat=True).first()
