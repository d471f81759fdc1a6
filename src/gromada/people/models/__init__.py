"""People who sign in, how they do it, and the issuers for whom schemes are run."""

from gromada.people.models.email import Email
from gromada.people.models.invitation import Invitation
from gromada.people.models.issuer import Issuer
from gromada.people.models.limit import Limit
from gromada.people.models.link import Link
from gromada.people.models.mail import Mail
from gromada.people.models.person import Person, PersonManager
from gromada.people.models.sign_in import SignIn

__all__ = ["Email", "Invitation", "Issuer", "Limit", "Link", "Mail", "Person", "PersonManager", "SignIn"]
