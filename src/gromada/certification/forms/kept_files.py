"""Files that came with a form which has to be shown once more: stored at once, named by signed words in the page, chosen no second time."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gromada.kit.refusal import Refusal
from gromada.records.files import take_in
from gromada.records.models import StoredFile

SALT = "gromada.certification.kept_files"
STAY = timedelta(hours=20)  # less than files without a reference stay
Kept = tuple[StoredFile, str]


class KeepsFiles:
    """A form with `files`; `kept` names those that came with it before."""

    fields: dict[str, forms.Field]
    data: Any
    files: Any

    def offer_kept(self) -> None:
        """Called when the form is built: what its page named stays a choice."""
        words = self.data.getlist("kept") if hasattr(self.data, "getlist") else []
        self.stored = {word: found for word in words if (found := _found(word))}
        if self.stored:
            self._offer()

    def _offer(self) -> None:
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Attached already"), required=False, widget=forms.CheckboxSelectMultiple,
            help_text=_("Untick what should not go."), choices=[(word, name) for word, (_stored, name) in self.stored.items()],
        )  # fmt: skip
        self.order_fields([*(n for n in self.fields if n not in ("kept", "files")), "kept", "files"])  # type: ignore[attr-defined]

    def keep_files(self) -> None:
        """Before the form is shown again: the files that came with it are stored and ticked."""
        given = self.files.getlist("files") if hasattr(self.files, "getlist") else []
        words = [word for upload in given if (word := self._kept(upload))]
        if words:
            self.data = self.data.copy()
            self.data.setlist("kept", [*self.data.getlist("kept"), *words])
            self._offer()

    def _kept(self, upload: UploadedFile) -> str:
        try:
            stored, name = take_in(upload, where="files")
        except Refusal as refusal:
            told = [str(sentence) for sentence in self.errors.get("files", ())]  # type: ignore[attr-defined]
            for no in refusal.reasons:
                if no.sentence not in told:
                    self.add_error("files", no.sentence)  # type: ignore[attr-defined]
            return ""
        word = signing.dumps([stored.digest, name], salt=SALT)
        self.stored[word] = (stored, name)
        return word

    def kept(self) -> list[Kept]:
        """Those that stay ticked."""
        return [self.stored[word] for word in self.cleaned_data.get("kept", ())]  # type: ignore[attr-defined]


def _found(word: str) -> Kept | None:
    try:
        digest, name = signing.loads(word, salt=SALT, max_age=STAY)
    except (signing.BadSignature, ValueError):
        return None
    stored = StoredFile.objects.filter(digest=digest).first()
    return (stored, name) if stored else None
