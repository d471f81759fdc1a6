"""What a command says when it cannot do its work: sentences for the person at the terminal."""


class Failure(Exception):
    """Ends the command with exit code 1; its text is printed as it is."""
