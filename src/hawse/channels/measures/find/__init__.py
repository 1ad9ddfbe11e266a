"""Finding steps of the measures channel."""
