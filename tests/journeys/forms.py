"""The forms of a page as a browser sees them: controls by name or by label, what they would send, the buttons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile

from tests.journeys.words import folded

if TYPE_CHECKING:
    from tests.journeys.driver import Page

_TEXTS = ("input", "textarea", "select")


@dataclass(frozen=True)
class Button:
    name: str
    value: str
    text: str
    greyed: bool
    action: str = ""  # where it sends the form, if elsewhere


class Filled:
    """A form that is being filled in. `fill` takes names or labels; for boxes and lists the words beside them or their values."""

    def __init__(self, page: "Page", form: Any) -> None:
        self.page, self.element = page, form
        self.action: str = form.get("action", "")
        self.method: str = form.get("method", "get").lower()
        self.controls = [e for e in form.iter(*_TEXTS) if e.get("name") and e.get("disabled") is None]
        self.typed: dict[str, list[Any]] = {}
        self.buttons = [
            _button(e) for e in form.iter("button", "input") if e.tag == "button" or e.get("type") == "submit"
        ]
        self.pressed: Button | None = None

    def button(self, which: str, exact: bool = False) -> Button | None:
        said = folded(which)
        fits = [b for b in self.buttons if (said in (b.text, b.name.removeprefix("-")) if exact else said in b.text)]
        return next((b for b in fits if not b.greyed), fits[0] if fits else None)

    def names(self) -> set[str]:
        return {e.get("name") for e in self.controls}

    def values(self) -> dict[str, list[str]]:
        """What stands in the form now."""
        found: dict[str, list[str]] = {}
        for name, value in (pair for element in self.controls for pair in _stands(element)):
            found.setdefault(name, []).append(value)
        return found

    def value(self, which: str) -> str:
        return next(iter(self.values().get(self._name(which), [])), "")

    def fill(self, values: Mapping[str, Any] | None = None, **named: Any) -> "Filled":
        for which, value in {**(values or {}), **named}.items():
            name = self._name(which)
            self.typed[name] = [
                self._chosen(name, one) for one in (value if isinstance(value, list | tuple) else [value])
            ]
        return self

    def submit(self, button: str = "", status: int = 200) -> "Page":
        if button:
            self.pressed = self.button(button, exact=True) or self.button(button)
        pressed = self.pressed or next((b for b in self.buttons if not b.greyed), None)
        assert pressed is not None, f"no such button: {button!r} of {[b.text for b in self.buttons]}"
        assert not pressed.greyed, (
            f"the button “{pressed.text}” is greyed on {self.page.base}:\n{self.page.text[:3000]}"
        )
        self.pressed = pressed
        self.action = pressed.action or self.action
        return self.page.send(self, status)

    def sent(self) -> dict[str, list[Any]]:
        data: dict[str, list[Any]] = {name: list(values) for name, values in self.values().items()}
        data.update({name: values for name, values in self.typed.items() if values})
        for name in (name for name, values in self.typed.items() if not values):
            data.pop(name, None)
        if self.pressed and self.pressed.name:
            data[self.pressed.name] = [self.pressed.value]
        return {name: [_over_the_wire(v) for v in values] for name, values in data.items()}

    def _name(self, which: str) -> str:
        """The name of the control with this name, else of the one with this label."""
        own = next((n for n in (which, f"-{which}") if n in self.names()), None)
        if own:
            return own
        said = folded(which)
        labels = {e.get("name"): label_of(self.element, e) for e in self.controls if e.get("type") != "hidden"}
        fits = [n for n, label in labels.items() if label == said] or [
            n for n, label in labels.items() if label.startswith(said)
        ]
        fits = fits or [n for n, label in labels.items() if said in label]
        assert fits, f"nothing is asked under “{which}” on {self.page.base}: {labels}"
        return str(fits[0])

    def _chosen(self, name: str, value: Any) -> Any:
        """A choice said by its words becomes its value; one that is not offered is a mistake of the story."""
        offered = _offered(self.element, [e for e in self.controls if e.get("name") == name])
        if not offered or isinstance(value, UploadedFile):
            return value
        said = folded(str(value))
        fits = [v for v, words in offered if said == v] or [v for v, words in offered if words == said]
        fits = fits or [v for v, words in offered if words.startswith(said)]
        assert fits, f"“{value}” is not offered under {name}: {offered}"
        return fits[0]


def label_of(form: Any, element: Any) -> str:
    """The label of a control; for one of several boxes, the legend of its group."""
    if element.get("type") in ("radio", "checkbox"):
        group = next(iter(element.xpath("ancestor::fieldset[legend][1]")), None)
        same = form.xpath(".//input[@name=$name]", name=element.get("name"))
        if group is not None and (len(same) > 1 or group.xpath(".//input[@name=$name]", name=element.get("name"))):
            return _said(group.find("legend"))
    return _said(next(iter(form.xpath(".//label[@for=$id]", id=element.get("id", ""))), None)) or folded(
        element.get("aria-label", "")
    )


def _said(element: Any) -> str:
    """The text of a label without the note that it may be left out."""
    return (
        re.sub(r"\s*\((można pominąć|may be left out)\)$", "", folded(element.text_content()))
        if element is not None
        else ""
    )


def _button(element: Any) -> Button:
    kind = element.get("type", "submit")
    greyed = kind != "submit" or element.get("aria-disabled") == "true" or element.get("disabled") is not None
    text = folded(element.text_content() or element.get("value", ""))
    return Button(element.get("name", ""), element.get("value", ""), text, greyed, element.get("formaction", ""))


def _stands(element: Any) -> list[tuple[str, str]]:
    name, kind = element.get("name"), element.get("type", "text")
    if element.tag == "textarea":
        return [(name, (element.text or "").removeprefix("\r\n").removeprefix("\n"))]
    if element.tag == "select":
        options = element.xpath(".//option")
        chosen = [o for o in options if o.get("selected") is not None]
        if not chosen and element.get("multiple") is None:
            chosen = options[:1]
        return [(name, _option(o)) for o in chosen]
    if kind in ("radio", "checkbox"):
        return [(name, element.get("value", "on"))] if element.get("checked") is not None else []
    return [] if kind in ("file", "submit", "button", "image", "reset") else [(name, element.get("value", ""))]


def _offered(form: Any, elements: list[Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for element in elements:
        if element.tag == "select":
            found += [(_option(o), folded(o.text_content())) for o in element.xpath(".//option")]
        elif element.get("type") in ("radio", "checkbox"):
            label = next(iter(form.xpath(".//label[@for=$id]", id=element.get("id", ""))), None)
            around = label if label is not None else next(iter(element.xpath("ancestor::label[1]")), None)
            found.append((element.get("value", "on"), folded(around.text_content()) if around is not None else ""))
    return found


def _option(option: Any) -> str:
    return str(option.get("value", folded(option.text_content())))


def _over_the_wire(value: Any) -> Any:
    """Browsers send the end of a line as CRLF."""
    return re.sub(r"\r?\n", "\r\n", value) if isinstance(value, str) else value
