"""What of a request came from an earlier one and was not looked at since."""

from gromada.certification.models import Answer, Carried, Case


def still_unread(case: Case, form: str) -> list[Carried]:
    """A text that somebody has changed was looked at; so was what somebody said is still so."""
    rows = Carried.objects.filter(case=case, form=form, checked_at=None)
    found = list(
        rows.select_related("source__taken", "source__case__edition", "source__case__issued", "evidence__record")
    )
    if not found:
        return []
    now = dict(Answer.objects.filter(case=case, form=form, owner="").values_list("path", "version"))
    return [one for one in found if one.evidence_id or now.get(one.path) == one.version]
