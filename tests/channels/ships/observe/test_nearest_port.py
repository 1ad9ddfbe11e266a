"""The nearest port within a circle, by the grid and by measuring the way to every port."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hawse.channels.ships.observe.harbours import grid, km, port_at

WITHIN_KM = 8.0
LATS = np.array([35.0, 35.05, 35.0, 0.0, 0.0, 71.0, 71.05])
LONS = np.array([129.0, 129.0, 129.08, 179.98, -179.98, 25.0, 25.2])
GRID = grid(LATS, LONS, WITHIN_KM)


@given(st.integers(0, 6), st.floats(-0.15, 0.15), st.floats(-0.4, 0.4))
def test_the_grid_finds_what_measuring_every_way_finds(port, north, east):
    """What is too far by latitude alone is not measured; nothing near may be lost by that."""
    lat, lon = LATS[port] + north, (LONS[port] + east + 180) % 360 - 180
    ways = [km(lat, lon, *at) for at in zip(LATS, LONS, strict=True)]
    nearest = int(np.argmin(ways))

    expected = nearest if ways[nearest] <= WITHIN_KM else -1

    assert expected == port_at(lat, lon, LATS, LONS, *GRID, WITHIN_KM)
