"""Steps of the labour channel that name the places in what was read."""
