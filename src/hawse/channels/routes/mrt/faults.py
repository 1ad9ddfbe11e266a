"""What can be wrong with a place in an MRT file: codes for the kernels, words for rejects."""

from typing import Final

import numpy as np

(
    FINE, CUT, NO_HEADER, BAD_PEERS, NO_PEER, BAD_ATTRIBUTES, BAD_PATH, BAD_PREFIX, BAD_MESSAGE,
    BAD_ENTRY, NOT_DECODED, NO_TABLE, TOO_WIDE, SKIPPED, BAD_STATE, SHORT_MESSAGE,
  ) = (np.int64(code) for code in range(16))  # fmt: skip

_WORDS: Final = {
    CUT: "the file ends inside a record; its rows are left out",
    NO_HEADER: "no MRT header; skipped to the next place where two headers follow each other",
    BAD_PEERS: "a peer table whose lengths do not fit",
    NO_PEER: "an entry of a peer that the peer table does not have",
    BAD_ATTRIBUTES: "path attributes whose lengths do not fit",
    BAD_PATH: "an AS path whose segments do not fit",
    BAD_PREFIX: "a prefix longer than its address or its field; it and those after it are lost",
    BAD_MESSAGE: "a BGP message whose marker or lengths do not fit",
    BAD_ENTRY: "an entry that passes the end of its record; it and those after it are lost",
    NOT_DECODED: "a record of a type, or addresses of a family, that is not decoded",
    NO_TABLE: "routes before any peer table",
    TOO_WIDE: "one message that would give more hops or communities than a batch holds",
    SKIPPED: "a damaged length: another record begins inside this one",
    BAD_STATE: "a state change whose lengths do not fit",
    SHORT_MESSAGE: "a BGP message cut off by its record's end; its whole prefixes are kept",
}
WORDS: Final[dict[int, str]] = {int(code): words for code, words in _WORDS.items()}
