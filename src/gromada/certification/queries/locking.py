"""The one order in which a case is locked, so that two who act at once wait for each other and never across."""

from gromada.certification.models import Case
from gromada.institutions.models import Institution


def locked(case: Case) -> Case:
    """The case with all those that it is about, oldest first, then the holder. Only what is read after that is sure to stand."""
    line, above = [case.pk], case.parent_id
    while above:
        line.append(above)
        above = Case.objects.values_list("parent", flat=True).get(pk=above)
    for pk in sorted(line):
        Case.objects.select_for_update().get(pk=pk)
    Institution.objects.select_for_update().get(pk=case.institution_id)
    return Case.objects.select_related("edition", "issuer", "institution", "unit", "parent").get(pk=case.pk)
