"""What the page of verification says of one certificate: yes or no, what exactly was looked at, and a sentence to quote."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gromada.certification.status import Status
from gromada.register.queries.holders import Holder, Standing, given_up
from gromada.register.wording import SEAL, for_years, number_words
from gromada.ui.typography import longdate, partial_date


@dataclass(frozen=True)
class Check:
    words: str
    ok: bool


@dataclass(frozen=True)
class Verdict:
    seal: str
    title: str
    holder: str  # as it was called on the day
    lead: str  # what stands behind its name
    sentence: str
    checks: tuple[Check, ...]
    is_over: bool  # name and logo may not be used any more


@dataclass(frozen=True)
class Question:
    """A certificate, asked after on a day; `certificate`, `issuer` and `clause` are the edition's words."""

    held: Holder
    standing: Standing
    day: date
    today: date
    certificate: str
    issuer: str
    clause: str = ""  # on which a revocation rests

    @property
    def since(self) -> str:
        last = self.standing.last
        return longdate(last.effective_on if last else self.standing.certificate.starts_on)


def verdict(asked: Question) -> Verdict:
    status = asked.standing.status
    words = {
        "holder": asked.held.called(asked.day),
        "years": for_years(asked.standing),
        "number": number_words(asked.standing),
        "certificate": asked.certificate,
        "issuer": asked.issuer,
        "day": longdate(asked.day),
        "since": asked.since,
    }
    title = (_title_now if asked.day == asked.today else _title_then)(status)
    addition = _("It is awarded by %(issuer)s, not by an authority; it does not judge benefits.")
    return Verdict(
        seal=SEAL[status],
        title=title % words,
        holder=words["holder"],
        lead=_lead(status) % words,
        sentence=f"{_quote(status)} {addition}" % words,
        checks=tuple(_checks(asked)),
        is_over=status in (Status.REVOKED, Status.RESIGNED, Status.EXPIRED),
    )


def _title_now(status: Status) -> str:
    return {
        Status.IN_FORCE: _("Yes, this certificate is in force"),
        Status.SUSPENDED: _("This certificate is suspended"),
        Status.NOT_YET: _("This certificate is in force from %(since)s"),
        Status.EXPIRED: _("The validity of this certificate has ended"),
        Status.RESIGNED: _("The institution has given up this certificate"),
        Status.REVOKED: _("No, this certificate has been revoked"),
        Status.UNKNOWN: _("A certificate from history, not confirmed yet"),
    }[status]


def _title_then(status: Status) -> str:
    return {
        Status.IN_FORCE: _("Yes, this certificate was in force on %(day)s"),
        Status.SUSPENDED: _("This certificate was suspended on %(day)s"),
        Status.NOT_YET: _("This certificate was not in force yet on %(day)s"),
        Status.EXPIRED: _("The validity of this certificate had ended before %(day)s"),
        Status.RESIGNED: _("The institution had given up this certificate before %(day)s"),
        Status.REVOKED: _("No, this certificate had been revoked before %(day)s"),
        Status.UNKNOWN: _("A certificate from history, not confirmed yet"),
    }[status]


def _lead(status: Status) -> str:
    if status in (Status.REVOKED, Status.RESIGNED):
        return _("without the certificate since %(since)s")
    return "%(years)s"


def _quote(status: Status) -> str:
    return {
        Status.IN_FORCE: _("On %(day)s the %(certificate)s %(number)s (%(holder)s, %(years)s) was in force."),
        Status.SUSPENDED: _("On %(day)s the %(certificate)s %(number)s (%(holder)s, %(years)s) was suspended."),
        Status.NOT_YET: _("On %(day)s the %(certificate)s %(number)s (%(holder)s, %(years)s) was not in force yet."),
        Status.EXPIRED: _("On %(day)s the %(certificate)s %(number)s (%(holder)s, %(years)s) was no longer in force."),
        Status.RESIGNED: _("On %(day)s the %(certificate)s %(number)s (%(holder)s) was given up by its holder."),
        Status.REVOKED: _("On %(day)s the %(certificate)s %(number)s (%(holder)s) was revoked."),
        Status.UNKNOWN: _("On %(day)s the %(certificate)s %(number)s (%(holder)s, %(years)s) was not confirmed."),
    }[status]


def _checks(asked: Question) -> list[Check]:
    registered = Check(_("It stands in the register of %(issuer)s under this number") % {"issuer": asked.issuer}, True)
    if not asked.standing.certificate.is_settled:
        return [registered, Check(_("The issuer has not confirmed yet what public sources say of it"), False)]
    lost = _lost(asked)
    if lost:
        return [registered, lost]
    return [
        registered,
        Check(_("It has not been revoked"), True),
        _suspended(asked),
        _lasts(asked),
        *_successors(asked),
    ]


def _lost(asked: Question) -> Check | None:
    status = asked.standing.status
    if status == Status.REVOKED:
        said = _("The issuer revoked it on %(day)s") % {"day": asked.since}
        return Check(f"{said}, {asked.clause}" if asked.clause else said, False)
    if status == Status.RESIGNED:
        return Check(_("The institution gave it up on %(day)s") % {"day": asked.since}, False)
    return None


def _suspended(asked: Question) -> Check:
    last = asked.standing.last
    if asked.standing.status != Status.SUSPENDED or last is None:
        return Check(_("It is not suspended"), True)
    if last.until:
        said = _("It is suspended from %(since)s to %(until)s")
        return Check(said % {"since": asked.since, "until": longdate(last.until)}, False)
    return Check(_("It is suspended since %(since)s") % {"since": asked.since}, False)


def _lasts(asked: Question) -> Check:
    begins, ends = asked.standing.certificate.starts_on, asked.standing.certificate.ends_on
    gone = given_up(asked.standing)
    if gone and asked.day < gone:
        return Check(
            _("The institution has given it up; it is in force until %(day)s")
            % {"day": longdate(gone - timedelta(days=1))},
            True,
        )
    if begins and asked.day < begins:
        return Check(_("Its validity begins on %(day)s") % {"day": longdate(begins)}, False)
    if ends and ends < asked.day:
        return Check(_("Its validity ended on %(day)s") % {"day": longdate(ends)}, False)
    if ends is None:
        return Check(_("Its validity has no end"), True)
    return Check(_("Its validity lasts until %(day)s") % {"day": longdate(ends)}, True)


def _successors(asked: Question) -> list[Check]:
    told = _("%(former)s was the name until %(day)s; today it is %(present)s, with the same certificate")
    begins, present = asked.standing.certificate.starts_on or date.min, asked.held.holder.title
    names = [(n.title, longdate(n.until)) for n in asked.held.former(asked.today)]
    # A name that was given up before the certificate began stands on no paper of it.
    names += [(n.title, partial_date(n.until)) for n in asked.held.renamed(asked.today) if n.last_day >= begins]
    return [Check(told % {"former": name, "day": day, "present": present}, True) for name, day in names]
