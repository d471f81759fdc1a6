"""Files in the places of a form, and the files of a snapshot: references of this room's own to bytes that records keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gromada.certification.models import Case, Contribution, Document, Snapshot, StepTaken
from gromada.certification.queries.opening import PLACE, SNAPSHOT, place_owner
from gromada.certification.queries.reach import writing
from gromada.journal.actions import append
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person
from gromada.records.files import refer, take_in
from gromada.records.models import Attachment, StoredFile
from gromada.standards.edition.model import Form


def attach(
    case: Case, form: Form, upload: UploadedFile, *, path: str, by: Person, entry: Document | None = None
) -> dict[str, Any]:
    """Takes a file in and returns it as a place of the form holds it; writing the place is `save`'s business.

    Raises Refusal when the form is not open or the file is not accepted; then nothing is kept.
    """
    step, owner = writing(case, form, by, entry)
    if step is None:
        raise Refusal(No(_("The form is handed in; files cannot be added any more."), where=path))
    stored, name = take_in(upload, where=path)
    own = Person.objects.get(uid=owner) if owner else None
    with transaction.atomic():
        made = refer(stored, name, owner_kind=PLACE, owner=place_owner(case, form, own))
        append("file.attached", "case", case.uid, by=by.uid, facts={"form": form.id, "digest": stored.digest})
    return {
        "uid": str(made.uid),
        "name": made.name,
        "size": stored.size,
        "type": stored.media_type,
        "digest": stored.digest,
    }


def detach(case: Case, form: Form, uid: str, *, by: Person, entry: Document | None = None) -> None:
    """Lets a file go that no place holds any more. What a step took with it stays with the step."""
    if writing(case, form, by, entry)[0] is None:
        raise Refusal(No(_("The form is handed in; files cannot be taken away any more.")))
    found = Attachment.objects.filter(uid=uid, owner_kind=PLACE).select_related("file").first()
    if found is None or _stands_in_a_step(case, form, uid):
        return
    with transaction.atomic():
        append("file.detached", "case", case.uid, by=by.uid, facts={"form": form.id, "digest": found.file.digest})
        found.delete()


def _stands_in_a_step(case: Case, form: Form, uid: str) -> bool:
    steps = [s.id for s in case.rules.steps if s.form == form.id]
    taken = StepTaken.objects.filter(case=case, step__in=steps).values_list("content", flat=True)
    parts = Contribution.objects.filter(case=case, step__in=steps).values_list("content", flat=True)
    return any(row.get("uid") == uid for content in (*taken, *parts) for row in files_in(content.values()))


def attach_snapshot_files(snapshot: Snapshot) -> list[Attachment]:
    """Gives a snapshot references of its own to every file that it names, so that it opens for its readers and stays for ever.

    Called by the `freeze` effect, in its transaction. Asked for again, it adds only what is missing.
    """
    content = snapshot.content
    named = [file for row in content.get("evidence", ()) for file in row.get("files", ())]
    named += files_in(content.get("answers", {}).values())
    stored = {s.digest: s for s in StoredFile.objects.filter(digest__in={row["digest"] for row in named})}
    return [
        refer(stored[row["digest"]], row["name"], owner_kind=SNAPSHOT, owner=snapshot.uid)
        for row in named
        if row["digest"] in stored
    ]


def files_in(values: Iterable[Any]) -> list[Mapping[str, Any]]:
    """Every file that stands in these values: in a place of files, or in a cell of a table."""
    found: list[Mapping[str, Any]] = []
    for value in values:
        if isinstance(value, Mapping) and "digest" in value:
            found.append(value)
        elif isinstance(value, Mapping):
            found += files_in(value.values())
        elif isinstance(value, list):
            found += files_in(value)
    return found
