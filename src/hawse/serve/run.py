"""Start the app on this machine and say where it is."""

from collections.abc import Callable
from typing import Any, Final

import uvicorn

from hawse.core.errors import SourceError
from hawse.serve.app import make_app
from hawse.serve.desk import Desk
from hawse.serve.guard import Guard

HOME: Final = "127.0.0.1"
NAMES: Final = (HOME, "localhost")


class _Server(uvicorn.Server):
    """A server that says its address when it has one: the port is chosen by the system."""

    def __init__(self, config: uvicorn.Config, guard: Guard, told: Callable[[str], None]) -> None:
        super().__init__(config)
        self.guard, self.told = guard, told

    async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401 - uvicorn's own form
        """Begin to listen, then open the guard for this port and tell the address."""
        await super().startup(sockets)
        if not self.started:
            return
        port = self.servers[0].sockets[0].getsockname()[1]
        self.guard.hosts = frozenset(f"{name}:{port}" for name in NAMES)
        self.told(f"http://{HOME}:{port}/?token={self.guard.token}")


def serve(desk: Desk, port: int, told: Callable[[str], None]) -> None:
    """Serve until it is stopped; ``told`` gets the address once it is open.

    Raises:
        SourceError: the port is taken.
    """
    guard = Guard(make_app(desk))
    config = uvicorn.Config(
        guard, host=HOME, port=port, log_level="critical", access_log=False, server_header=False,
        lifespan="off", ws="none",
    )  # fmt: skip
    server = _Server(config, guard, told)
    try:
        server.run()
    except KeyboardInterrupt:
        return  # Ctrl-C is how one stops it
    except SystemExit as why:
        raise SourceError(f"port {port} cannot be used; give another with --port, or 0") from why
    if not server.started:
        raise SourceError(f"port {port} cannot be used; give another with --port, or 0")
