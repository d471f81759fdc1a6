"""What may be typed when a case is begun and when somebody declares impartiality."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from gromada.certification.models import Declaration
from gromada.certification.queries.beginnings import leading
from gromada.certification.sentences import language
from gromada.institutions.models import Institution
from gromada.kit.refusal import Refusal
from gromada.people.queries import several_issuers
from gromada.standards.edition.model import Part
from gromada.standards.models import Edition


class Refusable:
    """A form that shows the reasons of a refusal where they can be mended."""

    fields: dict[str, forms.Field]

    def refuse(self, refusal: Refusal) -> None:
        for reason in refusal.reasons:
            sentence = f"{reason.sentence} {reason.clause}".strip()
            self.add_error(reason.where if reason.where in self.fields else None, sentence)  # type: ignore[attr-defined]


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """What may be chosen, known only now."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class BeginForm(Refusable, forms.Form):
    """Which scheme, for the whole institution or a unit of it, with which annex."""

    what = forms.ChoiceField(label=_("What do you apply for?"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Who applies"), required=False)
    annex = forms.ChoiceField(
        label=_("Substantive annex"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The way of working that fits your field."),
    )

    def __init__(self, *args: Any, institution: Institution, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.open = {
            f"{e.key}:{p}": (e, p)
            for e in Edition.objects.filter(current=True).select_related("issuer")
            for p in leading(e.built)
        }
        offer(self, "what", [(key, _named(e, p)) for key, (e, p) in self.open.items()])
        self.units = {str(u.uid): u for u in institution.units.filter(until="")}
        offer(self, "unit", [("", institution.name), *((key, u.name) for key, u in self.units.items())])
        editions = {e.key: e for e, _p in self.open.values()}
        annexes = {
            f"{e.key}:{p.id}": _annex(e, p, whose=len(editions) > 1)
            for e in editions.values()
            for p in e.built.annexes_for(institution.kind)
        }
        offer(self, "annex", list(annexes.items()))
        if not annexes:
            del self.fields["annex"]
        if not self.units:
            del self.fields["unit"]
        if len(self.open) == 1:
            self.initial["what"] = next(iter(self.open))

    def said(self) -> dict[str, Any]:
        """The arguments of `begin`."""
        edition, proceeding = self.open[self.cleaned_data["what"]]
        annex = (self.cleaned_data.get("annex") or "").removeprefix(f"{edition.key}:")
        unit = self.units.get(self.cleaned_data.get("unit", ""))
        return {"edition": edition, "proceeding": proceeding, "annexes": (annex,) if annex else (), "unit": unit}

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        edition, _proceeding = self.open.get(said.get("what", ""), (None, ""))
        annex = said.get("annex")
        if edition and annex and not annex.startswith(f"{edition.key}:"):
            self.add_error(
                "annex", _g("This annex belongs to the other scheme. Choose one of the scheme you apply for.")
            )
        return said


def _named(edition: Edition, proceeding: str) -> str:
    name = edition.built.text(("scheme",), language())
    if len(leading(edition.built)) > 1:
        name = f"{name}: {edition.built.text(('proceeding', proceeding), language())}"
    return f"{name} – {edition.issuer.name}" if several_issuers() else name


def _annex(edition: Edition, part: Part, *, whose: bool) -> str:
    """Where several schemes have annexes, each says whose it is."""
    name = edition.built.text(("part", part.id), language())
    name = f"{name} ({_g('draft')})" if part.draft else name
    return f"{edition.built.text(('scheme',), language())}: {name}" if whose else name


class DeclarationForm(Refusable, forms.Form):
    degree = forms.ChoiceField(
        label=_("What links you with this institution?"), widget=forms.RadioSelect,
        choices=[c for c in Declaration.Degree.choices if c[0] != Declaration.Degree.ASKED],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Describe the link"), required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Work, training, family, joint projects, when. Leave it empty if nothing links you."),
    )  # fmt: skip


class AllowForm(Refusable, forms.Form):
    allowed_reason = forms.CharField(
        label=_("Why the link does not stand in the way"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )
