"""Extraction: what a sentence claims, by rules and word lists; no model, no network."""
