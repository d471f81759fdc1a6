"""Beginning a case. It is pinned to its edition for ever; it gets its number with its first step."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Certificate
from gromada.certification.proceeding.facts import TIME, Actor
from gromada.certification.proceeding.seeing import roles_in
from gromada.certification.queries.beginnings import edition_for, first_state, fits_case, holder_now, open_already
from gromada.certification.queries.locking import locked
from gromada.certification.queries.reach import is_office
from gromada.certification.queries.roles import roles_of
from gromada.certification.rules import may_give_up
from gromada.institutions.models import Institution, Unit
from gromada.institutions.rules import still_stands
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Issuer, Person
from gromada.standards.edition.model import Proceeding
from gromada.standards.models import Edition


def begin(
    institution: Institution,
    edition: Edition,
    proceeding: str,
    *,
    by: Person | None,
    annexes: tuple[str, ...] = (),
    unit: Unit | None = None,
    certificate: Certificate | None = None,
    parent: Case | None = None,
    on_paper: bool = False,
    acting: Actor | None = None,
) -> Case:
    """A new case in the beginning state of its proceeding (or before it, where a step begins the case).

    `on_paper`: the issuer's office begins it on a letter, for whoever signed that. `acting`: somebody without an account, in a role.
    Raises Refusal when the person has no part in the proceeding, the annex is none of the edition's, or one is open already.
    """
    built = edition.built
    rules = built.proceedings.get(proceeding)
    if rules is None:
        raise Refusal(
            No(
                _("The edition %(edition)s knows no proceeding “%(name)s”.")
                % {"edition": edition.key, "name": proceeding}
            )
        )
    unknown = [a for a in annexes if a not in built.parts or not built.parts[a].annex]
    if unknown:
        raise Refusal(No(_("The edition has no annex “%(annex)s”.") % {"annex": unknown[0]}, where="annex"))
    _about(rules, certificate, parent)
    state = first_state(rules)
    case = Case(
        issuer=edition.issuer, edition=edition, proceeding=proceeding, state=state, institution=institution, unit=unit, certificate=certificate,
        parent=parent, annexes=list(annexes), begun_by=by, begun_at=clock.now(), turned_on=clock.today(built.zone),
    )  # fmt: skip
    first = {role for step in rules.steps_from(state) for role in step.by}
    first |= {w for step in rules.steps_from(state) if step.form for w in built.forms[step.form].writers}
    held = roles_of(by, case) if by else acting.roles if acting else frozenset(roles_in(built, rules))
    if on_paper and by:
        if not is_office(case, by):
            raise Refusal(No(_("A case that comes on paper is begun by the office of the issuer.")))
        held = frozenset(first)
    if (by or acting) and not held & first:
        raise Refusal(No(_("This case is begun by: %(roles)s.") % {"roles": ", ".join(sorted(first))}))
    sides = {
        built.roles[r].source == "institution"
        for r in held & first
        if r in built.roles and built.roles[r].source != "time"
    }
    case.inside = sides == {False}
    with transaction.atomic():
        if parent:
            _about(rules, certificate, locked(parent))
        still_stands(Institution.objects.select_for_update().get(pk=institution.pk))
        if open_already(case).exists():
            raise Refusal(No(_("Such a case is open already: finish it or withdraw it first.")))
        if by is None and len(sides) == 2:
            number_case(case)  # it is nobody's draft: whoever may take its first step, on either side, sees it at once
        case.save()
        append(
            "case.begun",
            "case",
            case.uid,
            by=by.uid if by else acting.id if acting else TIME,
            facts={"edition": edition.key, "proceeding": proceeding},
        )
    return case


def _about(rules: Proceeding, certificate: Certificate | None, parent: Case | None) -> None:
    """A proceeding is about what its edition says: nobody appeals against a case that is somewhere else."""
    if rules.about.kind == "case" and (parent is None or not fits_case(rules, parent)):
        raise Refusal(No(_("This cannot be begun in the present state of the case.")))
    if rules.about.kind == "certificate" and certificate is None:
        raise Refusal(No(_("This can be begun only about a certificate.")))


def begin_about_case(parent: Case, proceeding: str, *, by: Person, on_paper: bool = False) -> Case:
    """A case about another one: an appeal against its outcome. Raises Refusal as `begin` does."""
    return begin(
        parent.institution, parent.edition, proceeding, by=by, unit=parent.unit, certificate=parent.certificate, parent=parent,
        annexes=tuple(parent.annexes), on_paper=on_paper,
    )  # fmt: skip


def begin_about_certificate(
    certificate: Certificate, proceeding: str, *, by: Person | None, acting: Actor | None = None, on_paper: bool = False
) -> Case:  # fmt: skip
    """A case about a certificate, under its own edition or, where that knows no proceedings, the current one of its scheme."""
    edition = edition_for(certificate)
    if edition is None:
        raise Refusal(No(_("No edition of this scheme says what may follow a certificate.")))
    annexes = tuple(a for a in certificate.annexes if a in edition.built.parts)
    holder, unit = holder_now(certificate)
    return begin(
        holder,
        edition,
        proceeding,
        by=by,
        unit=unit,
        certificate=certificate,
        annexes=annexes,
        acting=acting,
        on_paper=on_paper,
    )


def give_up(case: Case, *, by: Person) -> Case:
    """A draft of a case that nobody has sent: it ends, and what it is about can be begun anew. Raises Refusal."""
    with transaction.atomic():
        fresh = locked(case)
        refused = may_give_up(fresh, by)
        if refused:
            raise Refusal(refused)
        fresh.closed_on = clock.today(fresh.edition.built.zone)
        fresh.save(update_fields=["closed_on"])
        append("case.given_up", "case", fresh.uid, by=by.uid, facts={"proceeding": fresh.proceeding})
    return fresh


def number_case(case: Case) -> None:
    """ "7/2026": counted within the issuer and year. Runs inside the transaction of the first step, under the issuer's lock."""
    Issuer.objects.select_for_update().get(pk=case.issuer_id)
    year = clock.today(case.edition.built.zone).year
    last = Case.objects.filter(issuer=case.issuer, year=year).aggregate(last=Max("serial"))["last"] or 0
    case.year, case.serial = year, last + 1
    case.number = f"{case.serial}/{year}"
