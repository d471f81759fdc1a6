"""The readiness of what a case's form holds now."""

from gromada.certification.models import Case
from gromada.certification.proceeding.content import Content
from gromada.certification.proceeding.readiness import Readiness, readiness
from gromada.certification.queries.facts import working_copy
from gromada.certification.queries.writing import evidence_counts
from gromada.standards.edition.model import Form


def readiness_of(case: Case, form: Form, content: Content | None = None, owner: str = "") -> Readiness:
    """How ready a form is; `content` spares a query where the page has read it. At most two queries."""
    held = working_copy(case, form.id, owner) if content is None else content
    counts = evidence_counts(case, form.id) if form.tree and form.tree.evidence else {}
    return readiness(case.edition.built, form, case.parts, held, counts)
