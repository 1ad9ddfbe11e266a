"""Finding steps of the trade channel."""
