"""Reads that span tables: who holds which role, what the engine asks, what a reader may see."""
