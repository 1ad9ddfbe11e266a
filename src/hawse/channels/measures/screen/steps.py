"""The steps of screening, in their order: the same in a case and on the command line."""

from typing import Final

from hawse.channels.measures.screen.candidates import candidates
from hawse.channels.measures.screen.hits import screening_hits
from hawse.channels.measures.screen.index import asked_index, listed_index
from hawse.core.channel import Step

LISTED: Final = Step(
    makes="listed_index", whole=("listed_names", "listed_parties"), does=listed_index
)
ASKED: Final = Step(
    makes="asked_index",
    whole=("screened_names", "listed_index"),
    does=asked_index,
    settings={"share": 0.62},
)
CANDIDATES: Final = Step(
    makes="candidates",
    whole=("asked_index", "listed_index"),
    does=candidates,
    settings={"least_letters": 3, "long_letters": 6, "bony_letters": 5},
)
HITS: Final = Step(
    makes="screening_hits",
    whole=(
        "screened_names",
        "asked_index",
        "listed_index",
        "candidates",
        "listed_parties",
        "listed_names",
        "listed_identifiers",
        "list_versions",
        "name_weights",
        "case_period",
    ),
    does=screening_hits,
    settings={"least": 2.2, "coarse": 74.0, "as_of": ""},
)
INDEXING: Final = (LISTED,)
"""What is made once for lists, however many names are asked about."""
ASKING: Final = (ASKED, CANDIDATES, HITS)
STEPS: Final = (*INDEXING, *ASKING)
