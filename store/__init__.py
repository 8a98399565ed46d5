"""Where the queue state lives: SQLAlchemy Core on SQLite, with Alembic migrations."""
