"""Only steps, and what people made in a case, have addresses. "-" parts the house's own words from the words of editions."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.certification import urls_beginning, urls_entering, urls_moving, urls_renewal, urls_writing
from gromada.certification.views import case, letter, sender, sitting

app_name = "certification"
urlpatterns = [
    path(_("new/<uuid:institution>/"), case.new, name="new"),
    path("<uuid:uid>/", case.case, name="case"),
    path(_("<uuid:uid>/-/impartiality/"), case.declare, name="declare"),
    path(_("<uuid:uid>/-/impartiality/<uuid:declaration>/"), case.allow, name="allow"),
    path(_("<uuid:uid>/-/sitting/of/<slug:step>/"), sitting.call, name="call_sitting"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/"), sitting.sitting, name="sitting"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/attendance/"), sitting.attend, name="attend"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/vote/"), sitting.vote, name="vote"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/step-out/"), sitting.recuse, name="recuse"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/close/"), sitting.close, name="close_sitting"),
    path(_("<uuid:uid>/-/sitting/<uuid:sitting>/cancel/"), sitting.cancel, name="cancel_sitting"),
    path(_("<uuid:uid>/-/letters/"), letter.outbox, name="letters"),
    path(_("<uuid:uid>/-/letters/<uuid:letter>/"), letter.letter, name="letter"),
    path(_("<uuid:uid>/-/letters/<uuid:letter>/send/"), letter.send, name="send_letter"),
    path(_("<uuid:uid>/-/letters/<uuid:letter>/drop/"), letter.drop, name="drop_letter"),
    path(_("<uuid:uid>/-/letters/<uuid:letter>/delivery/"), letter.delivery, name="deliver_letter"),
    path(_("<uuid:uid>/-/letters/<uuid:letter>/sheet/"), letter.sheet, name="letter_sheet"),
    path(_("<uuid:uid>/-/who-wrote/"), sender.sender, name="sender"),
    path(_("<uuid:uid>/-/who-wrote/erase/"), sender.erase, name="erase_sender"),
    *urls_entering.urlpatterns,
    *urls_beginning.urlpatterns,
    *urls_renewal.urlpatterns,
    *urls_moving.urlpatterns,
    *urls_writing.urlpatterns,
]
