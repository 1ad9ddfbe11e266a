"""Observing steps of the ships channel: from positions and texts to stays, calls and voyages."""
