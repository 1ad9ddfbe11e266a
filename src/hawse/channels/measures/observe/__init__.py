"""Observation steps of the measures channel."""
