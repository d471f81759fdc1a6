"""Each model says how long it is kept and which of its fields concern people."""

import pytest
from django.db import models

from gromada.kit.privacy import Privacy, Retention
from tests.architecture.test_layers import own_models


def declared_models() -> list[type[models.Model]]:
    """Ours, without the tables that Django makes by itself for many-to-many."""
    return [model for model in own_models() if not model._meta.auto_created]


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_every_model_says_how_long_it_is_kept(model: type[models.Model]) -> None:
    privacy = model.__dict__.get("privacy")
    assert isinstance(privacy, Privacy), f"{model.__name__} needs: privacy = Privacy(Retention.…, (personal fields))"
    assert isinstance(privacy.retention, Retention)


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_personal_fields_exist(model: type[models.Model]) -> None:
    fields = {field.name for field in model._meta.get_fields()}
    assert set(model.__dict__["privacy"].personal) <= fields


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model.__name__)
def test_a_model_without_personal_data_has_no_field_for_a_person(model: type[models.Model]) -> None:
    """Retention "none" promises that there is nothing to erase."""
    if model.__dict__["privacy"].retention == Retention.NONE:
        pointing = [f.name for f in model._meta.fields if f.related_model and f.related_model.__name__ == "Person"]
        assert not pointing
