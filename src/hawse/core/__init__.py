"""The nouns of Hawse: tables, sources, statements, measures, channels, errors; no other layer."""
