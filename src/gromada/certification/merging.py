"""What of this room goes over when a duplicate of an institution is merged, and what keeps it from going over or back."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gromada.certification.models import Case, Certificate, CertificateEvent, Evidence
from gromada.institutions.merging.owned import Owned, belongs, holds, objects
from gromada.institutions.merging.rules import moved_rows
from gromada.institutions.models import Institution, Merge, Unit
from gromada.kit.refusal import No

CASES, CERTIFICATES = "certification.case.institution", "certification.certificate.institution"
RECORDS = "records.record.institution"


def register() -> None:
    belongs(Owned(Case, "institution", lambda n: ngettext("%(n)d case", "%(n)d cases", n) % {"n": n}))
    belongs(
        Owned(Certificate, "institution", lambda n: ngettext("%(n)d certificate", "%(n)d certificates", n) % {"n": n})
    )
    belongs(
        Owned(
            CertificateEvent,
            "to",
            lambda n: ngettext("%(n)d certificate taken over", "%(n)d certificates taken over", n) % {"n": n},
        )
    )
    belongs(Owned(Case, "unit"), to=Unit)
    belongs(Owned(Certificate, "unit"), to=Unit)
    objects(same_case_open)
    holds(begun_since)


def same_case_open(duplicate: Institution, survivor: Institution) -> list[No]:
    """One institution has one open case of a kind; with two, nobody would know which of them goes on."""
    rows = Case.objects.filter(closed_on=None, parent=None, certificate=None, unit=None)
    kind = ("edition__scheme", "proceeding")
    theirs = set(rows.filter(institution=survivor).values_list(*kind))
    twice = [
        case
        for case in rows.filter(institution=duplicate).select_related("edition")
        if (case.edition.scheme, case.proceeding) in theirs
    ]
    if not twice:
        return []
    return [No(_("Both have an open case of one kind. Finish or withdraw one of them first."))]


def begun_since(merge: Merge) -> list[No]:
    """What was begun after the merging and rests on something that would go back."""
    cases, certificates, records = (moved_rows(merge, label) for label in (CASES, CERTIFICATES, RECORDS))
    new = Case.objects.exclude(pk__in=cases)
    found = [str(c) for c in (new.filter(parent__in=cases) | new.filter(certificate__in=certificates)).distinct()[:3]]
    issued = Certificate.objects.filter(case__in=cases, institution=merge.survivor).exclude(pk__in=certificates)
    found += [str(certificate) for certificate in issued[:3]]
    here = Evidence.objects.filter(case__institution=merge.survivor)
    crossing = here.filter(record__in=records).exclude(case__in=cases) | here.filter(case__in=cases).exclude(
        record__in=records
    )
    found += [str(evidence.record) for evidence in crossing.select_related("record").distinct()[:3]]
    if not found:
        return []
    return [
        No(_("Since the merging something new rests on what would go back: %(what)s.") % {"what": ", ".join(found)})
    ]
