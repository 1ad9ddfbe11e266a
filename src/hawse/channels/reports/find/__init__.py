"""Steps that find: claims, and what the extractor could not examine."""
