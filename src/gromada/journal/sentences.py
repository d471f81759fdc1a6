"""What a check says. Each names the line and what happened to it."""

from django.utils.translation import gettext_lazy as _

NO_PLACE = _("Line %(line)s has no place in the journal: it was inserted.")
ONE_REMOVED = _("Line %(first)s is missing: it was removed.")
SOME_REMOVED = _("Lines %(first)s to %(last)s are missing: they were removed.")
CHANGED = _("Line %(line)s was changed: its content does not give its digest.")
MOVED = _("Line %(line)s follows line %(elsewhere)s, not line %(before)s: lines were moved or inserted between them.")
DOES_NOT_FOLLOW = _("Line %(line)s does not follow line %(before)s: one of them was inserted, moved or written anew.")

PAYLOAD_ADDED = _("Line %(line)s has a personal part that was added later.")
PAYLOAD_BACK = _("The personal part of line %(line)s was erased, and yet it is there again.")
PAYLOAD_CHANGED = _("The personal part of line %(line)s was changed.")
PAYLOAD_MISSING = _("The personal part of line %(line)s is missing, and nothing says that it was lawfully erased.")
PAYLOAD_LOOSE = _("There is a personal part for line %(line)s, which does not exist.")
ERASED = _("The personal part of line %(line)s was lawfully erased on %(day)s (%(basis)s).")

TOMBSTONE_FORGED = _("The tombstone of line %(line)s is forged: no line of the journal tells of it.")
TOMBSTONE_LOOSE = _("A tombstone of %(day)s is forged: no line of the journal tells of it.")
TOMBSTONE_GONE = _("Line %(line)s tells of an erasure, but its tombstone was removed.")
PARTS_UNREADABLE = _("A tombstone or a personal part cannot be read: it was changed.")

END_MISSING = _("The head row of the journal is missing; the last line is %(line)s.")
END_CUT_OFF = _("The journal should reach line %(head)s, but ends at line %(line)s: its tail was cut off.")
END_CHANGED = _("The head row does not fit line %(head)s: one of them was changed.")
END_UNREADABLE = _("The head row of the journal cannot be read: it was changed.")
AFTER_END = _("Line %(line)s stands after the end of the journal.")
SECOND_END = _("The journal has a second head row.")
FOLLOWED_FURTHER = _(
    "“%(name)s” has followed the journal to line %(followed)s, but it ends at line %(line)s: its tail was cut off."
)

HEAD_CUT_OFF = _("The signed head of %(day)s ends at line %(line)s, but the journal has no such line: it was cut off.")
HEAD_OTHER = _("Line %(line)s is not the one that the head of %(day)s was signed for: the journal was written anew.")
HEAD_FORGED = _("The head of %(day)s is forged: its signature is not by a key of this journal.")
HEAD_GONE = _("Line %(line)s tells of the signed head of %(day)s, but that head was taken away or changed.")
HEAD_UNTOLD = _(
    "No line of the journal tells of the signed head of %(day)s: it was added later, or lines were cut off."
)
HEADS_UNREADABLE = _("The signed heads cannot be read: one of them was changed.")
