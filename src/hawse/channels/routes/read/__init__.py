"""Readers of the routes channel, one file a format."""
