"""Readers of the measures channel."""
