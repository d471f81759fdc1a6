"""The same page in the other languages."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, get_language_info, override


def language_name(code: str) -> str:
    """The name of a language in the language of the page; a code that Django does not know stays one."""
    try:
        return str(get_language_info(code)["name_translated"]).lower()
    except KeyError:
        return code


@dataclass(frozen=True)
class OtherLanguage:
    code: str
    label: str  # in that language, so that its reader knows it
    url: str
    absolute_url: str


def other_languages(request: HttpRequest | None) -> list[OtherLanguage]:
    """Addresses of this page in the languages it is not in; none for a page that has one address for all languages."""
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or not match.url_name:
        return []
    others = []
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    for code, _name in settings.LANGUAGES:
        if code == get_language():
            continue
        try:
            with override(code):
                path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            continue
        if path != request.path:
            label = get_language_info(code)["name_local"].capitalize()
            others.append(OtherLanguage(code, label, path + query, request.build_absolute_uri(path + query)))
    return others
