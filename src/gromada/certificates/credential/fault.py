"""What stands in the way of reading, signing or checking a document."""


class Fault(ValueError):
    """`code` names the sentence said to people (certificates/sentences.py), `detail` the place or the word in question.

    `unsure` tells "could not be checked here" from "is wrong": a missing context is not a forged credential.
    """

    def __init__(self, code: str, detail: str = "", *, unsure: bool = False) -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail, self.unsure = code, detail, unsure
