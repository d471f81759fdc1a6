"""The steps between "I know the password" and "I am in"."""

from allauth.account.stages import LoginStage
from django.http import HttpResponse
from django.shortcuts import redirect

from gromada.people import factors, proofs


class SecondStep(LoginStage):
    """Asks for the second factor of whoever has one, whichever way they came. A passkey is both steps at once."""

    key = "second_step"
    urlname = "people:second_step"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        person = self.login.user
        if not factors.has_any(person) or proofs.by_factor(self.request.session, person):
            return None, True
        return redirect("people:second_step"), True
