"""Text: tokens, sentences, parts, dates and language of an article; no claims yet."""
