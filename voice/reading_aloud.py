"""What stands on a screen, written as it is spoken: numbers, hours, signs and abbreviations."""

import re

from ticketing.words import Language
from voice.phrase import cardinal, spell
from voice.pronunciation import Pronunciation

_NO_LIST = Pronunciation({})

_OR = {Language.ID: "atau", Language.EN: "or", Language.SU: "atanapi"}
_AND = {Language.ID: "dan", Language.EN: "and", Language.SU: "sareng"}
_PLUS = {Language.ID: "tambah", Language.EN: "plus", Language.SU: "tambih"}
_ABOUT = {Language.ID: "kira-kira", Language.EN: "about", Language.SU: "kirang langkung"}
_UNTIL = {Language.ID: "sampai", Language.EN: "to", Language.SU: "dugi ka"}
_PER_CENT = {Language.ID: "persen", Language.EN: "percent", Language.SU: "persén"}
_RUPIAH = {Language.ID: "rupiah", Language.EN: "rupiah", Language.SU: "rupia"}
_AT_HOUR = {Language.ID: "pukul", Language.EN: "", Language.SU: "tabuh"}
_PAST = {Language.ID: "lewat", Language.EN: "", Language.SU: "langkung"}
_NAMED_HOURS = {Language.ID: ("pukul", "jam"), Language.EN: (), Language.SU: ("tabuh", "jam")}

_TICKET = re.compile(r"(?<!\w)[A-HJ-NPR-Z]{1,2}\d{3,4}(?!\w)")
_MONEY = re.compile(r"(?<!\w)Rp\.?\s*(\d[\d.]*\d|\d)(?:,-)?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{3})+(?![\w.,]\d|\d)")
_HOUR = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(:,]))([01]?\d|2[0-3])[.:]([0-5]\d)(?![\w.,:]*\d)")
_WORD_BEFORE = re.compile(r"(\w+)\s*$")
_RANGE = re.compile(r"(?<=\d)(?:\s*–\s*|\s+-\s+)(?=\d)")
_SPELT = re.compile(r"(?<![\w.,])0\d+(?![\w.,]*\d)")
_STOPS = re.compile(r"[,:;.!?](?:\s*[,:;.!?])+")
_COUNT = re.compile(r"(?<![\w.,-])\d{1,3}(?![\w-]|[.,]\d)")


def spoken(words: str, language: Language, pronunciation: Pronunciation = _NO_LIST) -> str:
    """Write a text of the screen as espeak-ng reads it rightly.

    Ticket numbers are spelt digit by digit, hours and counts are written out, signs become words or
    pauses, and abbreviations are read as the lists say. What stands in brackets is read between pauses.

    Args:
        words: As they stand on the screen.
        language: In which they are written.
        pronunciation: How abbreviations are read.

    Returns:
        The text; empty where nothing in it can be spoken.
    """
    text = pronunciation.replaced(words, language)
    text = _TICKET.sub(lambda found: _spelt(found[0], language) + ",", text)
    text = _MONEY.sub(lambda found: f"{found[1].replace('.', '')} {_RUPIAH[language]}", text)
    text = _THOUSANDS.sub(lambda found: re.sub("[.,]", "", found[0]), text)
    text = _RANGE.sub(f" {_UNTIL[language]} ", text)
    text = _HOUR.sub(lambda found: _hour(found, language), text)
    text = _SPELT.sub(lambda found: _spelt(found[0], language), text)
    text = _COUNT.sub(lambda found: cardinal(int(found[0]), language), text)
    text = _without_signs(text, language)
    return text if any(char.isalnum() for char in text) else ""


def _without_signs(text: str, language: Language) -> str:
    for sign, word in (
        ("±", _ABOUT[language]),
        ("&", _AND[language]),
        ("+", _PLUS[language]),
        ("%", _PER_CENT[language]),
    ):
        text = text.replace(sign, f" {word} ")
    text = re.sub(r"(?<=\w)\s*/\s*(?=\w)", f" {_OR[language]} ", text)
    text = re.sub(r"\s*\n\s*", ". ", text.strip())
    text = re.sub(r"\s*[·•()\[\]→←–—…]\s*|\s+-\s+", ", ", text)
    text = re.sub(r"[{}/*_#<>|\\\"“”]", " ", text)
    text = re.sub(r"\s+(?=[.,;:?!])", "", " ".join(text.split()))
    text = _STOPS.sub(lambda found: max(found[0].replace(" ", ""), key=",:;.!?".index), text)
    return text.strip(" ,;:")


def _spelt(number: str, language: Language) -> str:
    return " ".join(piece.words for piece in spell(number, language))


def _hour(found: re.Match[str], language: Language) -> str:
    """Say a time of day: ``09.40`` is pukul sembilan lewat empat puluh."""
    hour, minute = int(found[1]), int(found[2])
    words = [cardinal(hour, language)]
    if language is Language.EN:
        words += [cardinal(minute, language)] if minute > 9 else ["oh", cardinal(minute, language)]
        words = words if minute else [cardinal(hour, language), "o'clock"]
    elif minute:
        words += [_PAST[language], cardinal(minute, language)]
    before = _WORD_BEFORE.search(found.string[: found.start()])
    leads = (*_NAMED_HOURS[language], *_UNTIL[language].split())
    if _AT_HOUR[language] and (before is None or before[1].casefold() not in leads):
        words.insert(0, _AT_HOUR[language])
    return " ".join(words)
