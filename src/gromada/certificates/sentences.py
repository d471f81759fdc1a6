"""What people read about a check of a credential. No sentence calls anything valid but the one for a check that passed whole.

The page that checks in the browser gets the same sentences (`catalogue`) and chooses among them as `verdict` and `sentence` do.
"""

from datetime import MAXYEAR, MINYEAR, UTC
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gromada.certificates.credential.form import moment
from gromada.certificates.credential.verifying import Check, Outcome, Report
from gromada.ui.typography import longdate

# What a failed check is called where nothing worse stands beside it.
CALLED = {
    "status.revoked": "revoked",
    "status.suspended": "suspended",
    "dates.expired": "expired",
    "dates.early": "early",
}


def verdict(report: Report) -> str:
    return catalogue()[f"verdict.{title(report)}"]


def title(report: Report) -> str:
    """Which of the sentences "verdict.…": revoked or over may be said only of what the issuer really signed."""
    if report.checks[0].what == "file":
        return "file" if report.verdict is Outcome.UNSURE else "failed"
    if report.verdict is not Outcome.FAILED:
        return report.verdict
    wrong = [check.code for check in report.checks if check.outcome is Outcome.FAILED]
    return CALLED.get(wrong[-1], "failed") if all(code in CALLED for code in wrong) else "failed"


def sentence(check: Check) -> str:
    """One line for one question; an unforeseen code still says which question it was and how it ended."""
    known = catalogue()
    said = known.get(check.code) or known[f"{check.what}.{check.outcome}"]
    return said % {"detail": readable(check.detail)}


def readable(detail: str) -> str:
    """A moment as the day that people know, in the zone of the house; a did:web as its site; anything else as it is."""
    found = moment(detail)
    if found:
        edge = found.year in (MINYEAR, MAXYEAR)  # where adding the hours of a zone may leave the calendar
        return longdate(found.astimezone(UTC if edge else ZoneInfo(settings.TIME_ZONE)).date())
    return "/".join(unquote(part) for part in detail[8:].split(":")) if detail.startswith("did:web:") else detail


def of_page() -> dict[str, str]:
    """What only the page says: with what was checked, and what became of a bundle that somebody gave."""
    return {
        "how.fetched": _("Checked with the issuer's keys and the list of revoked ones that this site publishes just now."),
        "how.given": _(
            "Checked with the bundle that you gave, made on %(day)s. Its answer is true only if the bundle comes from the issuer."
        ),
        "how.kept": _("Checked without the network, with the keys and the list of %(day)s."),
        "how.none": _("Neither the issuer's keys nor the list of revoked ones are at hand: there is no network and no bundle."),
        "how.server": _("The server checked the file in its memory and has not kept it."),
        "busy": _("Being checked…"),
        "bundle.taken": _("The bundle of %(day)s is at hand."),
        "bundle.bundle": _("This file is no bundle for checking. Choose the one that was fetched from this site."),
        "bundle.other": _(
            "This bundle names other keys than this page knows: it is older than the page, or does not come from the issuer. It was not taken."
        ),
    }  # fmt: skip


def catalogue() -> dict[str, str]:
    """Every sentence in the language of now, by the code of its check; "WHAT.failed" and "WHAT.unsure" for codes without one."""
    return _titles() | _file() | _signed() | _current() | _fallbacks()


def _titles() -> dict[str, str]:
    return {
        "verdict.passed": _("The certificate is genuine and valid."),
        "verdict.unsure": _("It could not be established whether the certificate is valid."),
        "verdict.revoked": _("The issuer has revoked this certificate, suspended it or replaced it with another."),
        "verdict.suspended": _("The issuer has suspended this certificate."),
        "verdict.expired": _("The term of this certificate is over."),
        "verdict.early": _("The term of this certificate has not begun yet."),
        "verdict.failed": _("This certificate does not stand up to the check."),
        "verdict.file": _("There is nothing in this file that could be checked."),
        "date": pgettext("a day, written out, within a sentence", "%(day)s"),
    }


def _file() -> dict[str, str]:
    return {
        "file.attachment": _(
            "File: it carries no signed data. A scan or a print of a good certificate carries none either; check it by its number."
        ),
        "file.kind": _("File: it is neither a PDF, nor signed data (JSON), nor a badge (SVG)."),
        "file.pdf": _("File: this PDF could not be read (%(detail)s)."),
        "file.time": _("File: reading it took too long, so it was left."),
        "file.size": _("File: it is too large to be a certificate."),
        "file.json": _("File: its signed data are damaged and cannot be read."),
        "file.utf8": _("File: its signed data are damaged and cannot be read."),
        "file.object": _("File: it holds no certificate."),
        "file.duplicate": _("File: it says “%(detail)s” twice, so nobody can tell what was meant."),
        "file.depth": _("File: it is built in a way in which no certificate is."),
        "file.browser": _("File: this browser is too old to open it. Update the browser, or let the server check the file."),
    }  # fmt: skip


