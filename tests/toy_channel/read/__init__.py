"""Readers of the toy channel."""
