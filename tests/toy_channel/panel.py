"""What the dossier shows of the toy channel."""

import pyarrow as pa

from hawse.core.channel import Datum, Figure, Panel


def draws(findings: pa.Table) -> tuple[Figure, ...]:
    """One bar for each aircraft that landed."""
    bars = tuple(
        Datum(row["subject"], (row["id"],), best=row["q_best"], synthetic=row["synthetic"])
        for row in findings.to_pylist()
        if row["kind"] == "landed"
    )
    return (Figure("bars", "Landings", bars),) if bars else ()


PANEL = Panel(reads=("findings",), draws=draws)
