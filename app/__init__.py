"""Puts the parts together; the only place that knows all of them."""
