"""What the style page shows: invented places and people only, the same in every language."""

import datetime as dt

from django import forms
from django.core.paginator import Page, Paginator
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from gromada.ui.forms import Choice, DateField, FileInput, LongTextField, PartialDateField, Plain, Row, Scale, Tall

DAY = dt.date(2026, 4, 21)


def _drawn(full: tuple[int, ...]) -> SafeString:
    places = ((20, 8), (32, 20), (20, 32), (8, 20))
    dots = "".join(
        f'<circle class="{"dot-met" if place in full else "dot-gap"}" cx="{x}" cy="{y}" r="5.5"/>'
        for place, (x, y) in enumerate(places)
    )
    return mark_safe(f'<svg viewBox="0 0 40 40" aria-hidden="true">{dots}</svg>')


class SampleForm(forms.Form):
    """Every kind of field once."""

    place = forms.CharField(label=gettext_lazy("Town or name"), help_text=gettext_lazy("“mlawa” is enough."))
    voivodeship = forms.ChoiceField(
        label=gettext_lazy("Voivodeship"),
        choices=[("", pgettext_lazy("voivodeship", "All")), ("14", "mazowieckie"), ("24", "śląskie")],
    )
    taken_on = DateField(label=gettext_lazy("When was the photo taken?"))
    since = PartialDateField(label=gettext_lazy("Since when does the group meet?"), required=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("How is it with you?"),
        widget=Row,
        choices=[
            ("met", gettext_lazy("We meet it")),
            ("part", gettext_lazy("Partly")),
            ("not", gettext_lazy("Not yet")),
            ("other", gettext_lazy("Otherwise, because…")),
            ("none", gettext_lazy("Does not apply, because…")),
        ],
    )
    records = forms.MultipleChoiceField(
        label=gettext_lazy("Records from your diary that fit this indicator"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("a", Choice(gettext_lazy("Meeting after the survey, day room"), more=gettext_lazy("31 people"))),
            ("b", Choice(gettext_lazy("Meeting of the group “Bench”"), more=gettext_lazy("12 people"))),
        ],
    )
    story = LongTextField(label=gettext_lazy("Tell the whole standard"), limit=1500, required=False)
    scan = forms.FileField(
        label=gettext_lazy("Signed page"), required=False, widget=FileInput(accept=(".pdf", ".jpg", ".png"))
    )
    impartial = forms.BooleanField(
        label=gettext_lazy("I know of nothing that would make me partial"),
        help_text=gettext_lazy("Declared before the dossier opens"),
    )


class ThumbForm(forms.Form):
    """What a thumb presses, on a phone."""

    mark_optional = False
    started = forms.ChoiceField(
        label=gettext_lazy("Who started it?"),
        widget=Tall,
        choices=[
            ("by", Choice(gettext_lazy("Residents"), drawing=_drawn((0, 1, 2, 3)))),
            ("with", Choice(gettext_lazy("Together"), drawing=_drawn((1, 3)))),
            ("for", Choice(pgettext_lazy("who started it", "We"), drawing=_drawn(()))),
        ],
    )
    people = forms.ChoiceField(
        label=gettext_lazy("How many people?"),
        widget=Plain,
        choices=[("1", "1–5"), ("2", "6–15"), ("3", "16–30"), ("4", "31+")],
    )
    help = forms.ChoiceField(
        label=gettext_lazy("Is there anybody nearby whom you can ask for a small favour?"),
        widget=Scale,
        choices=[
            ("3", Choice(gettext_lazy("Yes, many people"), dots=(3, 3))),
            ("2", Choice(gettext_lazy("Yes, a few people"), dots=(2, 3))),
            ("0", Choice(gettext_lazy("Nobody"), dots=(0, 3))),
        ],
    )


def bound_form() -> SampleForm:
    """The form as it comes back with mistakes."""
    data = {"place": "", "taken_on": "31 lutego 2026", "answer": "part", "records": ["a"], "story": "x" * 1512}
    return SampleForm(data | {"since": "czerwiec 2011", "impartial": "on", "voivodeship": "14"})


COLOURS = ("paper", "sheet", "shade", "ink", "green", "green-tint", "amber", "amber-tint", "red", "red-tint", "field")


