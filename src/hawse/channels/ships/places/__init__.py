"""Places: from the text that a crew typed to the port it means."""
