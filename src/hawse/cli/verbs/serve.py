"""``hawse serve``: the ledger on this machine, in a browser."""

import webbrowser
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter, validators

import hawse
from hawse.cli.options import DEFAULT_OUT, Json, Out
from hawse.cli.screen import print_json
from hawse.cli.telling import talk

Port = Annotated[int, Parameter(validator=validators.Number(gte=0, lte=65535))]


def serve(
    out: Out = DEFAULT_OUT,
    *,
    against: Path | None = None,
    case: Path | None = None,
    port: Port = 0,
    open_it: Annotated[bool, Parameter(name="--open", negative="")] = False,
    json: Json = False,
) -> None:
    """Serve the ledger in OUT to a browser on this machine, until you press Ctrl-C.

    Shows what a file cannot: the rows around any cited place with the file's hash taken now,
    findings without end, what changed since an earlier run. Needs pip install 'hawse[serve]'.

    Python twin: hawse.run_server(out, told)

    Args:
        out: Where the ledger lies.
        against: The folder of an earlier run, to see what changed.
        case: The case file, if it has moved.
        port: A port; 0 lets the system choose one.
        open_it: Open it in the browser.
        json: Print one JSON object, with the address.
    """

    def told(address: str) -> None:
        if json:
            print_json({"address": address})
        else:
            print(address, flush=True)  # noqa: T201 - data go to stdout
        talk.print("This address works once, in one browser. Ctrl-C stops it.", highlight=False)
        if open_it:
            webbrowser.open(address)

    hawse.run_server(out, told, against=against, case=case, port=port)


def add(app: App) -> None:
    """Give the app its verb."""
    app.command(serve)