def page_of_list() -> Page:
    return Paginator(range(60), 20).page(2)


def case() -> dict[str, object]:
    def done(name: str, month: int, day: int) -> dict[str, object]:
        return {"state": "done", "name": name, "date": dt.date(2026, month, day)}

    return {
        "crumbs": [{"label": _("To do"), "url": "#case"}, {"label": _("Case 7/2026")}],
        "path": [
            done(_("Request"), 1, 12),
            done(_("Opening"), 1, 20),
            done(_("Formal check"), 2, 17),
            {"state": "skipped", "name": _("Visit")},
            done(_("Assessment"), 4, 20),
            {"state": "now", "name": _("Deliberation"), "note": _("now, until 28 April")},
            {"state": "ahead", "name": _("Decision"), "note": _("by 12 May")},
            {"state": "ahead", "name": pgettext("step", "Issue"), "note": _("by 26 May")},
            {"state": "ahead", "name": _("Handing over"), "note": _("at a session of the council")},
        ],
        "steps": [
            {
                "label": _("Open the vote"),
                "url": "#vote",
                "allowed": True,
                "kind": "main",
                "why": _("There is a quorum: 4 of 5 people vote, one is excluded. Nobody will be told yet."),
            },
            {
                "label": _("Set conditions"),
                "url": "#conditions",
                "allowed": True,
                "method": "post",
                "fields": {"step": "conditions"},
                "confirm": _("The institution will be told what it has to meet, and by when. Shall it go?"),
                "why": _("The institution learns what to meet and by when, before the commission decides."),
            },
            {
                "label": _("Take the certificate away"),
                "url": "#revoke",
                "allowed": True,
                "kind": "grave",
                "why": _("After the matter has been looked into and the charges put in writing."),
                "clause": _("item 10 of the Regulations"),
            },
            {
                "label": _("Do not grant the certificate"),
                "allowed": False,
                "why": _("A refusal needs written reasons"),
                "clause": _("item 8 of the Regulations"),
                "clause_url": "#regulations",
            },
        ],
        "chapters": [
            {"label": _("Application"), "url": "#application", "note": pgettext("application", "signed")},
            {"label": _("Evidence"), "url": "#evidence", "note": "41"},
            {"label": _("Opinions"), "url": "#opinions", "note": _("2 of 2"), "current": True},
            {"label": _("History"), "url": "#history", "note": _("21 entries")},
        ],
        "timeline": [
            {"date": "2005", "what": _("First certificate"), "more": _("The sources do not say until when.")},
            {"date": "2011-06", "what": _("A visit of the expert"), "clause": _("item 7 of the Regulations")},
            {"date": dt.date(2024, 1, 1), "what": _("The centre changes its form"), "state": "change", "url": "#form"},
            {"date": "2026", "what": _("The last year of validity"), "state": "ahead"},
        ],
        "tasks": [
            {
                "date": dt.date(2026, 4, 20),
                "what": _("Ask for completion"),
                "url": "#a",
                "where": "OPS Zmyślin · 11/2026",
                "when": "late",
                "near": _("a day late"),
                "do": _("Write the request"),
                "main": True,
            },
            {
                "date": dt.date(2026, 4, 24),
                "what": _("Confirm the day of the visit"),
                "url": "#b",
                "where": "MOPS Makietów · 9/2026",
                "when": "near",
                "near": _("in 3 days"),
                "do": _("Confirm the day"),
            },
            {"date": dt.date(2026, 5, 12), "what": _("Send for signature"), "url": "#c", "do": _("Send it")},
            {"what": _("A task without a date"), "url": "#d", "where": "CUS Przykładowice"},
        ],
    }


