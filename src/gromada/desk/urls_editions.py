"""The addresses of editions: the list, a draft, its parts."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.desk.views import editions

urlpatterns = [
    path(_("editions/"), editions.editions, name="editions"),
    path(_("editions/from/<uuid:uid>/"), editions.begin, name="begin_draft"),
    path(_("editions/<uuid:uid>/"), editions.draft, name="draft"),
    path(_("editions/<uuid:uid>/publish/"), editions.publish, name="publish_draft"),
    path(_("editions/<uuid:uid>/drop/"), editions.drop, name="drop_draft"),
    path(_("editions/<uuid:uid>/add/"), editions.add, name="draft_add"),
    path(_("editions/<uuid:uid>/term/<slug:term>/"), editions.term, name="draft_term"),
    path(_("editions/<uuid:uid>/standard/<str:standard>/"), editions.standard, name="draft_standard"),
    path(_("editions/<uuid:uid>/standard/<str:standard>/drop/"), editions.drop_standard, name="draft_drop"),
    path(_("editions/<uuid:uid>/texts/<path:group>/"), editions.texts, name="draft_texts"),
]
