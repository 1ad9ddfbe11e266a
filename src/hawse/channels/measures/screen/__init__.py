"""Screening: is this ship, company or person on a list, as of when, and why do we think so."""
