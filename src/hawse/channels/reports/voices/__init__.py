"""Voices: who in a text says, thinks or wants something, by a shallow reading of its grammar."""
