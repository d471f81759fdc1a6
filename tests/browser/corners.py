"""What stands behind no link: a declaration that is asked for, an open sitting, an invitation on paper, a mailed link, a second step."""

from typing import Any
from uuid import uuid4

from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import translation

from gromada.certification.actions import impartiality, sittings
from gromada.certification.actions.beginning import begin
from gromada.certification.models import Case, Certificate, Declaration, Sitting
from gromada.certification.queries.roles import holders_of
from gromada.certification.queries.voting import voting_role
from gromada.institutions.models import Function, Institution
from gromada.kit import clock
from gromada.people import actions, factors, tokens
from gromada.people.actions.invitation import invite, print_sheet
from gromada.people.models import Email, Link, Person
from gromada.people.vocabulary import LINK_LASTS
from gromada.standards.models import Edition
from tests.builders.cases import act
from tests.builders.people import person, works_in

PASSWORD = "trzy wiadra pod gruszą"
Row = list[str]  # user name of the demonstration ("" for a visitor), language, address


def corners() -> list[Row]:
    """Where each of these pages stands, in both languages, and who may open it."""
    return [*_case(), *_sitting(), *_invitation(), *_link(), *_duplicate(), *_both("", "ui:style")]


def account() -> dict[str, Any]:
    """Somebody who signs in by a password and the codes of an application, with an address; and the secret of the codes."""
    who, secret = person(username=_mark()), totp.generate_totp_secret()
    who.set_password(PASSWORD)
    who.save()
    email = Email.objects.create(person=who, address=f"{who.username}-{who.uid}@example.org", verified_at=clock.now())
    now = int(clock.now().timestamp()) // 30
    factor = actions.add_application(who, secret, totp.format_hotp_value(totp.hotp_value(secret, now - 1)), by=who)
    with translation.override("pl"):
        removing = [
            reverse("people:remove_email", kwargs={"uid": email.uid}),
            reverse("people:remove_factor", kwargs={"slug": factors.slug(factor)}),
        ]
    return {"username": who.username, "password": PASSWORD, "secret": secret, "removing": removing}


def _mark() -> str:
    """A user name that nobody has: each scene runs in a process of its own, which counts from nothing."""
    return f"kat-{uuid4().hex[:8]}"


def _both(who: str, name: str, **places: object) -> list[Row]:
    found = []
    for language in ("pl", "en"):
        with translation.override(language):
            found.append([who, language, reverse(name, kwargs=places)])
    return found


def _begun() -> Case:
    number = _mark()
    home = Institution.objects.create(
        slug=f"{number}-demo", name=f"Ośrodek Pomocy Społecznej w Kątach {number}", kind="social_assistance_centre",
        town="Kąty", voivodeship="podlaskie", demo=True,
    )  # fmt: skip
    head = person(f"Kazimiera Kąt {number}", number, demo=True)
    works_in(home, Function.Kind.HEAD, head)
    edition = Edition.objects.get(key="cal-2022")
    return begin(home, edition, "certification", by=head, annexes=(edition.built.annexes_for(home.kind)[0].id,))


def _head(case: Case) -> Person:
    return Function.objects.get(institution=case.institution, kind=Function.Kind.HEAD).person


def _case() -> list[Row]:
    """Evidence is being added to a draft; in another case two were asked, and one tells of a link."""
    draft, case = _begun(), act(_begun(), "submit")
    board, asked, linked = (
        Person.objects.get(username=f"demo-{name}") for name in ("zarzad-3", "komisja", "komisja-2")
    )
    impartiality.ask(case, [asked, linked], "commission", by=board)
    told = impartiality.declare(case, linked, Declaration.Degree.DISCLOSED, "Szkolenie w 2019 r.", by=linked)
    return [
        *_both(_head(draft).username, "certification:evidence", uid=draft.uid, step="submit", node="S1.1"),
        *_both(asked.username, "certification:declare", uid=case.uid),
        *_both(board.username, "certification:allow", uid=case.uid, declaration=told.uid),
    ]


def _sitting() -> list[Row]:
    """A vote that is open, as its chair sees it."""
    case = _begun()
    for name in ("submit", "open_case", "admit", "give_opinion", "agree_finding"):
        act(case, name)
    step = case.rules.step("decide")
    assert step is not None
    chair = holders_of(case, voting_role(case, step))[0]
    made = sittings.call(case, step, on=clock.today(), place="", kind=Sitting.Kind.OPEN, chair=chair, by=chair)
    return _both(chair.username, "certification:sitting", uid=case.uid, sitting=made.uid)


def _invitation() -> list[Row]:
    """On paper: the page that prints it, and the page that its code opens."""
    case = _begun()
    head = _head(case)
    made = invite("Zofia Maj", kind="function", by=head, about=case.institution.uid, what={"kind": "team"})
    return [
        *_both("", "people:invitation", code=print_sheet(made, by=head)),
        *_both(head.username, "people:invitation_sheet", uid=made.uid),
    ]


def _duplicate() -> list[Row]:
    """Another copy of a certificate that was released, as the office orders it."""
    made = Certificate.objects.filter(institution__demo=True).exclude(handed_over_on="").first()
    assert made is not None
    return _both("demo-biuro", "certificates:duplicate", uid=made.uid)


def _link() -> list[Row]:
    """A mailed link, before its button is pressed."""
    who, token, now = person(username=_mark()), tokens.link_token(), clock.now()
    email = Email.objects.create(person=who, address=f"{who.uid}@example.org", verified_at=now)
    Link.objects.create(
        kind=Link.Kind.SIGN_IN, digest=tokens.digest(token), email=email, at=now, expires_at=now + LINK_LASTS
    )
    return _both("", "people:link", token=token)
