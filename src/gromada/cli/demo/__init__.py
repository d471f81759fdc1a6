"""The demonstration: invented people, institutions and cases, each walked to its state by real steps on days gone by."""
