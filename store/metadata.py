"""Collects the tables of all modules."""

from sqlalchemy import MetaData

metadata = MetaData()
