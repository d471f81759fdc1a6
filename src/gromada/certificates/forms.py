"""What may be typed about papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certificates import papers
from gromada.certificates.models import SealRequest
from gromada.certification.forms.case import Refusable
from gromada.certification.models import Certificate
from gromada.kit.refusal import No, Refusal
from gromada.people.models import Person


class DuplicateForm(Refusable, forms.Form):
    reason = forms.CharField(
        label=_("Why is a duplicate issued?"),
        help_text=_(
            "For example: the original was damaged by water. The reason stays in the journal and is not printed."
        ),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SealForm(Refusable, forms.Form):
    """One of two: a paper is prepared ("-ask" names the language), or a signature comes back ("-take" names what was asked)."""

    signature = forms.FileField(
        label=_("The signature that came back"),
        help_text=_("A file .p7s, .der or .pem: a detached signature in the form of CMS."),
        required=False,
    )

    def __init__(self, *args: Any, certificate: Certificate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.certificate = certificate
        self.asked: str = self.data.get("-take", "")

    def act(self, *, by: Person) -> None:
        if self.asked:
            self._take(by)
        else:
            credential = self.certificate.credentials.get(revoked_at__isnull=True)
            papers.ask(credential, self.data.get("-ask", ""), by=by.uid)

    def _take(self, by: Person) -> None:
        held = {str(row.uid): row for row in SealRequest.objects.filter(credential__certificate=self.certificate)}
        given = self.cleaned_data["signature"]
        if self.asked not in held or not given:
            raise Refusal(No(_g("Choose the file with the signature."), where="signature"))
        papers.take(held[self.asked], given.read(papers.LARGEST), by=by.uid)
