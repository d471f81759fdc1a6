"""An application as one package to sign: made by whoever writes it, as often as its words change."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gromada.certification.models import Case
from gromada.certification.queries.digests import content_digest
from gromada.certification.queries.reach import writing_step
from gromada.journal.actions import append
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.paper import package_facts, package_pdf
from gromada.paper.models import Package
from gromada.paper.models.package import OWNER
from gromada.people.models import Person
from gromada.records.files import store
from gromada.standards.edition.model import Form, Step

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none of them is taken for another


def packaged(case: Case, person: Person) -> tuple[Step, Form] | None:
    """The step whose form the person writes now and that is signed as a package: one hand, for the institution."""
    roles = case.edition.built.roles
    for step in case.rules.steps_from(case.state):
        form = case.edition.built.forms.get(step.form or "")
        outside = any(role in roles and roles[role].source == "institution" for role in step.by)
        if form and form.tree and outside and step.how.kind == "one" and writing_step(case, form, person):
            return step, form
    return None


def make_package(case: Case, *, by: Person) -> Package:
    """The package of what is written now; asked for again while nothing has changed, the same one."""
    found = packaged(case, by)
    if found is None:
        raise Refusal(No(_("There is nothing to sign here now.")))
    step, form = found
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        content = package_facts.content_of(case, form)
        digest = content_digest(content)
        rows = Package.objects.filter(case=case, form=form.id)
        last = rows.order_by("version").last()
        if last is None or last.digest != digest:
            last = Package.objects.create(
                case=case, step=step.id, form=form.id, version=(last.version if last else 0) + 1, code=_free_code(),
                content=content, digest=digest, by=by, at=clock.now(),
            )  # fmt: skip
            facts = {"package": last.uid, "version": last.version, "code": last.code, "digest": digest}
            append("package.made", "case", case.uid, by=by.uid, facts=facts)
    if last.file_id is None:
        _set_in_type(last)
    return last


def _free_code() -> str:
    while True:
        letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Package.objects.filter(code=code).exists():
            return code


def _set_in_type(package: Package) -> None:
    """In the main language of the edition: it is signed for the issuer, whatever the page speaks."""
    with override(package.case.edition.built.languages[0]):
        made = package_pdf.pdf(package_facts.said(package), package.at)
    name = f"{package.form}-{package.code}.pdf"
    package.file = store(made, "application/pdf", name=name, owner_kind=OWNER, owner=package.uid)
    package.save(update_fields=["file"])
