"""Addresses of what the office enters on paper."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification.views import entering, paper_sitting

urlpatterns = [
    path(_("<uuid:uid>/-/on-paper/"), entering.entering, name="entering"),
    path(_("<uuid:uid>/-/on-paper/of/<str:step>/"), entering.write, name="write_document"),
    path(_("<uuid:uid>/-/on-paper/<uuid:document>/"), entering.step, name="entered_step"),
    path(_("<uuid:uid>/-/on-paper/<uuid:document>/sitting/"), paper_sitting.sitting, name="paper_sitting"),
    path(
        _("<uuid:uid>/-/impartiality/<uuid:declaration>/on-paper/"), paper_sitting.declaration, name="declare_on_paper"
    ),
    path(_("<uuid:uid>/-/on-paper/<uuid:document>/save/"), entering.save, name="save_on_paper"),
    path(_("<uuid:uid>/-/on-paper/<uuid:document>/evidence/<str:node>/"), entering.evidence, name="evidence_on_paper"),
    path(_("<uuid:uid>/-/on-paper/<uuid:document>/aside/"), entering.aside, name="put_aside"),
]
