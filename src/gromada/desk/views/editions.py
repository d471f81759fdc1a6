"""Editions of the issuer's schemes: drafting a new one from the last, correcting texts, publishing after a body's decision."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gromada.desk.forms.editions import AddForm, PublishForm, StandardForm, TermForm, TextsForm, VersionForm
from gromada.desk.pages_editions import draft_page, lines_of, titles
from gromada.desk.rules_editions import may_draft, may_publish, publishes_alone, sees_drafts
from gromada.kit import clock
from gromada.kit.refusal import Refusal
from gromada.people.requests import SignedIn, belongs_to
from gromada.standards import drafting
from gromada.standards.drafts import Decision, begin_draft, change_draft, drop_draft, publish_draft
from gromada.standards.models import Draft, Edition

Deed = Callable[[dict[str, Any]], None]


@login_required
@require_GET
def editions(request: SignedIn) -> HttpResponse:
    seen = [e for e in Edition.objects.select_related("issuer") if sees_drafts(request.user, e)]
    if not seen:
        raise Http404
    belongs_to(request, seen[0].issuer if len({e.issuer_id for e in seen}) == 1 else None)
    drafts = Draft.objects.filter(base__in=seen, dropped_at=None).select_related("base", "edition")
    rows = [{"edition": e, "drafts": may_draft(request.user, e) is None and not e.history_only} for e in seen]
    return render(request, "desk/editions/list.html", {"rows": rows, "drafts": drafts})


@login_required
@require_POST
def begin(request: SignedIn, uid: UUID) -> HttpResponse:
    base = get_object_or_404(Edition.objects.select_related("issuer"), uid=uid, history_only=False)
    if may_draft(request.user, base):
        raise Http404
    try:
        return redirect("desk:draft", uid=begin_draft(base, errata="errata" in request.POST, by=request.user).uid)
    except Refusal as refusal:
        messages.error(request, " ".join(str(reason) for reason in refusal.reasons))
        return redirect("desk:editions")


def _seen(request: SignedIn, uid: UUID) -> Draft:
    """404 for whoever has no part in it."""
    found = get_object_or_404(Draft.objects.select_related("base__issuer", "edition"), uid=uid, dropped_at=None)
    if not sees_drafts(request.user, found.base):
        raise Http404
    belongs_to(request, found.base.issuer)
    return found


def _edited(request: SignedIn, uid: UUID, *, structure: bool = False) -> Draft:
    """The draft, for whoever may change it; an erratum has nothing but texts to change."""
    found = _seen(request, uid)
    if may_draft(request.user, found.base) or found.published_at or (structure and found.errata):
        raise Http404
    return found


@login_required
@require_http_methods(["GET", "POST"])
def draft(request: SignedIn, uid: UUID) -> HttpResponse:
    found = _seen(request, uid) if request.method == "GET" else _edited(request, uid, structure=True)
    version = found.content["structure"]["scheme"]["version"]
    form = VersionForm(request.POST or None, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        change_draft(found, lambda c: c["structure"]["scheme"].update(version=form.cleaned_data["version"]), by=request.user)  # fmt: skip
        return redirect("desk:draft", uid=uid)
    page = draft_page(found, request.user) | {"form": form, "publish": PublishForm(initial={"on": clock.today()})}
    return render(request, "desk/editions/draft.html", page, status=400 if form.errors else 200)


@login_required
@require_POST
def publish(request: SignedIn, uid: UUID) -> HttpResponse:
    found, form = _seen(request, uid), PublishForm(request.POST)
    if may_publish(request.user, found.base):
        raise Http404
    if form.is_valid() and _published(request, found, form):
        messages.success(request, _("The edition is published and frozen."))
        return redirect("desk:draft", uid=uid)
    version = VersionForm(initial={"version": found.content["structure"]["scheme"]["version"]})
    page = draft_page(found, request.user) | {"form": version, "publish": form}
    return render(request, "desk/editions/draft.html", page, status=400)


def _published(request: SignedIn, found: Draft, form: PublishForm) -> bool:
    said = form.cleaned_data
    decision = Decision(said["on"], said["name"], not publishes_alone(request.user, found.base))
    try:
        publish_draft(found, decision, by=request.user)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@login_required
@require_POST
def drop(request: SignedIn, uid: UUID) -> HttpResponse:
    drop_draft(_edited(request, uid), by=request.user)
    messages.success(request, _("The draft is dropped."))
    return redirect("desk:editions")


@login_required
@require_http_methods(["GET", "POST"])
def texts(request: SignedIn, uid: UUID, group: str) -> HttpResponse:
    found = _edited(request, uid)
    if group not in drafting.groups(found.content):
        raise Http404
    form = TextsForm(request.POST or None, texts=drafting.texts_of(found.content, group), content=found.content)
    return _form(request, found, form, lambda content: _put(content, form), titles(found)["group"][group])


def _put(content: dict[str, Any], form: TextsForm) -> None:
    for (path, language), text in form.said().items():
        drafting.put_text(content, path, language, text)


@login_required
@require_http_methods(["GET", "POST"])
def standard(request: SignedIn, uid: UUID, standard: str) -> HttpResponse:
    found = _edited(request, uid)
    known = found.content["structure"].get("standard", {}).get(standard)
    if known is None:
        raise Http404
    leaf = not found.errata and not drafting.children(found.content, standard)
    given = {"texts": drafting.standard_texts(found.content, standard), "content": found.content}
    form = StandardForm(request.POST or None, leaf=leaf, required=bool(known.get("required")), **given)
    deed = lambda c: drafting.put_standard(c, standard, form.said(), required=form.cleaned_data.get("required"))  # noqa: E731
    return _form(
        request, found, form, deed, titles(found)["standard"][standard], drops="" if found.errata else standard
    )


@login_required
@require_POST
def drop_standard(request: SignedIn, uid: UUID, standard: str) -> HttpResponse:
    found = _edited(request, uid, structure=True)
    change_draft(found, lambda content: drafting.drop_standard(content, standard), by=request.user)
    return redirect("desk:draft", uid=uid)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn, uid: UUID) -> HttpResponse:
    found = _edited(request, uid, structure=True)
    places = [(line["id"], f"{line['id']} {line['name']}") for line in lines_of(found.content) if not line["leaf"]]  # fmt: skip
    places = places or [("", _("the list"))]
    taken, tongues = set(found.content["structure"].get("standard", {})), drafting.languages(found.content)
    form = AddForm(request.POST or None, places=places, taken=taken, languages=tongues)
    deed = lambda c: drafting.add_standard(  # noqa: E731
        c, form.cleaned_data["id"], form.cleaned_data["under"], form.names(), required=form.cleaned_data["required"]
    )
    return _form(request, found, form, deed, _("A new indicator"))


@login_required
@require_http_methods(["GET", "POST"])
def term(request: SignedIn, uid: UUID, term: str) -> HttpResponse:
    found = _edited(request, uid, structure=True)
    length = drafting.lengths(found.content).get(term)
    if length is None:
        raise Http404
    number, unit = length
    form = TermForm(request.POST or None, initial={"number": number, "unit": unit})
    deed = lambda content: drafting.put_length(content, term, **form.cleaned_data)  # noqa: E731
    return _form(request, found, form, deed, titles(found)["term"][term])


def _form(request: SignedIn, found: Draft, form: Form, deed: Deed, title: str, drops: str = "") -> HttpResponse:
    """One form about a draft: shown, or done and back to the draft."""
    if request.method == "POST" and form.is_valid():
        change_draft(found, deed, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("desk:draft", uid=found.uid)
    context = {"draft": found, "form": form, "title": title, "drops": drops}
    return render(request, "desk/editions/form.html", context, status=400 if form.errors else 200)
