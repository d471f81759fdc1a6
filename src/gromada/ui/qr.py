"""QR codes as inline SVG, for pages. Dark on white in every colour scheme, with the quiet zone that cameras need."""

import segno
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

QUIET = 4


def svg(text: str, *, label: str) -> SafeString:
    """The code of a text (an address), `label` saying for a screen reader where it leads. Error correction M or better.

    Raises:
        segno.DataOverflowError: the text is longer than a QR code holds.
    """
    rows = segno.make_qr(text, error="m").matrix
    size = len(rows) + 2 * QUIET
    runs = []
    for line, row in enumerate(rows):
        start = None
        for column, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append(f"M{start + QUIET} {line + QUIET + 0.5}h{column - start}")
                start = None
    return mark_safe(
        f'<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{escape(label)}"'
        f' shape-rendering="crispEdges">'
        f'<path class="qr__ground" d="M0 0h{size}v{size}H0z"/><path class="qr__ink" d="{"".join(runs)}"/></svg>'
    )
