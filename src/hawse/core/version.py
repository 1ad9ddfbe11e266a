"""The version of Hawse: what it made is made again when this changes."""

from typing import Final

VERSION: Final = "0.1.0"
