"""The step that keeps what the verifier refused of an extractor's proposals."""

import json

import pyarrow as pa

from hawse.channels.reports.extract.verify import refusal, text_id
from hawse.core.tables import REJECTS


def refused(answers: pa.Table, sentences: pa.Table) -> pa.Table:
    """Give one reject for each answer that fails, with its reason, or that finds no text here."""
    if not answers.num_rows:
        return REJECTS.empty()
    texts = known_texts(sentences)
    rows = []
    for row in sorted(
        answers.to_pylist(), key=lambda r: (r["source_id"], r["locator"], r["answer"])
    ):
        held = texts.get(row["text_id"])
        why = (
            refusal(json.loads(row["answer"]), held)
            if held
            else f"no text {row['text_id'][:16]} was read"
        )
        if why:
            rows.append(
                {
                    "source_id": row["source_id"],
                    "locator": row["locator"],
                    "reason": f"{row['extractor']}: {why}",
                    "raw": row["answer"][:500],
                }
            )
    return REJECTS.rows(rows)


def known_texts(sentences: pa.Table) -> dict[str, list[str]]:
    """Give each article's sentences under the id of its text."""
    held: dict[str, list[tuple[int, str]]] = {}
    for row in sentences.select(["article_id", "sentence", "text"]).to_pylist():
        held.setdefault(row["article_id"], []).append((row["sentence"], row["text"]))
    texts = [[text for _, text in sorted(rows)] for _, rows in sorted(held.items())]
    return {text_id(text): text for text in texts}
