"""Certificates from history: read from a file, imported once, confirmed by the office later."""
