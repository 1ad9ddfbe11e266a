"""Name the language of a text by its script and its commonest words."""

import re
from collections import Counter
from typing import Final

from hawse.channels.reports.text.normal import listed

_SCRIPTS: Final = (
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_WORDS: Final = {
    "en": listed(
        "the of and to in that is was for on with it as said by from has its he not are at be have"
    ),
    "de": listed(
        "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch"
    ),
    "fr": listed("le la les des et en un une du que est pour dans qui par sur au plus pas avec"),
    "es": listed("el la los las de en y que un una por con para del se su es al como más"),
    "it": listed("il la di che e un una per del della non con sono le gli dei alla si è nel"),
    "pt": listed("o a os as de que em um uma para com não do da dos se por mais na no"),
    "nl": listed("de het een van en in is dat op te voor met zijn niet aan er om ook"),
    "pl": listed("w i na z do się nie że to jest o po jak od za przez"),
    "tr": listed("ve bir bu için ile da de olarak çok daha olan"),
    "id": listed("yang dan di ini dengan untuk dari tidak dalam itu"),
}
_KNOWN: Final = {
    word: tuple(code for code, known in _WORDS.items() if word in known)
    for word in {word for known in _WORDS.values() for word in known}
}
_UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]")
_PERSIAN: Final = re.compile("[پچژگ]")
NAMES: Final = {
    "ru": "Russian", "uk": "Ukrainian", "ko": "Korean", "ja": "Japanese", "zh": "Chinese",
    "ar": "Arabic",
    "fa": "Persian", "he": "Hebrew", "el": "Greek", "th": "Thai", "hi": "Hindi", "de": "German",
    "fr": "French",
    "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "pl": "Polish",
    "tr": "Turkish",
    "id": "Indonesian", "en": "English", "und": "a language that was not recognised",
}  # fmt: skip
SAMPLE: Final = 1_200  # characters: some two hundred words
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_ASCII: Final = re.compile("[a-z]+")  # the same words of such a text, found twice as fast


def language(text: str) -> str:
    """Give an ISO 639-1 code, or ``und`` where nothing speaks for any language.

    >>> language("the ships left the port and were seen in it"), language("北朝鮮の船が港を出た")
    ('en', 'ja')
    """
    sample = text[:SAMPLE]
    if not sample.isascii() and (code := _script(sample)):
        return code
    found = Counter((_WORD_ASCII if sample.isascii() else _WORD).findall(sample.lower()))
    total = sum(found.values())
    scores = dict.fromkeys(_WORDS, 0)
    for word in _KNOWN.keys() & found.keys():
        for code in _KNOWN[word]:
            scores[code] += found[word]
    if not total:
        return "und"
    score, best = max((count, code) for code, count in scores.items())
    if score >= max(2, total * 0.08) or (score >= 1 and total < 8):  # noqa: PLR2004 - a handful of words
        return best
    return "en" if sample.isascii() and total < 8 else "und"  # noqa: PLR2004 - too short to tell


def _script(sample: str) -> str | None:
    """Give the language that a script other than the Latin one names."""
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS:
        share = 0.05 if code == "ja" else 0.3
        if letters and len(script.findall(sample)) >= share * letters:
            if code == "ru" and len(_UKRAINIAN.findall(sample)) > letters / 100:
                return "uk"
            return "fa" if code == "ar" and len(_PERSIAN.findall(sample)) > letters / 100 else code
    return None
