"""Alembic's entry: runs the scripts on the connection that `upgrade` was given."""

from alembic import context

from chipwire.stores.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
