"""Keeps a table append-only: the database itself refuses to change or remove a row."""

from alembic import op

#: Why it does.
TOLD = "the journal is append-only"


def protect(table: str) -> None:
    """Make the triggers of a table."""
    is_file = op.get_bind().dialect.name == "sqlite"
    if not is_file:
        op.execute(
            f"""
            CREATE OR REPLACE FUNCTION {table}_is_kept() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'restrict_violation'; END $$
            """
        )
        op.execute(
            f"""
            CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            EXECUTE FUNCTION {table}_is_kept()
            """
        )
    for verb in ("UPDATE", "DELETE"):
        does = (
            f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
            if is_file
            else f"FOR EACH ROW EXECUTE FUNCTION {table}_is_kept()"
        )
        op.execute(f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {does}")
