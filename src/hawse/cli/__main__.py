"""``python -m hawse.cli`` is the command hawse."""

import sys

from hawse.cli import main

sys.exit(main())
