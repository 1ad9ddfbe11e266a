"""Two reporters of one flow: what was sent and never arrived, and who is a detour."""