def _signed() -> dict[str, str]:
    return {
        "seal.good": _("Seal: the PDF is as it was sealed (%(detail)s), and the issuer owns up to the seal."),
        "seal.saved": _(
            "Seal: the PDF was saved anew since it was sealed, and nothing in it was changed (%(detail)s)."
        ),
        "seal.later": _(
            "Seal: something was written after it (%(detail)s), and a browser cannot tell what; gromada verify can."
        ),
        "seal.browser": _("Seal: this browser cannot check it (%(detail)s)."),
        "seal.none": _("Seal: the PDF has none, so nobody can say whether the words on its pages are the issuer's."),
        "seal.changed": _("Seal: the PDF has been changed since it was sealed, or its seal is damaged."),
        "seal.added": _("Seal: something has been added to the PDF since it was sealed."),
        "seal.foreign": _("Seal: it is of “%(detail)s”, and the issuer does not own up to it."),
        "seal.unlisted": _("Seal: the PDF is whole; whose the seal is (“%(detail)s”) the issuer does not say."),
        "seal.revoked": _("Seal: the issuer has withdrawn it (%(detail)s)."),
        "seal.away": _(
            "Seal: the PDF is whole; whether the seal is the issuer's is not known (%(detail)s is not at hand)."
        ),
        "form.good": _("Form: it is a certificate in the standard form (Open Badges 3.0)."),
        "form.wrong": _("Form: it departs from the standard here: %(detail)s."),
        "signature.good": _("Signature: nothing has been changed since it was signed (%(detail)s)."),
        "signature.signature": _("Signature: it does not fit; something has been changed, or another key signed."),
        "signature.none": _("Signature: there is none."),
        "signature.revoked": _("Signature: the issuer has withdrawn the key with which it was made (%(detail)s)."),
        "signature.expired": _("Signature: it was to count only until %(detail)s."),
        "signature.proof": _("Signature: this part of it is missing or cannot be read: %(detail)s."),
        "signature.previous": _("Signature: it builds on another one, “%(detail)s”, which is not there."),
        "signature.domain": _("Signature: it was made for somebody else (%(detail)s)."),
        "signature.challenge": _("Signature: it was made for another occasion (%(detail)s)."),
        "signature.key": _("Signature: the key named in it is none that is known here (%(detail)s)."),
        "signature.did": _("Signature: the name of its key cannot be followed from here (%(detail)s)."),
        "signature.relative": _("Signature: it does not cover this, because it is no whole address: %(detail)s."),
        "signature.value": _("Signature: it does not cover this value: %(detail)s."),
        "signature.jsonld": _("Signature: the document's words contradict each other (%(detail)s)."),
        "signature.blanks": _("Signature: the document is too tangled to be checked in reasonable time."),
        "signature.term": _("Signature: it does not cover the word “%(detail)s”, which no standard defines."),
        "signature.method": _("Signature: the key is not one that the issuer lists."),
        "signature.away": _("Signature: the issuer's keys are not at hand (%(detail)s)."),
        "signature.context": _("Signature: the words of this document are not known here (%(detail)s)."),
        "signature.suite": _("Signature: it is of a kind that is not known here (%(detail)s)."),
        "signature.time": _("Signature: working it out took too long, so it was left."),
        "issuer.good": _("Issuer: it names %(detail)s, and so does its signature."),
        "issuer.other": _("Issuer: somebody other than %(detail)s signed it."),
        "issuer.none": _("Issuer: none is named."),
        "issuer.away": _("Issuer: its keys are not at hand (%(detail)s)."),
    }


def _current() -> dict[str, str]:
    return {
        "dates.good": _("Dates: today lies within its term."),
        "dates.early": _("Dates: its term begins only on %(detail)s."),
        "dates.expired": _("Dates: its term ended on %(detail)s."),
        "dates.unreadable": _("Dates: they cannot be read."),
        "status.good": _("Status: it is not on the issuer's list of revoked ones (as of %(detail)s)."),
        "status.none": _("Status: the issuer keeps no list of revoked ones for it."),
        "status.revoked": _("Status: it has been revoked."),
        "status.suspended": _("Status: it has been suspended."),
        "status.entry": _("Status: where to look it up cannot be read (%(detail)s)."),
        "status.range": _("Status: its place (%(detail)s) is not on the list."),
        "status.length": _(
            "Status: the list is shorter than the standard allows (%(detail)s places), so it protects nobody."
        ),
        "status.away": _("Status: the list of revoked ones is not at hand (%(detail)s)."),
        "status.stale": _("Status: the list of revoked ones is too old (%(detail)s); fetch a newer one."),
        "status.kind": _("Status: it is kept in a way that is not known here (%(detail)s)."),
        "status.browser": _("Status: this browser is too old to open the list of revoked ones."),
        "digests.good": _("Attached texts: they are the very ones that were signed (%(detail)s)."),
        "digests.none": _("Attached texts: there are none."),
        "digests.differ": _("Attached texts: this one has been changed: %(detail)s."),
        "digests.away": _("Attached texts: not compared, because one is not at hand (%(detail)s)."),
    }


def _fallbacks() -> dict[str, str]:
    return {
        "file.failed": _("File: it is not in order (%(detail)s)."),
        "file.unsure": _("File: it could not be read (%(detail)s)."),
        "seal.failed": _("Seal: it is not in order (%(detail)s)."),
        "seal.unsure": _("Seal: it could not be checked (%(detail)s)."),
        "form.failed": _("Form: it is not in order (%(detail)s)."),
        "form.unsure": _("Form: it could not be checked (%(detail)s)."),
        "signature.failed": _("Signature: it is not in order (%(detail)s)."),
        "signature.unsure": _("Signature: it could not be checked (%(detail)s)."),
        "issuer.failed": _("Issuer: not in order (%(detail)s)."),
        "issuer.unsure": _("Issuer: it could not be checked (%(detail)s)."),
        "dates.failed": _("Dates: not in order (%(detail)s)."),
        "dates.unsure": _("Dates: they could not be checked (%(detail)s)."),
        "status.failed": _("Status: the list of revoked ones is not in order (%(detail)s)."),
        "status.unsure": _("Status: it could not be checked (%(detail)s)."),
        "digests.failed": _("Attached texts: not in order (%(detail)s)."),
        "digests.unsure": _("Attached texts: they could not be compared (%(detail)s)."),
    }
