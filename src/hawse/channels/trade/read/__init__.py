"""Readers of the trade channel, one file a format."""
