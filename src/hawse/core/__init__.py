"""The nouns of Hawse: tables, sources, statements, measures, channels, errors. Imports nothing else of hawse."""
