"""Sanctions lists: one file a format, all into four tables with their versions."""
