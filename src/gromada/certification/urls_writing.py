"""Addresses of writing and reading. A step's own words come last: "-" cannot begin the id of a step."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification import opening
from gromada.certification.views import evidence, reading, saving, writing

opening.register()
urlpatterns = [
    path(_("<uuid:uid>/-/save/<str:form>/"), saving.save, name="save"),
    path(_("<uuid:uid>/-/presence/<str:form>/"), saving.presence, name="presence"),
    path(_("<uuid:uid>/-/read/<uuid:snapshot>/"), reading.reading, name="reading"),
    path(_("<uuid:uid>/-/content/<uuid:part>/"), reading.content, name="content"),
    path(_("<uuid:uid>/-/evidence/<str:step>/<str:node>/"), evidence.evidence, name="evidence"),
    path("<uuid:uid>/<str:step>/", writing.step, name="step"),
    path("<uuid:uid>/<str:step>/<str:node>/", writing.node, name="node"),
]
