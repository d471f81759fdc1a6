"""Declarations of impartiality: asked for when somebody is named, made before the dossier opens, never changed, only followed by a new one."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Declaration, Document
from gromada.certification.queries.reach import is_issuers_side
from gromada.certification.queries.roles import candidates, roles_of
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.kit.text import clean
from gromada.people.models import Person


def ask(case: Case, people: Iterable[Person], role: str, *, by: Person) -> list[Declaration]:
    """Asks those who have not been asked in this case; returns the new requests."""
    found = []
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        known = set(Declaration.objects.filter(case=case, current=True).values_list("person", flat=True))
        for person in people:
            if person.pk not in known:
                found.append(
                    Declaration.objects.create(
                        case=case,
                        person=person,
                        role=role,
                        degree=Declaration.Degree.ASKED,
                        at=clock.now(),
                        entered_by=by,
                    )
                )
        if found:
            append(
                "impartiality.asked",
                "case",
                case.uid,
                by=by.uid,
                facts={"role": role, "people": [d.person.uid for d in found]},
            )
    return found


def declare(
    case: Case, person: Person, degree: str, reason: str = "", *, by: Person, document: Document | None = None
) -> Declaration:
    """What the person says of links with the institution. The office may enter what came on paper (`by` is who enters it).

    Raises Refusal when it is not asked for, or a link is said to exist without a word on it.
    """
    reason = clean(reason)
    if degree not in (Declaration.Degree.NONE, Declaration.Degree.DISCLOSED, Declaration.Degree.EXCLUDED):
        raise Refusal(No(_("Choose one of the three answers."), where="degree"))
    if degree != Declaration.Degree.NONE and not reason:
        raise Refusal(No(_("Write in a sentence what links you with the institution."), where="reason"))
    if by != person and not is_issuers_side(case, by):
        raise Refusal(No(_("Only the issuer's office enters a declaration for somebody else.")))
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        last = Declaration.objects.filter(case=case, person=person, current=True).first()
        if last is None and not _is_named(case, person):
            raise Refusal(No(_("Nobody has asked for this declaration.")))
        role = last.role if last else ""
        if last:
            last.current = False
            last.save(update_fields=["current"])
        made = Declaration.objects.create(
            case=case,
            person=person,
            role=role,
            degree=degree,
            reason=reason,
            at=clock.now(),
            entered_by=by,
            document=document,
        )
        append(
            "impartiality.declared",
            "case",
            case.uid,
            by=by.uid,
            facts={"person": person.uid, "degree": degree, "document": document.uid if document else None},
            private={"reason": reason},
        )
    return made


def _is_named(case: Case, person: Person) -> bool:
    return bool(roles_of(person, case)) or any(
        person in candidates(case, role) for role in case.edition.built.roles.values() if role.source == "case"
    )


def allow(declaration: Declaration, reason: str, *, by: Person) -> Declaration:
    """A disclosed link is allowed with a written reason, by somebody else on the issuer's side."""
    reason = clean(reason)
    if not reason:
        raise Refusal(No(_("Write why this link does not stand in the way."), where="allowed_reason"))
    if declaration.degree != Declaration.Degree.DISCLOSED or not declaration.current:
        raise Refusal(No(_("Only a disclosed link can be allowed.")))
    if by == declaration.person or not is_issuers_side(declaration.case, by):
        raise Refusal(No(_("Somebody else on the issuer's side has to allow it.")))
    with transaction.atomic():
        declaration.allowed_by, declaration.allowed_reason, declaration.allowed_at = by, reason, clock.now()
        declaration.save(update_fields=["allowed_by", "allowed_reason", "allowed_at"])
        append(
            "impartiality.allowed",
            "case",
            declaration.case.uid,
            by=by.uid,
            facts={"person": declaration.person.uid},
            private={"reason": reason},
        )
    return declaration
