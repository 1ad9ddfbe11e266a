"""The steps over lists: changes between versions, what listed ones own, findings and coverage."""

from typing import Final

from hawse.channels.measures.find.listed_parties import listed_by_name, lists_held
from hawse.channels.measures.lists.changes import list_changes
from hawse.channels.measures.lists.ownership import owned_by_listed
from hawse.core.channel import Step

CHANGED: Final = Step(
    makes="list_changes",
    whole=("listed_parties", "listed_names", "listed_identifiers", "list_versions"),
    does=list_changes,
)
OWNED: Final = Step(
    makes="owned_by_listed",
    whole=("listed_links", "listed_parties", "list_versions", "case_period"),
    does=owned_by_listed,
    settings={"least_share": 0.5, "more_than": False, "as_of": ""},
)
FOUND: Final = Step(
    makes="findings", whole=("screening_hits",), does=listed_by_name, settings={"least": 2.2}
)
HELD: Final = Step(makes="coverage", whole=("list_versions",), does=lists_held)
STEPS: Final = (CHANGED, OWNED, FOUND, HELD)
