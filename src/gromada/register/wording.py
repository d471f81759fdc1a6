"""How the public pages say what the tables hold: statuses, years, the line of a list, what happened when."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gromada.certification.status import Status
from gromada.register.queries.holders import Standing
from gromada.ui.typography import partial_date, years

# What a chip, a seal and a verdict of the visual language call each status.
CHIP = {
    Status.IN_FORCE: "valid",
    Status.SUSPENDED: "suspended",
    Status.NOT_YET: "waiting",
    Status.EXPIRED: "past",
    Status.RESIGNED: "past",
    Status.REVOKED: "revoked",
    Status.UNKNOWN: "unknown",
}
SEAL = {
    Status.IN_FORCE: "valid",
    Status.SUSPENDED: "suspended",
    Status.NOT_YET: "history",
    Status.EXPIRED: "expired",
    Status.RESIGNED: "expired",
    Status.REVOKED: "revoked",
    Status.UNKNOWN: "history",
}


_STATUS = {
    Status.IN_FORCE: pgettext_lazy("status of a certificate", "in force"),
    Status.SUSPENDED: pgettext_lazy("status of a certificate", "suspended"),
    Status.NOT_YET: pgettext_lazy("status of a certificate", "not in force yet"),
    Status.EXPIRED: pgettext_lazy("status of a certificate", "expired"),
    Status.RESIGNED: pgettext_lazy("status of a certificate", "given up by the holder"),
    Status.REVOKED: pgettext_lazy("status of a certificate", "revoked"),
    Status.UNKNOWN: pgettext_lazy("status of a certificate", "from history, not confirmed"),
}
_TIMES = {
    2: gettext_lazy("second time"),
    3: gettext_lazy("third time"),
    4: gettext_lazy("fourth time"),
    5: gettext_lazy("fifth time"),
}
_AWARDS = {
    1: gettext_lazy("First certificate"),
    2: gettext_lazy("Second certificate"),
    3: gettext_lazy("Third certificate"),
    4: gettext_lazy("Fourth certificate"),
    5: gettext_lazy("Fifth certificate"),
}


def status_word(status: str) -> str:
    return str(_STATUS[Status(status)])


def group_title(rank: int, count: int) -> str:
    """The heading over the lines of a rank (see spans.RANKS)."""
    titles = {
        0: _("In force now: %(count)s"),
        1: _("Suspended: %(count)s"),
        2: _("Awarded, not in force yet: %(count)s"),
        3: _("No longer in force: %(count)s"),
        4: _("From history: %(count)s"),
    }
    return titles[rank] % {"count": count}


def award_words(award: int | None) -> str:
    """ "second time", where the source counts."""
    return str(_TIMES.get(award or 0, ""))


def award_title(award: int | None) -> str:
    return str(_AWARDS.get(award or 0, "")) or _("Certificate")


_YEARS = {
    "years": gettext_lazy("years %(text)s"),
    "endless": gettext_lazy("since %(text)s, without an end"),
    "given": gettext_lazy("awarded in %(text)s, end not known"),
    "report": gettext_lazy("report of %(text)s, years not known"),
}


def years_words(known: str) -> str:
    """The years as the document prints them; where it is silent, what else is known, and that the rest is not."""
    what, _colon, text = known.partition(":")
    return str(_YEARS[what]) % {"text": text} if what else _("years not known")


def line_words(row: Mapping[str, Any]) -> str:
    """What stands beside the name in the list."""
    said = [
        *(former_words(*line.split(" ", 1)) for line in row["former"].splitlines()),
        _("also %(name)s") % {"name": row["also"]} if row["also"] else "",
        years_words(row["years"]),
        award_words(row["award"]),
    ]
    return ", ".join(word for word in said if word)


def former_words(until: str, name: str) -> str:
    """A former name with its last day, month or year."""
    return _("until %(day)s %(name)s") % {"day": partial_date(until), "name": name}


def number_words(standing: Standing) -> str:
    number = standing.certificate.number
    return _("no. %(number)s") % {"number": number} if number else ""


def term_words(standing: Standing) -> str:
    """ "2022–2026", or what is known of it."""
    certificate = standing.certificate
    if certificate.endless and certificate.valid_from:
        return years_words(f"endless:{certificate.valid_from[:4]}")
    return certificate.label or years(certificate.valid_from, certificate.valid_to)


def for_years(standing: Standing) -> str:
    """ "for 2022–2026", or the words for what is not known."""
    certificate = standing.certificate
    known = not certificate.endless and (certificate.label or (certificate.valid_from and certificate.valid_to))
    return _("for %(years)s") % {"years": term_words(standing)} if known else term_words(standing)


def given_words(standing: Standing) -> str:
    """Who handed it over, where: in the source's own words, without verbs that would guess anybody's gender."""
    certificate = standing.certificate
    who = ", ".join(part for part in (certificate.handed_over_by, certificate.handed_over_as) if part)
    said = [
        _("Occasion: %(occasion)s.") % {"occasion": certificate.occasion} if certificate.occasion else "",
        _("Handed over by: %(who)s.") % {"who": who} if who else "",
        _("The source does not say until when it was valid.")
        if not (certificate.valid_to or certificate.endless)
        else "",
        _("A report was published in %(year)s.") % {"year": certificate.report_year} if certificate.report_year else "",
    ]
    return " ".join(part for part in said if part)


def day_words(text: str) -> str:
    return partial_date(text) if text else _("date not known")
