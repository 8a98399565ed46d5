"""A call becomes sound."""
