"""Keep Python's collector of cycles away while many small things are made that hold none.

Names made ready are tens of thousands of tuples that live on in caches. Each time their number
grows by a quarter the collector walks all that the process holds, and finds nothing: on ten
thousand names that was a fifth of the whole time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from hawse.core.collector import paused


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause the collector, and let it go on afterwards if it was on before.

    What was made meanwhile goes straight to its oldest generation, since the first walk over it
    would cost what the pause has saved (a fifteenth of the whole time). Not where some program has
    frozen what it holds: that is let be.
    """
    with paused():
        yield
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
