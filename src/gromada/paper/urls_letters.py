"""Letters as files, the letterhead, the file of a case."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.paper.views import file, letter, letterhead

urlpatterns = [
    path(_("letters/<uuid:letter>.pdf"), letter.pdf, name="letter_pdf"),
    path(_("letters/<uuid:letter>.docx"), letter.docx, name="letter_docx"),
    path(_("letters/<uuid:letter>/envelope-<slug:form>.pdf"), letter.envelope, name="envelope"),
    path(_("letters/<uuid:letter>/versions/"), letter.versions, name="letter_versions"),
    path(_("letterhead/<slug:issuer>/"), letterhead.letterhead, name="letterhead"),
    path(_("letterhead/<slug:issuer>/test.<slug:ending>"), letterhead.test_letter, name="test_letter"),
    path(_("case/<uuid:uid>/"), file.file, name="file"),
    path(_("case/<uuid:uid>/file.pdf"), file.file_pdf, name="file_pdf"),
    path(_("case/<uuid:uid>/file.zip"), file.file_zip, name="file_zip"),
]
