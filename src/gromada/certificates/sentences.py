"""What people read about a check of a credential. No sentence calls anything valid but the one for a check that passed whole."""

from django.utils.translation import gettext as _

from gromada.certificates.credential.verifying import Check, Outcome, Report


def verdict(report: Report) -> str:
    if report.verdict is Outcome.PASSED:
        return _("The certificate is genuine and valid.")
    if report.verdict is Outcome.UNSURE:
        return _("It could not be established whether the certificate is valid.")
    if any(check.code == "status.revoked" for check in report.checks):
        return _("The issuer has revoked this certificate or replaced it with another.")
    if any(check.code == "dates.expired" for check in report.checks):
        return _("The term of this certificate is over.")
    return _("This certificate does not stand up to the check.")


def sentence(check: Check) -> str:
    """One line for one question; an unforeseen code still says which question it was and how it ended."""
    said = _said(check.code) or _fallback(check)
    return said % {"detail": check.detail}


def _fallback(check: Check) -> str:
    if check.outcome is Outcome.UNSURE:
        return _unsure(check.what)
    return _failed(check.what)


def _said(code: str) -> str:
    return {
        "form.good": _("Form: it is a certificate in the standard form (Open Badges 3.0)."),
        "form.wrong": _("Form: it departs from the standard here: %(detail)s."),
        "signature.good": _("Signature: nothing has been changed since it was signed (%(detail)s)."),
        "signature.signature": _("Signature: it does not fit; something has been changed, or another key signed."),
        "signature.none": _("Signature: there is none."),
        "signature.revoked": _("Signature: the issuer has withdrawn the key with which it was made (%(detail)s)."),
        "signature.expired": _("Signature: it was to count only until %(detail)s."),
        "signature.term": _("Signature: it does not cover the word “%(detail)s”, which no standard defines."),
        "signature.method": _("Signature: the key is not one that the issuer lists."),
        "signature.away": _("Signature: the issuer's keys are not at hand (%(detail)s)."),
        "signature.context": _("Signature: the words of this document are not known here (%(detail)s)."),
        "signature.suite": _("Signature: it is of a kind that is not known here (%(detail)s)."),
        "signature.time": _("Signature: working it out took too long, so it was left."),
        "issuer.good": _("Issuer: the key belongs to %(detail)s."),
        "issuer.other": _("Issuer: somebody other than %(detail)s signed it."),
        "issuer.none": _("Issuer: none is named."),
        "issuer.away": _("Issuer: its keys are not at hand (%(detail)s)."),
        "dates.good": _("Dates: today lies within its term."),
        "dates.early": _("Dates: its term begins only on %(detail)s."),
        "dates.expired": _("Dates: its term ended on %(detail)s."),
        "dates.unreadable": _("Dates: they cannot be read."),
        "status.good": _("Status: it is not on the issuer's list of revoked ones (as of %(detail)s)."),
        "status.none": _("Status: the issuer keeps no list of revoked ones for it."),
        "status.revoked": _("Status: it has been revoked."),
        "status.suspended": _("Status: it has been suspended."),
        "status.away": _("Status: the list of revoked ones is not at hand (%(detail)s)."),
        "status.stale": _("Status: the list of revoked ones is too old (%(detail)s); fetch a newer one."),
        "status.kind": _("Status: it is kept in a way that is not known here (%(detail)s)."),
        "digests.good": _("Attached texts: they are the very ones that were signed (%(detail)s)."),
        "digests.none": _("Attached texts: there are none."),
        "digests.differ": _("Attached texts: this one has been changed: %(detail)s."),
        "digests.away": _("Attached texts: not compared, because one is not at hand (%(detail)s)."),
    }.get(code, "")


def _failed(what: str) -> str:
    return {
        "form": _("Form: it is not in order (%(detail)s)."),
        "signature": _("Signature: it is not in order (%(detail)s)."),
        "issuer": _("Issuer: not in order (%(detail)s)."),
        "dates": _("Dates: not in order (%(detail)s)."),
        "status": _("Status: the list of revoked ones is not in order (%(detail)s)."),
        "digests": _("Attached texts: not in order (%(detail)s)."),
    }[what]


def _unsure(what: str) -> str:
    return {
        "form": _("Form: it could not be checked (%(detail)s)."),
        "signature": _("Signature: it could not be checked (%(detail)s)."),
        "issuer": _("Issuer: it could not be checked (%(detail)s)."),
        "dates": _("Dates: they could not be checked (%(detail)s)."),
        "status": _("Status: it could not be checked (%(detail)s)."),
        "digests": _("Attached texts: they could not be compared (%(detail)s)."),
    }[what]
