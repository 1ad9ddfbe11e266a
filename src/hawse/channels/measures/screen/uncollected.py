"""Keep Python's collector of cycles away while many small things are made that hold none.

Names made ready are tens of thousands of tuples that live on in caches. Each time their number
grows by a quarter the collector walks all that the process holds, and finds nothing: on ten
thousand names that was a fifth of the whole time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector, and let it go on afterwards if it was on before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
