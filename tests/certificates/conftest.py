"""A certificate issued by the step that issues it, and one that was released."""

import pytest

from gromada.certificates import issuing, keys
from gromada.certificates.models import Credential
from gromada.certification.models import Case, Certificate
from gromada.kit import clock
from tests.builders.cases import World, act, world_of


@pytest.fixture
def world(db: None) -> World:
    return world_of("cal-2022")


@pytest.fixture
def certificate(world: World) -> Certificate:
    """The road to the door of the last step is walked in other tests; here the case is put there and the step is taken."""
    case = world.begin()
    (issuing,) = (s for s in case.rules.steps if any(effect.effect == "issue" for effect in s.effects))
    Case.objects.filter(pk=case.pk).update(state=issuing.sources[0], number="S/1/2026", opened_on=clock.today())
    case.refresh_from_db()
    act(case, issuing.id)
    assert case.certificate is not None
    return case.certificate


@pytest.fixture
def released(certificate: Certificate) -> Certificate:
    certificate.public_from = clock.today()
    certificate.save()
    return certificate


@pytest.fixture
def credential(released: Certificate) -> Credential:
    keys.make(released.issuer, by="test")
    made = issuing.bring_up_to_date(released)
    assert made is not None
    return made
