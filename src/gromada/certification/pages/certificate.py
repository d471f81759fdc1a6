"""A certificate as its holder and the issuer's side see it: how it stands, since when others know, what runs and what may be begun."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gromada.certification.history.deciding import works_in_office
from gromada.certification.models import NEVER_SENT, Case, Certificate, CertificateEvent, Reminder
from gromada.certification.pages import beginnings as pages
from gromada.certification.pages.case import CasePage
from gromada.certification.queries import beginnings
from gromada.certification.queries.renewing import renewal_of
from gromada.certification.queries.roles import Standing
from gromada.certification.queries.wording import changes_of
from gromada.certification.sentences import language
from gromada.certification.status import Status, status_of
from gromada.kit import clock
from gromada.people.models import Person
from gromada.ui.typography import longdate


class CertificatePage:
    def __init__(self, certificate: Certificate, person: Person) -> None:
        self.certificate, self.person = certificate, person
        self.edition = certificate.edition.built
        self.standing = Standing(person)
        self.today = clock.today(self.edition.zone)

    @cached_property
    def holder(self) -> str:
        """Whose it is today: after a change of form the successor's."""
        institution, unit = beginnings.holder_now(self.certificate)
        return f"{institution.name}, {unit.name}" if unit else institution.name

    @property
    def former(self) -> list[dict[str, Any]]:
        """Who held it before, with the last day of each, the latest first."""
        moves = [e for e in self.certificate.events.all() if e.to_id and e.effective_on <= self.today]
        names = [self.certificate.holder, *(e.to.name for e in moves if e.to)]
        days = [e.effective_on - timedelta(days=1) for e in moves]
        return [{"name": name, "until": day} for name, day in zip(names, days, strict=False)][::-1]

    @cached_property
    def inside(self) -> bool:
        """Whether the reader is on the issuer's side: the holder hears of a letter's content only from the letter."""
        rows = self.person.memberships.filter(issuer=self.certificate.issuer, since__lte=self.today)
        return any(row.until is None or row.until >= self.today for row in rows)

    @cached_property
    def status(self) -> Status:
        return status_of(self.certificate, self.today, shown=not self.inside)

    @property
    def name(self) -> str:
        return self.edition.text(("scheme",), language(), "certificate")

    @property
    def state(self) -> str:
        return STATES[self.status]()

    @property
    def tone(self) -> str:
        return {Status.IN_FORCE: "good", Status.REVOKED: "error", Status.SUSPENDED: "turn"}.get(self.status, "")

    @cached_property
    def given_up_on(self) -> date | None:
        """The day from which the holder is without it, where it gave it up for a day that has not come yet."""
        ahead = [e for e in self.certificate.events.all() if e.kind == CertificateEvent.Kind.RESIGN]
        return next((e.effective_on for e in ahead if e.effective_on > self.today), None)

    @property
    def last_day(self) -> date | None:
        """The last day of validity, as long as the certificate is to reach it."""
        lasts = self.status in (Status.IN_FORCE, Status.NOT_YET, Status.SUSPENDED, Status.EXPIRED)
        return self.certificate.ends_on if lasts and self.given_up_on is None else None

    @property
    def public(self) -> str:
        """What the public sees while it sees something else."""
        if not self.inside:
            return ""
        if self.certificate.public_from is None:
            return _("Nobody outside sees this certificate yet.") if not self.certificate.imported else ""
        seen = status_of(self.certificate, self.today, shown=True)
        if seen == self.status:
            return ""
        return _(
            "The public still sees: %(state)s. It will see the change when the delivery of the letter is noted."
        ) % {"state": STATES[seen]()}

    @cached_property
    def can_be_asked_for_anew(self) -> bool:
        """Not what was revoked or given up, and not where the scheme has nothing to ask for."""
        over = self.status in (Status.REVOKED, Status.RESIGNED)
        return not over and renewal_of(self.certificate) is not None

    @cached_property
    def reminders(self) -> list[Reminder]:
        """What the holder was told before its end, the newest first."""
        return list(self.certificate.reminders.select_related("told_by"))

    @cached_property
    def is_office(self) -> bool:
        return works_in_office(self.person, self.certificate.issuer)

    @property
    def address(self) -> str:
        """Where everybody checks it, once somebody released it."""
        released = self.certificate.public_from is not None and self.certificate.public_from <= self.today
        return self.certificate.address if released else ""

    @property
    def events(self) -> list[dict[str, Any]]:
        return [self._event(e) for e in self.certificate.events.all() if self.inside or _known(e.shown_on, self.today)]

    def _event(self, event: CertificateEvent) -> dict[str, Any]:
        what = EVENTS[CertificateEvent.Kind(event.kind)]()
        if event.to:
            what = f"{what}: {event.to.name}"
        if event.until:
            what = f"{what}, {_('until %(day)s') % {'day': longdate(event.until)}}"
            if event.until < timezone.localdate(event.at):
                what = f"{what} ({_('over already when it was entered')})"
        more = [*changes_of(event, language())]
        if event.effective_on > self.today:
            more.append(_("It takes effect on this day."))
        shown = _("Public since %(day)s.") % {"day": longdate(event.shown_on)} if event.shown_on else _("Not public.")
        return {
            "date": event.effective_on,
            "what": what,
            "more": " ".join([*more, shown] if self.inside else more),
            "clause": "",
        }

    @property
    def cases(self) -> list[dict[str, Any]]:
        """What was begun about it, open cases first."""
        rows = Case.objects.visible_to(self.person).filter(certificate=self.certificate).exclude(NEVER_SENT)
        rows = rows.select_related("edition", "issuer", "institution", "unit", "parent").order_by("-begun_at")
        found = [pages.line(CasePage(c, self.person, self.standing)) for c in rows]
        return sorted(found, key=lambda one: not one["open"])

    @cached_property
    def steps(self) -> list[dict[str, Any]]:
        return pages.buttons(self._offered(), self.person)

    def on_paper(self) -> list[pages.OnPaper]:
        """What a letter about the certificate may begin."""
        return pages.on_paper(self.certificate, self.person)

    def _offered(self) -> Iterator[beginnings.Beginning]:
        return beginnings.of_certificate(self.certificate, self.standing)


def _known(shown_on: date | None, today: date) -> bool:
    return shown_on is not None and shown_on <= today


STATES = {
    Status.NOT_YET: lambda: _("not in force yet"),
    Status.IN_FORCE: lambda: _("in force"),
    Status.SUSPENDED: lambda: _("suspended"),
    Status.EXPIRED: lambda: _("its validity has ended"),
    Status.REVOKED: lambda: _("revoked"),
    Status.RESIGNED: lambda: _("given up by the institution"),
    Status.UNKNOWN: lambda: _("from history, not confirmed"),
}
EVENTS = {
    CertificateEvent.Kind.SUSPEND: lambda: _("Suspended"),
    CertificateEvent.Kind.REINSTATE: lambda: _("In force again"),
    CertificateEvent.Kind.REVOKE: lambda: _("Revoked"),
    CertificateEvent.Kind.RESIGN: lambda: _("Given up by the institution"),
    CertificateEvent.Kind.TRANSFER: lambda: _("Passed to a successor"),
    CertificateEvent.Kind.CORRECT: lambda: _("A slip in writing was corrected"),
}
