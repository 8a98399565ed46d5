"""The visitor's touch window: from a tap to a number."""
