"""What the office keeps of an institution: names, units, successor, certificates from history."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from gromada.desk.views import history, merging, names

urlpatterns = [
    path(_("institutions/<uuid:uid>/name/"), names.new_alias, name="new_alias"),
    path(_("institutions/name/<uuid:alias>/ends/"), names.alias_ends, name="alias_ends"),
    path(_("institutions/name/<uuid:alias>/remove/"), names.alias_removed, name="alias_removed"),
    path(_("institutions/<uuid:uid>/unit/"), names.new_unit, name="new_unit"),
    path(_("institutions/unit/<uuid:unit>/closed/"), names.unit_ends, name="unit_ends"),
    path(_("institutions/<uuid:uid>/successor/"), names.succession, name="succession"),
    path(
        _("institutions/successor/<uuid:succession>/withdraw/"), names.succession_withdrawn, name="succession_withdrawn"
    ),
    path(_("institutions/<uuid:uid>/merge/"), merging.candidates, name="merge_which"),
    path(_("institutions/<uuid:uid>/merge/<uuid:duplicate>/"), merging.merging, name="merge"),
    path(_("institutions/merging/<uuid:merge>/undo/"), merging.parting, name="part"),
    path(_("institutions/<uuid:uid>/history/"), history.new_history, name="new_history"),
    path(_("certificates/<uuid:certificate>/correct/"), history.correct_history, name="correct_history"),
    path(_("certificates/<uuid:certificate>/confirm/"), history.confirm_history, name="confirm_history"),
    path(_("certificates/<uuid:certificate>/not-confirmed/"), history.unconfirm_history, name="unconfirm_history"),
    path(_("certificates/<uuid:certificate>/withdraw/"), history.withdraw_history, name="withdraw_history"),
    path(_("certificates/<uuid:certificate>/bring-back/"), history.bring_back_history, name="bring_back_history"),
    path(_("certificates/<uuid:certificate>/remark/"), history.remark_history, name="remark_history"),
    path(_("certificates/remark/<uuid:remark>/"), history.answer_history_remark, name="answer_history_remark"),
]
