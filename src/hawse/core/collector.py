"""Python's collector of cycles, kept away while many small things are made that hold none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """Pause the collector, and let it go on afterwards if it was on before.

    For work that makes thousands of small things and lets nearly all of them go again: walks over
    them while they live find nothing. On the claims of real articles that was a seventh of the
    time.

    >>> with paused():
    ...     gc.isenabled()
    False
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
