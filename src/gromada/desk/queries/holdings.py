"""What an institution's page shows of its certificates, names and units, and what the reader may do with each."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gromada.certification.history.deciding import heads_holder, works_in_office
from gromada.certification.models import Certificate, HistoryRemark
from gromada.certification.pages.evidence import Document, file_url
from gromada.certification.queries.certificates import CERTIFICATE, certificates_of, may_open_source
from gromada.certification.status import Status, status_of
from gromada.desk.words import STATUS, UNDATED
from gromada.institutions.models import Alias, Institution, Succession
from gromada.institutions.queries import line_of
from gromada.kit import clock
from gromada.people.models import Issuer, Person
from gromada.records.models import Attachment
from gromada.ui.typography import longdate, partial_date, years


@dataclass(frozen=True)
class Held:
    """A certificate as a line, with the doors that stand open to the reader."""

    certificate: Certificate
    name: str
    facts: list[str]
    chip: str
    status: str
    files: list[Document] = field(default_factory=list)
    remarks: list[HistoryRemark] = field(default_factory=list)
    opens: bool = False
    may_confirm: bool = False
    may_correct: bool = False
    may_withdraw: bool = False
    may_unconfirm: bool = False
    may_remark: bool = False
    may_answer: bool = False


def certificates_for(institution: Institution, person: Person) -> dict[str, Any]:
    return {"held": held_by(institution, person), "withdrawn": withdrawn_of(institution, person)}


def held_by(institution: Institution, person: Person) -> list[Held]:
    """The certificates that the reader may know of: released ones and history; all of them for those who look after them."""
    today = clock.today()
    found = list(certificates_of(institution))
    offices = {c.issuer_id: works_in_office(person, c.issuer) for c in {c.issuer_id: c for c in found}.values()}
    heads = {c.institution_id: heads_holder(person, c) for c in {c.institution_id: c for c in found}.values()}
    files = _files(found, person)
    opens = set(
        Certificate.objects.visible_to(person).filter(pk__in=[c.pk for c in found]).values_list("pk", flat=True)
    )
    shown = []
    for one in found:
        office, head = offices[one.issuer_id], heads[one.institution_id]
        released = one.imported or (one.public_from is not None and one.public_from <= today)
        if released or office or head:
            shown.append(_held(one, office, head, files.get(str(one.uid), []), one.pk in opens))
    return shown


def _held(one: Certificate, office: bool, head: bool, files: list[Document], opens: bool) -> Held:
    status = status_of(one, clock.today(), shown=not office)  # the holder hears of a suspension from its letter
    chip, word = STATUS[status]
    if status == Status.UNKNOWN and one.confirmed_on:
        chip, word = "past", UNDATED
    open_still = one.imported and one.confirmed_on is None
    remarks = [r for r in one.remarks.all() if office or head]
    return Held(
        one, named(one), _facts(one), chip, str(word), files, remarks, opens,
        may_confirm=open_still and (office or head), may_correct=open_still and office, may_withdraw=open_still and office,
        may_unconfirm=one.imported and not open_still and office,
        may_remark=open_still and head, may_answer=office,
    )  # fmt: skip


def withdrawn_of(institution: Institution, person: Person) -> list[Certificate]:
    """What the office withdrew as a mistake, for the office alone."""
    rows = Certificate.everything.filter(institution=institution).exclude(withdrawn_on=None)
    return [one for one in rows.select_related("issuer", "institution", "unit") if works_in_office(person, one.issuer)]


def own_of(institution: Institution, person: Person) -> list[Held]:
    """The certificates that are the institution's today and that the person may open, for a line each on the desk."""
    today, line = clock.today(), line_of(institution)
    opens = set(Certificate.objects.visible_to(person).values_list("pk", flat=True))
    found = [one for one in certificates_of(institution) if one.pk in opens and one.held_by(today) in line]
    return [_held(one, False, heads_holder(person, one), [], True) for one in found]


