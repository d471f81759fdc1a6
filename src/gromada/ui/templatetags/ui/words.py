"""Words, numbers and dates: filters, and a date in its element."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString

from gromada.ui import typography
from gromada.ui.templatetags.ui.library import register

register.filter("typo", typography.typo)
register.filter("longdate", typography.longdate)
register.filter("daymonth", typography.daymonth)
register.filter("hour", typography.hour)
register.filter("weekday_name", typography.weekday)
register.filter("month_name", typography.month)
register.filter("partial_date", typography.partial_date)
register.filter("years", typography.years)
register.filter("in_days", typography.in_days)


@register.filter
def plural(number: int, forms_: str) -> str:
    return typography.plural(int(number), forms_.split("|"))


@register.simple_tag
def when(value: dt.date | str, css: str = "", full: bool = False) -> SafeString:
    """A date in `<time>`, day and month or, when `full`, with the year; text that is no date stays text."""
    attrs = format_html(' class="{}"', css) if css else ""
    if isinstance(value, dt.date):
        shown = typography.standing_date(value) if full else typography.daymonth(value)
        return format_html('<time{} datetime="{}">{}</time>', attrs, value.isoformat()[:10], shown)
    return format_html("<span{}>{}</span>", attrs, typography.typo(typography.standing_date(value) if full else value))
