"""What is said of a call, as pieces in order: each a clip where a hall recorded one, else words."""

from collections.abc import Callable
from dataclasses import dataclass

from ticketing.catalogue import Catalogue
from ticketing.model import Call
from ticketing.words import Language
from voice.pronunciation import Pronunciation

_DIGITS = {
    Language.ID: ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    Language.EN: ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    Language.SU: ("enol", "hiji", "dua", "tilu", "opat", "lima", "genep", "tujuh", "dalapan", "salapan"),
}
_LETTERS = {
    "A": "a", "B": "be", "C": "ce", "D": "de", "E": "e", "F": "ef", "G": "ge", "H": "ha", "I": "i", "J": "je",
    "K": "ka", "L": "el", "M": "em", "N": "en", "O": "o", "P": "pe", "Q": "ki", "R": "er", "S": "es",
    "T": "te", "U": "u", "V": "fe", "W": "we", "X": "eks", "Y": "ye", "Z": "zet",
}  # fmt: skip
_NUMBER = {Language.ID: "Nomor antrean", Language.EN: "Number", Language.SU: "Nomer antrian"}
_GO_TO = {
    Language.ID: "silakan ke loket",
    Language.EN: "please go to counter",
    Language.SU: "mangga ka loket",
}
_COUNTER = {Language.ID: "loket", Language.EN: "counter", Language.SU: "loket"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an announcement.

    Attributes:
        key: What its recording is called, such as ``digit-3`` or ``agency-dukcapil``.
        words: What is spoken where there is none.
        ends: A pause follows.
    """

    key: str
    words: str
    ends: bool = False


def phrase(
    call: Call, catalogue: Catalogue, pronunciation: Pronunciation, *, is_short: bool = False
) -> tuple[Piece, ...]:
    """Say a call in the ticket's language: number digit by digit, agency, counter.

    Args:
        call: The call.
        catalogue: For the agency's name; one that is not listed is not named.
        pronunciation: How abbreviations are read.
        is_short: Only number and counter: others wait.
    """
    language = call.language
    spelt = spell(call.number, language)
    spelt = (*spelt[:-1], Piece(spelt[-1].key, spelt[-1].words, ends=True)) if spelt else ()
    to = counter(call.counter, language, pronunciation)
    if is_short:
        return (*spelt, Piece("counter", _COUNTER[language]), to)
    agency = catalogue.agency.get(call.agency)
    named = (
        ()
        if agency is None
        else (agency_piece(agency.code, agency.name.say(language), language, pronunciation),)
    )
    return (
        Piece("number", _NUMBER[language], ends=True),
        *spelt,
        *named,
        Piece("go-to-counter", _GO_TO[language]),
        to,
    )


def spell(number: str, language: Language) -> tuple[Piece, ...]:
    """Spell a number: ``A012`` is a, nol, satu, dua."""
    return tuple(_character(char, language) for char in number.upper() if char.isalnum() and char.isascii())


def counter(name: str, language: Language, pronunciation: Pronunciation) -> Piece:
    """Say the name of a counter: ``12`` is dua belas, other names are read."""
    words = cardinal(int(name), language) if _is_count(name) else pronunciation.read(name, language)
    return Piece(f"counter-{slug(name)}", words, ends=True)


def agency_piece(code: str, name: str, language: Language, pronunciation: Pronunciation) -> Piece:
    """Say the name of an agency."""
    return Piece(f"agency-{slug(code)}", pronunciation.read(name, language), ends=True)


def leads(language: Language) -> tuple[Piece, ...]:
    """List the pieces that lead on, in the order in which they are said."""
    return (
        Piece("number", _NUMBER[language], ends=True),
        Piece("go-to-counter", _GO_TO[language]),
        Piece("counter", _COUNTER[language]),
    )


def cardinal(n: int, language: Language) -> str:
    """Say a number from 0 to 999 as people count: ``31`` is tiga puluh satu.

    Raises:
        ValueError: It is less or more.
    """
    if not 0 <= n <= 999:
        raise ValueError(n)
    return _COUNT[language](n)


def slug(text: str) -> str:
    """Make a part of a file's name: small letters, digits and hyphens."""
    return "-".join("".join(char if char.isalnum() else " " for char in text.lower()).split()) or "none"


def _is_count(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) <= 3


def _character(char: str, language: Language) -> Piece:
    if char.isdigit():
        return Piece(f"digit-{char}", _DIGITS[language][int(char)])
    return Piece(f"letter-{char.lower()}", char if language is Language.EN else _LETTERS[char])


def _count_id(n: int) -> str:
    return _malay(n, _DIGITS[Language.ID], "sepuluh", "sebelas", "seratus")


def _count_su(n: int) -> str:
    return _malay(n, _DIGITS[Language.SU], "sapuluh", "sabelas", "saratus")


def _malay(n: int, digits: tuple[str, ...], ten: str, eleven: str, hundred: str) -> str:
    """Count as Indonesian and Sundanese do, which differ in their words only."""
    if n < 10:
        return digits[n]
    if n in (10, 11):
        return ten if n == 10 else eleven
    if n < 20:
        return f"{digits[n - 10]} {'belas' if ten == 'sepuluh' else 'welas'}"
    if n < 100:
        tens, rest = f"{digits[n // 10]} puluh", n % 10
    else:
        tens, rest = hundred if n < 200 else f"{digits[n // 100]} ratus", n % 100
    return f"{tens} {_malay(rest, digits, ten, eleven, hundred)}" if rest else tens


_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _count_en(n: int) -> str:
    if n < 10:
        return _DIGITS[Language.EN][n]
    if n < 20:
        return _TEENS[n - 10]
    if n < 100:
        tens, rest = _TENS[n // 10 - 2], n % 10
        return f"{tens} {_count_en(rest)}" if rest else tens
    hundreds, rest = f"{_DIGITS[Language.EN][n // 100]} hundred", n % 100
    return f"{hundreds} and {_count_en(rest)}" if rest else hundreds


_COUNT: dict[Language, Callable[[int], str]] = {
    Language.ID: _count_id,
    Language.EN: _count_en,
    Language.SU: _count_su,
}
