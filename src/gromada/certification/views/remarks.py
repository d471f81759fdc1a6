"""Remarks from outside: the public page on which they are written, and the one on which their number is asked about.

Nobody needs to be anybody here: who is signed in is not looked at, no session is used and no cookie set. So there is nothing
that a forged request could misuse, and the pages do without the token that would need a cookie.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gromada.certification.actions.from_outside import take_in
from gromada.certification.forms.remark import NumberForm, WriteForm
from gromada.certification.models import Certificate, Sender
from gromada.certification.models.sender import key_of
from gromada.certification.pages.remark import ReceiptPage, RemarkPage, answer_due
from gromada.kit import clock
from gromada.kit.refusal import No, Refusal
from gromada.people import limits
from gromada.people.requests import belongs_to, connection_today

PAGES = {name: f"certification/remarks/{name}.html" for name in ("closed", "ask", "elsewhere", "write")}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def about(request: HttpRequest, uid: UUID) -> HttpResponse:
    page = RemarkPage(_public(request, uid), request.POST.dict())
    sender = _taken_in(request, page, page.form) if page.sends and isinstance(page.form, WriteForm) else None
    if sender:
        words = {"page": page, "sender": sender, "due": answer_due(sender)}
        return render(request, "certification/remarks/sent.html", words)
    failed = page.form is not None and page.form.is_bound and not page.form.is_valid()
    return render(request, PAGES[page.stage], {"page": page, "form": page.form}, status=400 if failed else 200)


def _public(request: HttpRequest, uid: UUID) -> Certificate:
    """A certificate that was released: of any other nobody outside learns that it exists."""
    rows = Certificate.objects.filter(public_from__lte=clock.today())
    found = get_object_or_404(rows.select_related("edition", "issuer", "institution", "unit"), uid=uid)
    belongs_to(request, found.issuer)
    return found


def _taken_in(request: HttpRequest, page: RemarkPage, form: WriteForm) -> Sender | None:
    if not form.is_valid():
        return None
    try:
        if page.uid is None:
            raise Refusal(_("This page stood open for long. Nothing is lost: press the button once more."))
        with limits.spending(limits.REMARKS, connection_today(request)):
            return take_in(page.certificate, page.content(), uid=page.uid, by=form.who())
    except Refusal as refusal:
        form.refuse(refusal)
        return None


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def number(request: HttpRequest) -> HttpResponse:
    form, page = NumberForm(request.POST or None), None
    if form.is_valid():
        page = _found(request, form)
    return render(
        request, "certification/remarks/number.html", {"form": form, "page": page}, status=400 if form.errors else 200
    )


def _found(request: HttpRequest, form: NumberForm) -> ReceiptPage | None:
    """Whoever asks for a number that is none has a limited number of tries, so that nobody finds one by trying them all."""
    try:
        give_back = limits.spend(limits.NUMBERS, connection_today(request))
        sender = Sender.objects.filter(key=key_of(form.cleaned_data["number"])).select_related("case__edition").first()
        if sender is None:
            sentence = _("We do not know this number. Compare the digits, one after another.")
            raise Refusal(No(sentence, where="number"))
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    give_back()
    return ReceiptPage(sender)
