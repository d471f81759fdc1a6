"""A browser without JavaScript: reads the forms of a page as they stand, and presses one of their buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class Button:
    name: str
    value: str
    disabled: bool
    text: str = ""


@dataclass
class HtmlForm:
    action: str = ""
    method: str = "get"
    values: list[tuple[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)  # every control, also one that sends nothing now
    buttons: list[Button] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self._in_form = False
        self._select = ""
        self._options: list[tuple[str, bool]] = []
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attributes}
        if tag == "form":
            self.forms.append(HtmlForm(given.get("action", ""), given.get("method", "get")))
            self._in_form = True
        elif self._in_form:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given.get("name", "")
        if name and tag in ("input", "select", "textarea"):
            form.names.add(name)
        if tag == "button":
            submits = given.get("type", "submit") == "submit" and "aria-disabled" not in given
            form.buttons.append(Button(name, given.get("value", ""), not submits))
        elif tag == "input" and name and given.get("type") != "file":
            if given.get("type") not in ("radio", "checkbox") or "checked" in given:
                form.values.append((name, given.get("value", "on" if "checked" in given else "")))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option":
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area, self._text = name, ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._text += data
        elif self._in_form and self.forms[-1].buttons:
            self.forms[-1].buttons[-1].text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            # HTML drops one end of line directly after the opening tag.
            self.forms[-1].values.append((self._area, self._text.removeprefix("\n")))
            self._area = None
        elif tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected] or [self._options[0][0]]
            self.forms[-1].values += [(self._select, value) for value in chosen]
            self._select = ""
        elif tag == "form":
            self._in_form = False


def forms_in(response: Any) -> list[HtmlForm]:
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


def main_form(response: Any) -> HtmlForm:
    """The form of the page itself: the one with the most controls."""
    return max((f for f in forms_in(response) if f.method == "post"), key=lambda f: len(f.names))


def press(
    client: Client, response: Any, button: str, value: str | None = None, /, *, files: dict[str, Any] | None = None,
    follow: bool = True, **typed: Any,
) -> Any:  # fmt: skip
    """Fills in controls by name (a list for several values) and presses a button that is there and not greyed."""
    return press_with(client, response, button, value, typed, files=files, follow=follow)


def press_with(
    client: Client, response: Any, button: str, value: str | None, typed: dict[str, Any], *,
    files: dict[str, Any] | None = None, follow: bool = True,
) -> Any:  # fmt: skip
    form = main_form(response)
    # The house's own controls begin with "-", so that they never meet a field of an edition; here they go without it.
    fits = [b for b in form.buttons if b.name in (button, f"-{button}") and value in (None, b.value) and not b.disabled]
    assert fits, f"no button {button!r} {value or ''}: {[(b.name, b.value, b.disabled) for b in form.buttons]}"
    typed = {name if name in form.names else f"-{name}": given for name, given in typed.items()}
    unknown = set(typed) - form.names
    assert not unknown, f"the page asks nothing of this name: {sorted(unknown)}"
    data: dict[str, list[Any]] = {}
    for name, given in form.values:
        if name not in typed:
            data.setdefault(name, []).append(given)
    for name, given in typed.items():
        data[name] = list(given) if isinstance(given, list | tuple) else [given]
    data[fits[0].name] = [fits[0].value]
    data.update({name: [file] for name, file in (files or {}).items()})
    return client.post(form.action or response.request["PATH_INFO"], data, follow=follow)
