"""Readers of the ships channel: one file a format."""
