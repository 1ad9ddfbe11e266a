"""Lay the words of articles out as hashes: narration, captions and quotation apart."""

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hawse.channels.reports.text.hashed import hashed
from hawse.channels.reports.text.scan import Flags, Hashes, Places
from hawse.channels.reports.text.shingles import Marks, marked

TOLD: Final = ("body", "caption", "post")
"""The roles of parts whose words are compared: the story, its pictures, posts of others."""


class Worded(NamedTuple):
    """The words of articles in order: whose they are, and of which kind."""

    articles: list[str]
    bounds: Places
    words: Hashes
    kinds: dict[str, Flags]

    def marks(self, kind: str, cut: np.uint64) -> tuple[Marks, Places]:
        """Give each article's marks of one kind, and where they begin."""
        return marked(self.words, self.kinds[kind], self.bounds, cut)


def worded(paragraphs: pa.Table) -> Worded:
    """Give the words of each article, articles in order of their ids, paragraphs of their numbers.

    A post of somebody else's counts as quotation: its words are shared by whoever embeds it.
    """
    rows = paragraphs.select(["article_id", "paragraph", "role", "text"])
    rows = rows.filter(pc.is_in(rows["role"], pa.array(TOLD)))
    rows = rows.sort_by([("article_id", "ascending"), ("paragraph", "ascending")])
    if not rows.num_rows:
        none = np.empty(0, np.bool_)
        kinds = dict.fromkeys(("narration", "caption", "quote", "post"), none)
        return Worded([], np.zeros(1, np.int64), np.empty(0, np.uint64), kinds)
    ids = rows["article_id"].combine_chunks().dictionary_encode()
    codes = ids.indices.to_numpy(zero_copy_only=False)
    found = hashed(rows["text"].combine_chunks())
    sizes = np.diff(found.starts)
    role = {
        name: np.repeat(pc.equal(rows["role"], name).to_numpy().astype(np.bool_), sizes)
        for name in TOLD
    }
    firsts = np.searchsorted(codes, np.arange(len(ids.dictionary) + 1))
    return Worded(
        ids.dictionary.to_pylist(),
        found.starts[firsts],
        found.words,
        {
            "narration": role["body"] & ~found.quoted,
            "caption": role["caption"] & ~found.quoted,
            "quote": found.quoted | role["post"],
            "post": role["post"],
        },
    )
