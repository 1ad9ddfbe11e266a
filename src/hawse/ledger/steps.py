"""The ledger's own work, as steps on the driver: the flow runs them like any other."""

from typing import Final

from hawse.core.channel import Step
from hawse.ledger.lifelines import lifelines
from hawse.ledger.store import (
    CITED,
    NUMBERED_CLAIMS,
    NUMBERED_COVER,
    NUMBERED_FINDINGS,
    cited,
    numbered_claims,
    numbered_cover,
    numbered_findings,
)
from hawse.ledger.weigh import entries

TABLES: Final = (NUMBERED_CLAIMS, NUMBERED_FINDINGS, NUMBERED_COVER, CITED)
STEPS: Final = (
    Step(makes="numbered_claims", reads=("claims",), does=numbered_claims),
    Step(makes="numbered_findings", reads=("findings",), does=numbered_findings),
    Step(
        makes="numbered_cover",
        reads=("would_cover", "numbered_claims", "numbered_findings"),
        does=numbered_cover,
    ),
    Step(makes="cited", reads=("claims", "findings"), does=cited),
    Step(
        makes="entries",
        reads=("numbered_claims", "numbered_findings"),
        whole=(
            "kinds",
            "coverage",
            "measures",
            "belongs",
            "ports",
            "countries",
            "articles",
            "aligned",
            "sources",
            "case_parties",
            "case_period",
        ),
        does=entries,
    ),
    Step(
        makes="lifelines",
        reads=("numbered_findings",),
        whole=("belongs", "case_parties", "case_values", "case_period"),
        does=lifelines,
    ),
)
