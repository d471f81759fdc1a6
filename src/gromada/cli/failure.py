"""What a command says when it cannot do its work: sentences for the person at the terminal."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError

NOT_READY = (
    "The database is not ready, or stands as an earlier version left it. Run “gromada demo”, or “gromada serve” once."
)


class Failure(Exception):
    """Ends the command with exit code 1; its text is printed as it is."""


def is_prepared() -> bool:
    """Whether the database can be reached and every migration has run: then a mistake is not the installation's."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False
