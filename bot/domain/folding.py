"""One spelling for what people type, whatever their keyboard made of it."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]+")
_NOT_PLAIN = re.compile("[^a-z0-9]+")
_HIRAGANA_OR_KANJI = re.compile("[ぁ-ゔ々一-鿿]+")
_SILENT = "'’‘ʼʻ`."
_LETTERS = str.maketrans(
    {
        **{chr(code): chr(code - 0x60) for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)},
        # Town names are written with a small or a large ke as the writer pleases.
        **dict.fromkeys("ヵゕ", "か"),
        **dict.fromkeys("ヶゖ", "け"),
        **dict.fromkeys(_SILENT, ""),
        "&": " and ",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ø": "o",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
_SPELLINGS = (
    (re.compile(r"(?:sh|sy)(?=[auoe])"), "sh"),
    (re.compile(r"si"), "shi"),
    (re.compile(r"(?:ty|cy)(?=[auoe])"), "ch"),
    (re.compile(r"ti"), "chi"),
    (re.compile(r"(?:zy|jy|dj)(?=[auoe])"), "j"),
    (re.compile(r"(?:zi|di)"), "ji"),
    (re.compile(r"(?<!t)(?:tu)"), "tsu"),
    (re.compile(r"(?:du|dzu)"), "zu"),
    (re.compile(r"(?<![sc])hu"), "fu"),
    (re.compile(r"tch"), "cch"),
    (re.compile(r"n(?=[bmp])"), "m"),
    (re.compile(r"oh(?![aeiouy])"), "o"),
    (re.compile(r"ou|oo+"), "o"),
    (re.compile(r"uu+"), "u"),
    (re.compile(r"ii+"), "i"),
)


def fold(text: str) -> str:
    """Return the spelling that letters of either case, width or accent share.

    Katakana becomes hiragana; dakuten stay, so が is not か. Words are parted by single spaces.
    """
    if text.isascii():
        return _NOT_PLAIN.sub(" ", text.casefold().translate(_LETTERS)).strip()
    if _HIRAGANA_OR_KANJI.fullmatch(text):
        return text
    # Twice: what casefold makes of one letter may itself come apart.
    folded = _without_accents(_without_accents(text).casefold())
    folded = unicodedata.normalize("NFC", folded).translate(_LETTERS)
    return " ".join("".join(map(_letter_or_space, folded)).split())


def squeeze(text: str) -> str:
    """Return the folded text in one piece, so that spaces and hyphens cannot matter."""
    return fold(text).replace(" ", "")


def romaji_key(text: str) -> str:
    """Return what all ways to write a Japanese name in Latin letters share.

    Ohsaka, Oosaka, Ōsaka and Osaka are one; so are Gunma and Gumma, Tsu and Tu.
    """
    key = squeeze(text)
    if not key.isascii():
        return key
    for spelling, common in _SPELLINGS:
        key = spelling.sub(common, key)
    return key


def _without_accents(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text))


def _letter_or_space(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LMN":
        return character
    return "" if category in ("Cf", "Cc") and not character.isspace() else " "
