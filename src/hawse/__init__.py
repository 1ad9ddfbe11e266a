"""Hawse: a sanctions-lifeline observatory."""

__version__ = "0.1.0"
