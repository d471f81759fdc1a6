"""`{% table %}`, its rows and cells: still a table for a screen reader when a phone folds its rows into paragraphs."""

from zlib import crc32

from django.template import Node, NodeList, TemplateSyntaxError, loader
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gromada.ui.items import of
from gromada.ui.typography import typo

_KEY = "ui_table"
_OPTIONS = {"caption", "columns", "kind", "tight", "hidden_caption"}


class TableNode(Node):
    """Renders what stands inside with the columns at hand, so that a cell can say which one it belongs to."""

    def __init__(self, options: dict[str, FilterExpression], inside: NodeList):
        self.options, self.inside = options, inside
        self.nodelist = inside

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.options.items()}
        given = {"kind": "fold", "columns": (), "caption": ""} | given
        with context.push(**{_KEY: given}):
            content = self.inside.render(context)
        caption_id = f"table-{crc32(str(given['caption']).encode()):x}"
        return mark_safe(loader.get_template("ui/table.html").render(given | {"content": content, "id": caption_id}))


def compile_table(parser: Parser, token: Token) -> TableNode:
    """`{% table caption=… columns=… kind="fold|scroll" tight=True hidden_caption=True %}…{% endtable %}`"""
    words = token.split_contents()[1:]
    options = token_kwargs(words, parser)
    unknown = set(options) - _OPTIONS
    if words or unknown or "caption" not in options:
        raise TemplateSyntaxError(f"table takes caption=… and {', '.join(sorted(_OPTIONS))}, not {words or unknown}.")
    inside = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(options, inside)


def _column(context: Context, index: int) -> object:
    columns = context[_KEY]["columns"]
    return columns[index] if index < len(columns) else {}


def row(context: Context, content: str, state: str = "", id: str = "") -> SafeString:
    role = mark_safe(' role="row"') if context[_KEY]["kind"] == "fold" else ""
    own_id = format_html(' id="{}"', id) if id else ""
    own_state = format_html(' data-state="{}"', state) if state else ""
    return format_html("<tr{}{}{}>{}</tr>", role, own_id, own_state, content)


def rowhead(context: Context, content: str) -> SafeString:
    role = mark_safe(' role="rowheader"') if context[_KEY]["kind"] == "fold" else ""
    return format_html('<th scope="row"{}>{}</th>', role, content)


def cell(context: Context, content: str, column: int = -1) -> SafeString:
    """A cell of the column with that index from 0; its short name stands before it when the row is folded."""
    if context[_KEY]["kind"] != "fold":
        number = column >= 0 and of(_column(context, column), "number")
        return format_html("<td{}>{}</td>", mark_safe(' class="number"') if number else "", content)
    if column < 0:
        return format_html('<td role="cell">{}</td>', content)
    named = _column(context, column)
    label = of(named, "short") or of(named, "label") or ""
    number = mark_safe(' class="number"') if of(named, "number") else ""
    return format_html('<td role="cell"{} data-label="{}">{}</td>', number, typo(label), content)
