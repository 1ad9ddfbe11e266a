"""Options that several verbs share, each in one form."""

from pathlib import Path
from typing import Annotated, Final, Literal

from cyclopts import Parameter, validators

Engine = Literal["local", "spark"]
Verdict = Literal[
    "supported", "partly_supported", "contradicted", "not_observable", "not_testable",
    "not_examined",
]  # fmt: skip
Threads = Annotated[int, Parameter(validator=validators.Number(gte=1))]
Out = Annotated[Path, Parameter(name=["--out", "-o"])]
Json = Annotated[bool, Parameter(name="--json", negative="")]
DEFAULT_OUT: Final = Path("out")
