"""Pages of people: signing in, the account, second factors, invitations."""
