"""The tables of the routes channel: what its readers give and what its steps make of it."""

from typing import Final

import pyarrow as pa

from hawse.core.table import EVIDENCE_ITEM, UTC, Column, Table

TEXT, FLAG, INT, REAL, DAY = pa.string(), pa.bool_(), pa.int64(), pa.float64(), pa.date32()

SERIES = Column(
    "series",
    TEXT,
    "-",
    "who inferred or reported it: the source's family, else its publisher, else 'unstated'; "
    "months are only ever compared within one series",
)
SCOPE = Column(
    "scope", TEXT, "-", "whose upstreams are counted: country:XX or as:N (one AS by itself)"
)
OPERATOR = Column(
    "operator", TEXT, "-", "operator of the upstream; as:N where no sibling ASes are known"
)
SOURCE_ID = Column("source_id", TEXT, "-", "SHA-256 of the file that the row was read from")
LOCATOR = Column("locator", TEXT, "-", "place in that file: 'line N', 'row N' or 'whole file'")
SYNTHETIC = Column("synthetic", FLAG, "-", "true if the row was made up")
SPOKEN = Column("source", TEXT, "-", "where that is from")

RELATIONS: Final = Table(
    "relations",
    (
        SERIES,
        Column("a", INT, "-", "AS number: the provider where rel is -1"),
        Column("b", INT, "-", "AS number: the customer where rel is -1"),
        Column("rel", pa.int8(), "-", "-1: a carries b's traffic for pay; 0: the two are peers"),
        Column("base_month", DAY, "month", "first day of the month that bit 0 stands for"),
        Column(
            "months", INT, "bitmask", "bit i is set if the relation is there in month base + i"
        ),
        Column("said_in", TEXT, "-", "the document a hand-made row was taken from; else null"),
        Column("quote", TEXT, "-", "the line as it stands; null for binary rows"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
)
SNAPSHOTS: Final = Table(
    "snapshots",
    (
        SERIES,
        Column("month", DAY, "month", "first day of a month that was looked at"),
        Column("customer", INT, "-", "the AS that was looked at; null is every AS there is"),
        Column("relations", INT, "row", "relations listed for that month"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
    order=("series", "month", "customer", "source_id", "locator"),
)
DELEGATIONS: Final = Table(
    "delegations",
    (
        Column("registry", TEXT, "-", "afrinic, apnic, arin, lacnic or ripencc"),
        Column("country", TEXT, "-", "ISO 3166-1 alpha-2 as the registry has it"),
        Column("kind", TEXT, "-", "asn, ipv4 or ipv6"),
        Column("start", TEXT, "-", "first AS number or address of the block"),
        Column("value", INT, "AS, address or prefix bits", "size of the block"),
        Column("on", DAY, "day", "day of the delegation; null where the registry has none"),
        Column("status", TEXT, "-", "allocated or assigned"),
        Column("as_of", DAY, "day", "day that the file stands for"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
)
AS_COUNTRIES: Final = Table(
    "as_countries",
    (
        Column("asn", INT, "-", "AS number"),
        Column("country", TEXT, "-", "ISO 3166-1 alpha-2"),
        Column("from", DAY, "day", "first day; null is always"),
        Column("to", DAY, "day", "last day; null is until now"),
        Column("overrides", FLAG, "-", "true: stands instead of the registry's code"),
        Column("why", TEXT, "-", "what the row rests on, in words"),
        SPOKEN,
    ),
    order=("asn", "from", "country"),
)
OPERATORS: Final = Table(
    "operators",
    (
        Column("operator", TEXT, "-", "short name of the operator"),
        Column("asn", INT, "-", "one of its AS numbers"),
        Column("name", TEXT, "-", "its name in words"),
        SPOKEN,
    ),
    order=("operator", "asn"),
)
UPSTREAMS: Final = Table(
    "upstreams",
    (
        SERIES,
        SCOPE,
        Column("month", DAY, "month", "first day of the month of the snapshot"),
        Column("customer", TEXT, "-", "as:N inside the scope"),
        Column("upstream", TEXT, "-", "as:N outside it that carries the customer's traffic"),
        Column("upstream_country", TEXT, "-", "country:XX; null where no source says"),
        OPERATOR,
        Column("said_in", TEXT, "-", "the document a hand-made row was taken from; else null"),
        Column("quote", TEXT, "-", "the line as it stands; null for binary rows"),
        Column("bit", INT, "-", "bit of the months mask; 0 where the file is one month"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
    order=("series", "scope", "month", "customer", "upstream", "source_id", "locator"),
)
LINKS: Final = Table(
    "links",
    (
        SERIES,
        SCOPE,
        OPERATOR,
        Column("base_month", DAY, "month", "first day of the month that bit 0 stands for"),
        Column("months", INT, "bitmask", "bit i is set if the link is there in month base + i"),
        SYNTHETIC,
    ),
)
RUNS: Final = Table(
    "runs",
    (
        SERIES,
        SCOPE,
        OPERATOR,
        Column("first_month", INT, "month", "first month of the run, counted from year 0"),
        Column("last_month", INT, "month", "last month of the run, counted from year 0"),
        SYNTHETIC,
    ),
    order=("series", "scope", "operator", "first_month"),
)
CHANGES: Final = Table(
    "changes",
    (
        SERIES,
        SCOPE,
        OPERATOR,
        Column("direction", TEXT, "-", "gain or loss"),
        Column("month", INT, "month", "first month of the new state, counted from year 0"),
        Column(
            "status",
            TEXT,
            "-",
            "persistent; transient (seen to last less than the rule wants); lacks_history or "
            "cut_off (the data begin or end too near); not_looked (the month before has no file)",
        ),
        Column(
            "months_before", INT, "month", "months in a row in the old state, as far as looked"
        ),
        Column("months_after", INT, "month", "months in a row in the new state, as far as looked"),
        Column("keep_months", INT, "month", "setting of the rule"),
        Column("away_months", INT, "month", "setting of the rule"),
        SYNTHETIC,
    ),
    order=("series", "scope", "operator", "month", "direction"),
)
CHANGE_RATES: Final = Table(
    "change_rates",
    (
        SERIES,
        Column("direction", TEXT, "-", "gain or loss"),
        Column("tripped", INT, "AS-month", "pairs of customer AS and month that trip the rule"),
        Column("pairs", INT, "AS-month", "pairs in which the rule could have been tripped"),
        Column("base_rate", REAL, "share", "tripped / pairs", 6),
    ),
    order=("series", "direction"),
)
WITNESSES: Final = Table(
    "witnesses",
    (
        SERIES,
        SCOPE,
        OPERATOR,
        Column("direction", TEXT, "-", "gain or loss"),
        Column("month", INT, "month", "first month of the new state, counted from year 0"),
        Column("rank", INT, "-", "0 is the defining place; the lower, the earlier it is cited"),
        Column("m", INT, "month", "month that the place speaks of, counted from year 0"),
        Column(
            "customer", TEXT, "-", "as:N; null where the place shows that something is not there"
        ),
        Column("upstream", TEXT, "-", "as:N; null as above"),
        SOURCE_ID,
        LOCATOR,
        Column("quote", TEXT, "-", "the line as it stands"),
        Column("said_in", TEXT, "-", "the document a hand-made row was taken from; else null"),
        SYNTHETIC,
        Column("details", TEXT, "JSON", "the values as they were read"),
    ),
    order=(
        "series",
        "scope",
        "operator",
        "direction",
        "month",
        "rank",
        "m",
        "source_id",
        "locator",
    ),
)

ASN = pa.uint32()
ROUTES_SEEN: Final = Table(
    "routes_seen",
    (
        Column("at", UTC, "UTC", "the record's time: of the dump, or of the message"),
        Column("kind", TEXT, "-", "table, announce, withdraw or state"),
        Column(
            "collector", TEXT, "-", "the folder that the file lies in: rrc00, route-views2, ..."
        ),
        Column("peer_as", ASN, "-", "AS of the router that told the collector"),
        Column("peer", TEXT, "-", "its address"),
        Column("prefix", TEXT, "-", "the block of addresses, as sent"),
        Column("path_id", ASN, "-", "path identifier (RFC 7911); null without add-path"),
        Column("origin", ASN, "-", "last AS of the path; null if it ends in a set"),
        Column(
            "upstream", ASN, "-", "AS before the origin in the clean path; null if there is none"
        ),
        Column("path", pa.list_(ASN), "-", "all hops as sent, prepends kept"),
        Column(
            "path_kinds",
            pa.list_(pa.uint8()),
            "-",
            "one a hop: 1 set, 2 sequence, 3 and 4 in a confederation; +128 on a segment's first",
        ),
        Column("next_hop", TEXT, "-", "address of the next router; null is not sent"),
        Column("communities", pa.list_(ASN), "-", "RFC 1997, the AS in the upper half"),
        Column("large_communities", pa.list_(ASN), "-", "RFC 8092, three numbers each"),
        Column("med", ASN, "-", "MULTI_EXIT_DISC; null is not sent"),
        Column("local_pref", ASN, "-", "LOCAL_PREF; null is not sent"),
        Column("learned_at", UTC, "UTC", "when the router learned it; null where not said"),
        Column("safi", pa.int8(), "-", "1 unicast, 2 multicast, 3 both; null for a state change"),
        Column(
            "sent",
            FLAG,
            "-",
            "true: what the dumping router told its peer (BGP4MP_*_LOCAL), no route of the peer's",
        ),
        Column("state_old", pa.int8(), "-", "session state before (RFC 4271, 8.2.2)"),
        Column("state_new", pa.int8(), "-", "session state after"),
        SOURCE_ID,
        LOCATOR,
        SYNTHETIC,
    ),
)
OWN_PREFIXES: Final = Table(
    "own_prefixes",
    (SCOPE, Column("prefix", TEXT, "-", "a block that an AS of the target originated")),
    order=("scope", "prefix"),
)
_SEEN = {c.name: c for c in ROUTES_SEEN.columns}
TARGET_ROUTES: Final = Table(
    "target_routes",
    (
        SCOPE,
        *(_SEEN[n] for n in ("at", "kind", "collector", "peer_as", "peer", "prefix", "path_id")),
        *(
            _SEEN[n]
            for n in ("origin", "upstream", "state_new", "source_id", "locator", "synthetic")
        ),
    ),
)
EVIDENCE = Column("evidence", pa.list_(EVIDENCE_ITEM), "-", "at most 16 places")
TOTAL = Column("evidence_total", INT, "row", "places in all")
UPSTREAM_SHARES: Final = Table(
    "upstream_shares",
    (
        SCOPE,
        Column("at", UTC, "UTC", "the last instant of a day with routes"),
        Column("upstream", TEXT, "-", "as:N before the target's AS"),
        Column("customer", TEXT, "-", "as:N, the lowest of the target's that it carries"),
        Column("low", REAL, "share", "10th percentile over vantage ASes", 9),
        Column("share", REAL, "share", "median over vantage ASes", 9),
        Column("high", REAL, "share", "90th percentile over vantage ASes", 9),
        Column("vantages", INT, "as", "vantage ASes that see the target"),
        Column("prefixes", INT, "prefix", "prefixes that were seen through it"),
        EVIDENCE,
        TOTAL,
        SYNTHETIC,
    ),
    order=("scope", "at", "upstream"),
)
OUTAGES: Final = Table(
    "outages",
    (
        SCOPE,
        Column("start", UTC, "UTC", "first instant at which too little was reachable"),
        Column("end", UTC, "UTC", "first instant at which enough was again"),
        Column("lost", REAL, "share", "part of the addresses lost at the worst", 9),
        Column("vantages", INT, "as", "vantage ASes that see the target at best"),
        EVIDENCE,
        TOTAL,
        SYNTHETIC,
    ),
    order=("scope", "start"),
)

MONTH = Column("month", DAY, "month", "first day of the month whose relations the model takes")
WHAT_IFS: Final = Table(
    "what_ifs",
    (
        SERIES,
        SCOPE,
        MONTH,
        Column("cut", TEXT, "-", "the operator that is cut; 'nothing' for the state as it is"),
        Column("upstream", TEXT, "-", "as:N through which the rest comes in; null if none does"),
        Column("low", REAL, "share", "5th percentile over tie-breaks of its modelled share", 6),
        Column("share", REAL, "share", "median: part of the networks that reach the target", 6),
        Column("high", REAL, "share", "95th percentile", 6),
        Column("reach_low", REAL, "share", "part of all networks that reach the target", 6),
        Column("reach", REAL, "share", "median of it", 6),
        Column("reach_high", REAL, "share", "95th percentile of it", 6),
        Column("chains", INT, "chain", "provider chains to the top that share no network"),
        Column("tie_breaks", INT, "tie-break", "how many the intervals go over"),
        SYNTHETIC,
    ),
    order=("series", "scope", "month", "cut", "upstream"),
)
TRUST_PATHS: Final = Table(
    "trust_paths",
    (
        Column("on", DAY, "day", "day of the routing table"),
        Column("vantage", ASN, "-", "AS of the router that told the collector"),
        Column("origin", ASN, "-", "AS at the other end"),
        Column("path", pa.list_(ASN), "-", "one path between them, as sent"),
        Column("path_kinds", pa.list_(pa.uint8()), "-", "kinds of its segments, one a hop"),
        SYNTHETIC,
    ),
    order=("origin", "vantage"),
)
MODEL_TRUST: Final = Table(
    "model_trust",
    (
        SERIES,
        Column("where", TEXT, "-", "which paths the model was held against"),
        Column("own", FLAG, "-", "true: paths of this case; false: the figure that ships"),
        Column("pairs", INT, "pair", "vantage and origin, one path each"),
        Column("upstream_right", REAL, "share", "part whose upstream the model names right", 4),
        Column("low", REAL, "share", "95 % interval of it", 4),
        Column("high", REAL, "share", "95 % interval of it", 4),
        Column("within_one", REAL, "share", "part whose length is right to within a hop", 4),
        SYNTHETIC,
    ),
    order=("series", "where"),
)

TABLES: Final = (
    RELATIONS, SNAPSHOTS, DELEGATIONS, AS_COUNTRIES, OPERATORS, UPSTREAMS, LINKS, RUNS, CHANGES,
    CHANGE_RATES, WITNESSES, ROUTES_SEEN, OWN_PREFIXES, TARGET_ROUTES, UPSTREAM_SHARES, OUTAGES,
    WHAT_IFS, TRUST_PATHS, MODEL_TRUST,
)  # fmt: skip
