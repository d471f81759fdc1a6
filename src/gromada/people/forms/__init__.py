"""What may be typed on the pages of people."""

from gromada.people.forms.account import DetailsForm, EmailForm, NewPasswordForm
from gromada.people.forms.factors import CodeForm, NewApplicationForm, NewPasskeyForm, PasskeyForm
from gromada.people.forms.invitation import InvitationCodeForm, JoinForm
from gromada.people.forms.sign_in import LinkForm, PasswordConfirmForm, SignInForm

__all__ = [
    "CodeForm",
    "DetailsForm",
    "EmailForm",
    "InvitationCodeForm",
    "JoinForm",
    "LinkForm",
    "NewApplicationForm",
    "NewPasskeyForm",
    "NewPasswordForm",
    "PasskeyForm",
    "PasswordConfirmForm",
    "SignInForm",
]
