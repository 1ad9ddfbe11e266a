"""Observation steps of the trade channel: what was read, named and placed in time."""
