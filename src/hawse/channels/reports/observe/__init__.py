"""Steps from files to stories: paragraphs, sentences, lineage, alignment."""
