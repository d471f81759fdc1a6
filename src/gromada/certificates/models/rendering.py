"""Papers of a certificate: the original, duplicates, and the one in the name of a successor, a file per language."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gromada.certificates.vocabulary import Copy
from gromada.certification.models import Certificate, CertificateEvent
from gromada.certification.status import Status, with_status
from gromada.kit import clock
from gromada.kit.folding import fold_words
from gromada.kit.ids import uid_field
from gromada.kit.privacy import Privacy, Retention
from gromada.records.models import StoredFile

OWNER = "rendering"  # by which files in records refer to a paper
# A paper of a certificate that is suspended or gone must not be had from us as if nothing had happened.
GIVEN_TO_ALL = (Status.NOT_YET, Status.IN_FORCE, Status.EXPIRED)


def open_to(user: Any) -> "models.QuerySet[Certificate]":
    """Certificates whose paper somebody may have: everybody's once released and in good standing, else theirs who see the
    certificate: its case, or after a change of form the certificate alone.
    """
    today = clock.today()
    released = with_status(Certificate.objects.filter(public_from__lte=today, case__isnull=False), today, shown=True)
    given = released.filter(Q(status__in=GIVEN_TO_ALL)).values("pk")
    theirs = Certificate.objects.visible_to(user).filter(case__isnull=False).values("pk")
    return Certificate.objects.filter(Q(pk__in=given) | Q(pk__in=theirs))


def named_language(language: str) -> str:
    known = {"pl": gettext("PDF in Polish"), "en": gettext("PDF in English")}
    return known.get(language) or gettext("PDF, %(language)s") % {"language": language}


class RenderingQuerySet(models.QuerySet["Rendering"]):
    def visible_to(self, user: Any) -> "RenderingQuerySet":
        return self.filter(certificate__in=open_to(user))


class Rendering(models.Model):
    """One paper in one language. The row says that it exists; `file` is set in type after the transaction, and never again."""

    privacy = Privacy(Retention.CASE)

    uid = uid_field()
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="renderings")
    language = models.CharField(max_length=8)
    copy = models.PositiveSmallIntegerField(_("copy"))  # 1 is the original
    kind = models.CharField(max_length=10, choices=Copy)
    on = models.DateField()  # the day that the paper bears
    event = models.ForeignKey(
        CertificateEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="renderings"
    )
    digest = models.CharField(max_length=64, blank=True)  # of the words; the file has its own
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="renderings")
    made_at = models.DateTimeField(null=True, blank=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        ordering = ["copy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["certificate", "copy", "language"], name="one_paper_a_copy_and_language"),
            models.CheckConstraint(
                condition=Q(file__isnull=True, made_at__isnull=True) | Q(file__isnull=False, made_at__isnull=False),
                name="paper_made_when_it_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.copy} {self.language}"

    @property
    def language_name(self) -> str:
        """ "PDF in Polish", in the language of the page."""
        return named_language(self.language)

    @property
    def file_name(self) -> str:
        """ "cal-2026-7.pl.pdf"; a further copy has its number: "cal-2026-7-2.pl.pdf"."""
        number = fold_words(self.certificate.number).replace(" ", "-") or "certificate"
        return f"{number}{f'-{self.copy}' if self.copy > 1 else ''}.{self.language}.pdf"
