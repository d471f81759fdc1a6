"""The verbs of a case: the only writers. Each says who, and does everything or nothing."""