def _files(certificates: list[Certificate], person: Person) -> dict[str, list[Document]]:
    rows = Attachment.objects.filter(owner_kind=CERTIFICATE, owner__in=[str(c.uid) for c in certificates])
    found: dict[str, list[Document]] = {}
    allowed: dict[str, bool] = {}
    for row in rows.select_related("file").order_by("pk"):
        if allowed.setdefault(row.owner, may_open_source(person, row.owner)):
            found.setdefault(row.owner, []).append(Document(row.name, file_url(row), row.file.size))
    return found


def named(one: Certificate) -> str:
    """The years where they are known, else that they are not."""
    known = one.label or years(one.valid_from, one.valid_to) if one.label or (one.valid_from and one.valid_to) else ""
    if one.endless and one.valid_from:
        known = _("since %(day)s, without an end") % {"day": partial_date(one.valid_from)}
    return _("Certificate for %(years)s") % {"years": known} if known else _("Certificate, years not known")


def described(one: Certificate) -> str:
    """One sentence about a certificate, above a question about it."""
    return f"{one.holder}: {named(one)}. " + _("Source: %(source)s.") % {"source": one.source or "–"}


def _facts(one: Certificate) -> list[str]:
    given = ", ".join(part for part in (one.handed_over_by, one.handed_over_as) if part)
    said = [
        one.holder if one.unit else "",
        _("number %(number)s") % {"number": one.number} if one.number else "",
        _("which one: %(award)s") % {"award": one.award} if one.award else "",
        _("valid from %(day)s") % {"day": partial_date(one.valid_from)} if one.valid_from else "",
        _("valid until %(day)s") % {"day": partial_date(one.valid_to)} if one.valid_to else "",
        _("decided: %(day)s") % {"day": partial_date(one.decided_on)} if one.decided_on else "",
        _("handed over: %(day)s") % {"day": partial_date(one.handed_over_on)} if one.handed_over_on else "",
        _("handed over by: %(who)s") % {"who": given} if given else "",
        one.occasion,
        _("report of %(year)s") % {"year": one.report_year} if one.report_year else "",
        _confirmed(one),
    ]
    return [part for part in said if part]


def _confirmed(one: Certificate) -> str:
    if not one.confirmed_on:
        return ""
    words = {"day": longdate(one.confirmed_on), "basis": one.basis}
    if one.basis:
        return _("confirmed by the office on %(day)s on the basis: %(basis)s") % words
    return _("confirmed on %(day)s") % words


def remarks_to(office: Issuer | None) -> list[HistoryRemark]:
    """What holders said about history and nobody of the office has answered yet, the oldest first."""
    waiting = HistoryRemark.objects.filter(certificate__issuer=office, settled_at=None) if office else None
    related = ("by", "certificate__institution", "certificate__unit")
    return list(waiting.select_related(*related).order_by("pk")[:20]) if waiting is not None else []


@dataclass(frozen=True)
class Name:
    alias: Alias
    dates: str


def names_of(institution: Institution) -> dict[str, Any]:
    """Other names with their dates, units, whom it succeeded and who succeeded it."""
    near = Succession.objects.filter(Q(predecessor=institution) | Q(successor=institution)).order_by("since")
    return {
        "aliases": [Name(a, _dates(a)) for a in institution.aliases.order_by("pk")],
        "units": list(institution.units.order_by("name")),
        "successions": list(near.select_related("predecessor", "successor")),
        "succeeded": any(s.predecessor_id == institution.pk for s in near),
    }


def _dates(alias: Alias) -> str:
    since, until = (partial_date(day) if day else "" for day in (alias.since, alias.until))
    if since and until:
        return _("from %(since)s until %(until)s") % {"since": since, "until": until}
    if until:
        return _("until %(until)s") % {"until": until}
    return _("in use since %(since)s") % {"since": since} if since else _("in use")
