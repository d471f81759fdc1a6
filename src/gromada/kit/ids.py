"""Every row has a `uid` that a client may mint: it makes imports, offline work and repeated requests idempotent."""

import uuid

from django.db import models


def new_uid() -> uuid.UUID:
    return uuid.uuid4()


def uid_field() -> models.UUIDField:
    return models.UUIDField(default=new_uid, unique=True, editable=False)
