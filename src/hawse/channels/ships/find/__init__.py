"""Finding steps of the ships channel."""
