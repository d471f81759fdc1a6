"""What stands in the database, so that a test can say: nothing was half-saved."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core import serializers

# What opening a page writes, whatever is on it: the sign-in that goes on, counts of attempts, who is on which page now.
_PASSING = {"people.signin", "people.limit", "certification.presence"}


def everything() -> dict[str, str]:
    """Every table of ours with a digest of all its rows, and the files that are kept."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("gromada.") and model._meta.label_lower not in _PASSING:
            rows = serializers.serialize("json", model._default_manager.order_by("pk"))
            found[model._meta.label] = hashlib.sha256(rows.encode()).hexdigest()
    files = (
        sorted(str(p.relative_to(settings.FILES)) for p in settings.FILES.rglob("*") if p.is_file())
        if settings.FILES.exists()
        else []
    )
    return {**found, "files": " ".join(files)}


@contextmanager
def nothing_saved() -> Iterator[None]:
    before = everything()
    yield
    after = everything()
    changed = [name for name in after if after[name] != before[name]]
    assert not changed, f"changed although it was refused: {', '.join(changed)}"