def readiness() -> dict[str, object]:
    def dots(states: str) -> list[dict[str, object]]:
        words = {"m": "met", "p": "part", "g": "gap"}
        return [{"state": words[state.lower()], "required": state.isupper()} for state in states]

    return {
        "rings": [
            {"code": "S1", "name": _("Place and openness"), "url": "#s1", "count": _("2 of 2"), "dots": dots("MMm")},
            {
                "code": "S4",
                "name": _("Participation"),
                "url": "#s4",
                "count": _("2 of 3"),
                "dots": dots("MMPg"),
                "current": True,
            },
            {"code": "S5", "name": _("Groups"), "url": "#s5", "count": _("1 of 2"), "dots": dots("MPmg")},
            {"code": "O4", "name": _("Tools"), "count": _("1 of 1"), "dots": dots("MmmppmgmgpmgmmGG")},
            {"code": "S12", "name": _("Change over time"), "url": "#s12", "count": _("0 of 2"), "dots": dots("PGg")},
        ],
        "legend": [
            {"dot": "met", "label": pgettext("indicator", "there")},
            {"dot": "part", "label": pgettext("indicator", "partly")},
            {"dot": "gap", "label": pgettext("indicator", "missing")},
            {"dot": "large", "label": _("a large dot: required")},
        ],
        "map_legend": [
            {"dot": "valid", "label": _("holds a certificate now")},
            {"dot": "past", "label": _("held one before")},
            {"dot": "unknown", "label": _("end not known")},
        ],
        "stats": [
            {"number": 19, "words": _("activities were started by residents in 2025; in 2020 none")},
            {"number": 7, "words": _("groups, two of them without our help")},
        ],
        "evidence": [
            {
                "title": _("Survey “What in the yard?”"),
                "url": "#e1",
                "more": _("112 answers"),
                "state": "done",
                "word": pgettext("evidence", "added"),
            },
            {
                "title": _("A walk with the seniors"),
                "more": _("7 people"),
                "state": "waiting",
                "word": _("waits for the internet"),
            },
        ],
    }


def register() -> dict[str, object]:
    return {
        "places": [
            {"lat": 53.11, "lon": 20.38, "name": "Mława", "valid": True},
            {"lat": 51.4, "lon": 21.15, "name": "Radom"},
            {"lat": 51.11, "lon": 17.04, "name": "Wrocław"},
            {"lat": 50.26, "lon": 19.02, "name": "Katowice"},
            {"lat": 50.3, "lon": 18.95, "name": "Chorzów"},
            {"lat": 53.12, "lon": 18.01, "name": "Bydgoszcz"},
            {"lat": 49.62, "lon": 20.69, "name": "Nowy Sącz"},
            {"lat": 50.57, "lon": 22.05, "name": "Stalowa Wola"},
            {"lat": 53.55, "lon": 14.57, "name": "Police"},
        ],
        "spans": [
            {"start": dt.date(2011, 6, 28), "end": None, "label": pgettext("certificate", "first")},
            {"start": dt.date(2022, 3, 29), "end": "2026", "label": pgettext("certificate", "second")},
        ],
        "changes": [dt.date(2024, 1, 1)],
        "checks": [
            {"words": _("It was signed by the association"), "ok": True},
            {"words": _("Not a letter has been changed since"), "ok": True},
            {"words": _("The commission took it away on 3 March 2026"), "ok": False},
        ],
        "verdicts": [
            {"state": "valid", "title": _("Yes, this certificate is in force"), "lead": "2022–2026"},
            {"state": "expired", "title": _("The validity of this certificate has ended"), "lead": "2014–2017"},
            {"state": "suspended", "title": _("This certificate is suspended"), "lead": _("until the matter is clear")},
            {"state": "revoked", "title": _("No, this certificate has been taken away"), "lead": "GOPS Brudnopis"},
            {"state": "unsure", "title": _("It could not be established"), "lead": "WZÓR-2"},
            {"state": "history", "title": _("Known from history, not confirmed by the association")},
            {"state": "unknown", "title": _("We have not found such a number"), "lead": "WZÓR-9999"},
        ],
        "columns": [
            {"label": _("Institution")},
            {"label": _("Step")},
            {"label": _("Whose move"), "short": pgettext("step", "Move")},
            {"label": _("Until when"), "short": _("Term")},
        ],
        "number_columns": [
            {"label": _("Year")},
            {"label": _("We, for people"), "number": True},
            {"label": _("Together, with people"), "number": True},
            {"label": _("Residents"), "number": True},
        ],
        "numbers": [(2023, 13, 12, 5), (2024, 10, 13, 11), (2025, 7, 12, 19)],
    }
