from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import condition, require_safe

from gromada.journal import heads
from gromada.journal.queries import heads_etag


@require_safe
@condition(etag_func=lambda request: heads_etag())
def published_heads(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(heads.published(), json_dumps_params={"indent": 1})
    answer["Cache-Control"] = "public, max-age=300"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
