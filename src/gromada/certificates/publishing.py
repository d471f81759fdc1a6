"""What is published for verifiers, gathered: a credential by the number of its certificate, the texts of standards, the offline bundle."""

import json
from itertools import product
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from gromada.certificates import facts, keys, papers, telling
from gromada.certificates.credential.bundle import Bundle
from gromada.certificates.credential.proof import RDFC
from gromada.certificates.models import Credential, Seal, SigningKey, StatusList, uid_of
from gromada.certification.models import Certificate
from gromada.certification.status import Status, status_of
from gromada.kit import clock
from gromada.records.files import open_file
from gromada.standards.models import Edition

MOST_OF_REPORTS = 300_000


def of_number(number: str) -> Credential | None:
    found = Credential.objects.filter(certificate__number=number.strip(), revoked_at__isnull=True)
    return found.order_by("-pk").first()


def of_code(code: str) -> Credential | None:
    try:
        return Credential.objects.filter(uid=uid_of(code)).first()
    except ValueError:
        return None


def achievement(edition: str, language: str) -> dict[str, Any]:
    """What credentials of an edition say of the certificate itself, read off the newest of them; {} where there is none."""
    found = Credential.objects.filter(certificate__edition__key=edition).order_by("-pk").first()
    document = found.documents.get(f"{language}.{RDFC}") if found else None
    if document is None:
        return {}
    return {"@context": document["@context"], **document["credentialSubject"]["achievement"]}


def paper_of(credential: Credential, language: str) -> bytes:
    """The paper that carries its credential, sealed where the issuer has a seal; b"" where there is no such language."""
    if credential.revoked_at or f"{language}.{RDFC}" not in credential.documents:
        return b""
    sealed = papers.of(credential, language)
    if sealed is None:
        return papers.plain(credential, language)
    with open_file(sealed.file) as file:
        return file.read()


def badge(number: str, language: str) -> bytes:
    """The badge of a released certificate as SVG, with what is true of it today; b"" where there is none.

    As long as it is in force it carries its credential, as Open Badges 3.0 bakes an SVG, so that a copy that somebody keeps can be checked.
    """
    today = clock.today()
    released = Certificate.objects.filter(number=number.strip(), public_from__lte=today, case__isnull=False)
    found = released.select_related("institution", "unit", "edition", "issuer").order_by("-pk").first()
    if found is None or language not in facts.languages(found.edition.built):
        return b""
    said = facts.said(found, language, telling.occasion(found))
    with translation.override(language):
        whole = status_of(found, today, shown=True) == Status.IN_FORCE
        words = {"said": said, "whole": whole, "state": _("in force today") if whole else _("not in force today")}
        words["baked"] = _baked(found.number, language) if whole else ""
        return render_to_string("certificates/badge.svg", words).encode()


def _baked(number: str, language: str) -> str:
    """The credential as it may stand in a CDATA section: what would end the section is written otherwise, which JSON allows."""
    found = of_number(number)
    document = found.documents.get(f"{language}.{RDFC}") if found else None
    return mark_safe(json.dumps(document, ensure_ascii=False).replace("]]>", "]]\\u003e")) if document else ""


def annex(edition: str, part: str, language: str) -> bytes:
    """The text of a part of an edition as the credential's digest knows it; b"" where there is none."""
    row = Edition.objects.filter(key=edition).first()
    built = row.built if row else None
    return built.document(f"texts/annex-{part}", language).encode() if built and part in built.parts else b""


def bundle() -> dict[str, Any]:
    """Everything that a check without a network needs. Its moment is that of the newest list or key, so that it changes only with them."""
    moments = [listed.signed_at for listed in StatusList.objects.exclude(signed_at=None)]
    moments += [key.withdrawn_at or key.made_at for key in SigningKey.objects.all()]
    moments += [seal.withdrawn_at or seal.made_at for seal in Seal.objects.all()]
    return held().as_json(max((moment for moment in moments if moment), default=clock.now()))


def held() -> Bundle:
    """The issuers' keys, the lists of revoked ones, and the texts by which certificates were judged."""
    lists = {listed.address: listed.document for listed in StatusList.objects.exclude(signed_at=None)}
    return Bundle(keys.documents(), lists, _texts() | _reports())


def _reports() -> dict[str, bytes]:
    """Manifests of the newest credentials that count, as many as the bundle may carry; a check without one says that it was not compared."""
    found: dict[str, bytes] = {}
    size = 0
    for credential in Credential.objects.filter(revoked_at__isnull=True).order_by("-pk").iterator(200):
        size += len(credential.report)
        if size > MOST_OF_REPORTS:
            break
        found |= {credential.report_address: credential.report} if credential.report else {}
    return found


def _texts() -> dict[str, bytes]:
    """Of every edition by which a credential was given: what the digests in credentials stand for."""
    given = Credential.objects.values_list("certificate__edition", flat=True).distinct()
    found: dict[str, bytes] = {}
    for edition in (row.built for row in Edition.objects.filter(pk__in=given)):
        for part, language in product(edition.parts, facts.languages(edition)):
            text = edition.document(f"texts/annex-{part}", language).encode()
            found |= {telling.annex_address(edition.id, part, language): text} if text else {}
    return found
