"""The steps by which a diary's tables came to be, oldest first; Alembic runs those that a diary lacks."""
