"""What people do to accounts. Every deed says who does it; those that matter for signing in stand in the journal."""

from gromada.people.actions.account import change_details, change_password
from gromada.people.actions.email import add_email, remove_email, verify_email
from gromada.people.actions.factors import add_application, add_passkey, new_recovery_codes, remove_factor
from gromada.people.actions.invitation import accept, invite, join, order_letter, print_sheet, withdraw
from gromada.people.actions.returning import come_back, forget_factors, let_back_in
from gromada.people.actions.sign_in import ask_for_link, begin, end, end_others, move, see, use_sign_in_link

__all__ = [
    "accept",
    "add_application",
    "add_email",
    "add_passkey",
    "ask_for_link",
    "begin",
    "change_details",
    "change_password",
    "come_back",
    "end",
    "end_others",
    "forget_factors",
    "invite",
    "join",
    "let_back_in",
    "move",
    "new_recovery_codes",
    "order_letter",
    "print_sheet",
    "remove_email",
    "remove_factor",
    "see",
    "use_sign_in_link",
    "verify_email",
    "withdraw",
]
