"""Readers of the labour channel."""
