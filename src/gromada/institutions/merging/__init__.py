"""A duplicate is merged into the institution that it repeats, with everything it owns, and can be parted again.

Rooms above say here what of theirs belongs to an institution (`owned.belongs`), what stands in the way of merging
(`owned.objects`) and of parting again (`owned.holds`). A key that nobody has spoken for is found by a test.
"""
