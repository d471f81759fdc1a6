"""The closed lists of format 1: what is code in a scheme, whatever the scheme calls its own things."""

FORMAT = 1

FIELD_TYPES = ("text", "choice", "date", "number", "files", "people", "rows", "tree")
ROLE_SOURCES = ("institution", "issuer", "body", "case", "time")
COUNTS = ("met", "partly", "not", "out")
RULES = (
    "answered", "score", "count", "times", "term", "free_of_conflict", "others_than", "appointed", "agreed",
    "certificate",
)  # fmt: skip
EFFECTS = ("freeze", "appoint", "announce", "issue", "certificate", "publish", "parent", "open")
# What somebody can be in an institution; a head may be acting or deputy.
FUNCTIONS = ("head", "acting", "deputy", "team")
CERTIFICATE_ACTS = ("suspend", "reinstate", "revoke", "resign", "transfer")
PROPOSALS = ("today", "decided_on", "valid_from", "valid_to", "label", "number")
EVIDENCE_KINDS = ("link", "text", "file", "count", "on_site")
VOTE_KINDS = ("open", "secret", "circular")
SIGNATURES = ("paper", "qualified", "other")
