"""The table of places that a user gave."""

from typing import Final

import pyarrow as pa

from hawse.core.table import Column, Table

TEXT, REAL, INT = pa.string(), pa.float64(), pa.int64()

GIVEN_PLACES: Final = Table(
    "given_places",
    (
        Column("id", TEXT, "-", "port:LOCODE, port:WPI... or port:anything"),
        Column("name", TEXT, "-", "name"),
        Column("country", TEXT, "-", "country:XX"),
        Column("lat", REAL, "degree", "latitude, WGS 84; null where the list gives none"),
        Column("lon", REAL, "degree", "longitude, WGS 84; null where the list gives none"),
        Column("kind", TEXT, "-", "port, terminal or anchorage"),
        Column("other_names", pa.list_(TEXT), "-", "names that it is written by besides"),
        Column("part", TEXT, "-", "state of the United States or Canada; null if none is said"),
        Column("size", TEXT, "-", "World Port Index's harbour size L, M, S, V; null if not said"),
        Column("source", TEXT, "-", "where that is from"),
        Column("line", INT, "-", "line of the file"),
        Column("source_id", TEXT, "-", "SHA-256 of the file"),
        Column("synthetic", pa.bool_(), "-", "true if the row was made up"),
    ),
)
