"""Simulated days: who comes and who works is drawn, and lived through as ordinary actions of the hall."""
