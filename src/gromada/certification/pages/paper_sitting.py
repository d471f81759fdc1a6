"""The form of a sitting held on paper: its members on that day, and who of them may not vote."""

from typing import Any

from gromada.certification.actions.sittings import left_out_of
from gromada.certification.forms.paper_sitting import PaperSittingForm
from gromada.certification.models import Document
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.certification.sentences import language


def sitting_form(document: Document, data: Any = None) -> PaperSittingForm:
    case = document.case
    step, edition = case.rules.step(document.step), case.edition.built
    assert step is not None
    members = holders_of(case, voting_role(case, step), document.dated_on)
    where = ("proceeding", case.proceeding, "outcome", step.id)
    chair = next((p for p in document.signers.order_by("pk") if p in members), None)
    return PaperSittingForm(
        data, body=edition.bodies[step.how.vote or ""], members=members, left_out=left_out_of(case, step, members),
        outcomes=[(o, edition.text((*where, o), language())) for o in step.outcomes],
        initial={"chair": str(chair.uid) if chair else None, "kind": "open"},
    )  # fmt: skip
