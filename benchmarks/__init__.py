"""Measures what docs/measured reports."""
