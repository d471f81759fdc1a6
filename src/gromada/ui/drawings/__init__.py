"""Drawings made on the server: the mark, the readiness ring, the axis of years, the map. One dot is one thing."""
