"""Finding steps of the labour channel."""
