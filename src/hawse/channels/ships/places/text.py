"""Names as keys: capital letters without spaces, marks or accents, in each usual spelling."""

import re
import unicodedata
from typing import Final

_OWN: Final = {
    "Ø": ("O", "OE"),
    "Ö": ("O", "OE"),
    "Å": ("A", "AA"),
    "Ä": ("A", "AE"),
    "Ü": ("U", "UE"),
    "Æ": ("AE", "A"),
    "Œ": ("OE",),
    "ß": ("SS",),
    "ẞ": ("SS",),
    "Ł": ("L",),
    "Đ": ("D",),
    "Ð": ("D",),
    "Þ": ("TH",),
    "İ": ("I",),
    "I": ("I",),
    "Ñ": ("N",),
}
_CYRILLIC: Final = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
    | dict(zip("АБВГДЕЗИЙКЛМНОПРСТУФЫЭ", "ABVGDEZIYKLMNOPRSTUFYE", strict=True))
    | {
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
    }
    | {"ю": "yu", "я": "ya", "Ё": "E", "Ж": "ZH", "Х": "KH", "Ц": "TS", "Ч": "CH", "Ш": "SH"}
    | {"Щ": "SHCH", "Ъ": "", "Ь": "", "Ю": "YU", "Я": "YA"}
)
"""Russian letters as the BGN/PCGN system of 1947 writes them, without its apostrophes."""
_LETTERS: Final = re.compile(r"[^A-Z0-9]+")
_BRACKETS: Final = re.compile(r"\s*[(\[].*?[)\]]")
_DROPPED: Final = {n: None for n in range(128) if not chr(n).isalnum()}
_SAINT: Final = re.compile(r"\b(SAINTE?|SANKT|SANCT|SINT|ST|STE)\b\.?")


def keys_of(name: str) -> tuple[str, ...]:
    """Give the keys that a name may be written as, its plainest first.

    >>> keys_of("Thyborøn")
    ('THYBORON', 'THYBOROEN')
    >>> keys_of("Saint-Nazaire")
    ('SAINTNAZAIRE', 'STNAZAIRE')
    >>> keys_of("Находка")
    ('NAKHODKA',)

    A name in a script that is neither Latin nor Cyrillic is its own key.
    """
    if not name.isascii():
        name = name.translate(_CYRILLIC)
    if name.isascii() and "(" not in name and "[" not in name:
        upper = name.upper()
        key = upper.translate(_DROPPED)
        if "ST" not in upper and "SA" not in upper and "SINT" not in upper:
            return (key,) if key else ()
    upper = _BRACKETS.sub("", name.upper().replace("'", "").replace("’", ""))
    made = [_key(upper, 0), _key(upper, 1)]
    if _SAINT.search(upper):
        made += [_key(_SAINT.sub(word, upper), 0) for word in ("SAINT", "ST")]
    return tuple(dict.fromkeys(k for k in made if k))


def _key(upper: str, which: int) -> str:
    spelled = "".join(_OWN[c][min(which, len(_OWN[c]) - 1)] if c in _OWN else c for c in upper)
    bare = unicodedata.normalize("NFKD", spelled)
    return _LETTERS.sub("", bare.encode("ascii", "ignore").decode("ascii")) or "".join(
        filter(str.isalnum, upper)
    )


def plain_keys(name: str) -> tuple[str, ...]:
    """Give a name's plainest key alone; none where nothing is left of it."""
    return keys_of(name)[:1]
