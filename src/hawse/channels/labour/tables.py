"""Kinds of the labour channel. It has no table of its own: it reads ``figures`` by name."""

from typing import Final

from hawse.core.kinds import Kind

KINDS: Final = (
    Kind(
        "workers_abroad",
        "workers of the target in a host country at a time",
        "person",
        "level",
        "interval",
        "work permits or visas that {subject} had issued to the target's nationals in "
        "{period}, or its "
        "report to the sanctions committee",
    ),
    Kind(
        "remittances",
        "what workers abroad bring the target in a period",
        "USD",
        "level",
        "interval",
        "head-count, wage, share kept by the worker and months paid in {subject} for "
        "{period}, each sourced",
    ),
    Kind(
        "repatriation",
        "workers of the target that a host sent home",
        "person",
        "count",
        "interval",
        "reports of {subject} to the sanctions committee on workers sent home in {period}",
    ),
)
