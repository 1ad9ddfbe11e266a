"""What the routes channel can find, and the data that would settle a claim of it."""

from typing import Final

from hawse.core.kinds import Kind

_FILES = "AS relationship files or routing tables (RouteViews, RIPE RIS) for {period}"
KINDS: Final = (
    Kind(
        "new_upstream",
        "an operator that did not carry the customer's traffic begins to, and stays",
        "connection",
        "level",
        "interval",
        _FILES + " and the three months on either side, with the upstreams of {subject}",
    ),
    Kind(
        "lost_upstream",
        "an operator that carried the customer's traffic stops, and stays away",
        "connection",
        "level",
        "interval",
        _FILES + " and the three months on either side, with the upstreams of {subject}",
    ),
    Kind(
        "sole_upstream",
        "exactly one operator carries all traffic between the customer and the world",
        "connection",
        "level",
        "interval",
        _FILES + ", with every upstream of {subject}",
    ),
    Kind(
        "upstream_share",
        "part of the customer's addresses that vantage points reach through the upstream",
        "share",
        "share",
        "interval",
        "full routing tables (MRT) of several collectors in {period}, with {subject}",
    ),
    Kind(
        "upstream_country_change",
        "the customer's upstreams move from one country to another",
        "connection",
        "level",
        "exists",
        "routing tables (MRT) or AS relationship files before and after {period}, and the "
        "registries' delegation files",
    ),
    Kind(
        "outage",
        "the customer's prefixes are withdrawn by most vantage points at once",
        "share",
        "share",
        "exists",
        "a routing table and all update files (MRT) of several collectors in {period}",
    ),
)
