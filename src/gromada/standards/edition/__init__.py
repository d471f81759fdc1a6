"""Editions of schemes: read, checked, built, compared and drawn. Imports no Django."""
