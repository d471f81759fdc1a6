"""The closed lists of format 1: what is code in a scheme, whatever the scheme calls its own things."""

FORMAT = 1

FIELD_TYPES = ("text", "choice", "date", "number", "files", "people", "rows", "tree", "institution")
ROLE_SOURCES = ("institution", "issuer", "body", "case", "time", "public")
COUNTS = ("met", "partly", "not", "out")
RULES = (
    "answered", "score", "count", "times", "term", "free_of_conflict", "others_than", "appointed", "agreed",
    "certificate",
)  # fmt: skip
EFFECTS = ("freeze", "appoint", "announce", "issue", "certificate", "publish", "parent", "open")
# What somebody can be in an institution; a head may be acting or deputy.
FUNCTIONS = ("head", "acting", "deputy", "team")
CERTIFICATE_ACTS = ("suspend", "reinstate", "revoke", "resign", "transfer", "correct")
PROPOSALS = (
    "today",
    "decided_on",
    "valid_from",
    "valid_to",
    "label",
    "number",
    "handed_over_by",
    "handed_over_as",
    "occasion",
    "asked",
    "year_before",
)
EVIDENCE_KINDS = ("link", "text", "file", "count", "on_site")
VOTE_KINDS = ("open", "secret", "circular")
SIGNATURES = ("paper", "qualified", "other")
