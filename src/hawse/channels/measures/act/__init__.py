"""One act held against every measure: which would cover it, which would not, and why."""
