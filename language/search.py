"""What the kiosk's search finds: services by everyday words, best first."""

import csv
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from ticketing.catalogue import Catalogue, Service
from ticketing.words import Language

#: Everyday words of three languages and the words of the catalogue that they mean.
WORDS = Path(__file__).parents[1] / "assets" / "search" / "words.csv"

_WORD = re.compile(r"[a-z0-9]+")
_WORTH_SHOWING = 0.35
_MEANS_NOTHING = "-"

# What a word of a service's name, of its keywords and of its agency counts for.
_NAME, _KEYWORD, _AGENCY = 1.0, 0.97, 0.55
# Words that fit about as well as the best one.
_AS_GOOD = 0.11
# What a word counts for that the visitor did not type, but one that means it.
_MEANT = 0.9


@dataclass(frozen=True, slots=True)
class Found:
    """A service and how well it fits, from 0 to 1."""

    service: Service
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    service: Service
    words: Mapping[str, float]
    phrases: tuple[frozenset[str], ...]
    size: int


class Index:
    """The words of a catalogue, ready to be searched in one language and in codes.

    Indonesian names are always searched too: they are what the forms call a service.

    Args:
        catalogue: Services, agencies, and the everyday words of each service.
        language: The visitor's.
        words: Everyday words, as `read_words` reads them; those that are shipped where None is given.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        language: Language,
        words: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._meanings = read_words() if words is None else words
        self._entries = [_entry(service, catalogue, language) for service in catalogue.services]
        self._codes = {frozenset(words_of(service.code)) for service in catalogue.services}
        counts: dict[str, int] = {}
        for entry in self._entries:
            for word in entry.words:
                counts[word] = counts.get(word, 0) + 1
        total = len(self._entries) + 1
        # A word that few services have says more than one that many have.
        self._worth = {word: math.log(total / count) + 0.5 for word, count in counts.items()}
        # One that nothing in the catalogue is like says little: people tell stories.
        self._unknown = (math.log(total) + 0.5) * 0.3
        self._fits = lru_cache(maxsize=512)(self._fits_of)

    def search(self, text: str, limit: int = 10) -> list[Found]:
        """Find services for what somebody typed; nothing typed finds nothing.

        Every typed word is compared with every word of the catalogue: whole, as a beginning, inside,
        or nearly (typing errors), and so are the words that it means. Rare words weigh more. Services in
        the order of the catalogue where they fit equally.
        """
        asked = self._asked(text)
        if not asked:
            return []
        fits = [self._fits(word) for word in asked]
        worth = [self._worth_of(fit) for fit in fits]
        found = []
        for entry in self._entries:
            score = self._score(entry, asked, fits, worth)
            if score >= _WORTH_SHOWING:
                found.append(Found(entry.service, min(1.0, score)))
        found.sort(key=lambda hit: -hit.score)
        return found[:limit]

    def _score(
        self,
        entry: _Entry,
        asked: Sequence[str],
        fits: Sequence[Mapping[str, float]],
        worth: Sequence[float],
    ) -> float:
        """Weigh how much of what was typed the entry has; a little for a whole phrase, and for brevity."""
        total = sum(worth)
        gained = 0.0
        met: set[str] = set()
        for fit, weight in zip(fits, worth, strict=True):
            best, which = 0.0, ""
            for word, value in fit.items():
                has = entry.words.get(word)
                if has is not None and value * has > best:
                    best, which = value * has, word
            gained += best * weight
            if best > 0.5:
                met.add(which)
        score = gained / total
        if score < _WORTH_SHOWING * 0.7:
            return score
        whole = max((len(met & phrase) / len(phrase | met) for phrase in entry.phrases), default=0.0)
        return score * 0.82 + whole * 0.16 + 0.02 / entry.size

    def _worth_of(self, fit: Mapping[str, float]) -> float:
        """Say how much a typed word tells: as much as the most common of those that it fits best."""
        if not fit:
            return self._unknown
        best = max(fit.values())
        return min(self._worth[word] for word, value in fit.items() if value >= best - _AS_GOOD)

    def _asked(self, text: str) -> list[str]:
        """Read the words that mean something; where none does, all of them."""
        typed = words_of(text)
        if frozenset(typed) in self._codes:
            return list(typed)
        telling = [word for word in typed if self._meanings.get(word) != (_MEANS_NOTHING,)]
        return telling or list(typed)

    def _fits_of(self, word: str) -> dict[str, float]:
        """Compare one typed word, and what it means, with every word of the catalogue."""
        found: dict[str, float] = {}
        meant = [(word, 1.0), *((other, _MEANT) for other in self._meanings.get(word, ()))]
        for own, weight in meant:
            for other in self._worth:
                value = _fit(own, other) * weight
                if value > found.get(other, 0.0):
                    found[other] = value
        return found


@cache
def read_words(file: Path = WORDS) -> dict[str, tuple[str, ...]]:
    """Read everyday words, each with the words that it means; a hyphen for one that means nothing."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [(row["word"], row["means"]) for row in csv.DictReader(lines)]
    read: dict[str, tuple[str, ...]] = {}
    for word, means in rows:
        spread = (_MEANS_NOTHING,) if means == _MEANS_NOTHING else words_of(means)
        for one in words_of(word):
            read[one] = read.get(one, ()) + spread
    return read


def words_of(*texts: str) -> tuple[str, ...]:
    """Spread texts into words, each once: small letters and digits, without accents."""
    spread = unicodedata.normalize("NFKD", " ".join(texts).lower())
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    plain = plain.replace("e-ktp", "ktp").replace("ktp-el", "ktp").replace("antrian", "antrean")
    return tuple(dict.fromkeys(_WORD.findall(plain)))


def _entry(service: Service, catalogue: Catalogue, language: Language) -> _Entry:
    agency = catalogue.agency[service.agency]
    keywords = catalogue.keywords.get(service.code, ())
    words: dict[str, float] = {}
    for weight, texts in (
        (_AGENCY, (service.agency, agency.name.id, agency.name.say(language))),
        (_KEYWORD, keywords),
        (_NAME, (service.code, service.name.id, service.name.say(language))),
    ):
        for word in words_of(*texts):
            words[word] = max(weight, words.get(word, 0.0))
    phrases = (service.code, service.name.id, service.name.say(language), *keywords)
    own = words_of(service.code, service.name.id)
    return _Entry(
        service,
        words,
        tuple(frozenset(words_of(phrase)) for phrase in dict.fromkeys(phrases)),
        max(1, len(own)),
    )


def _fit(word: str, other: str) -> float:
    """Say how well a typed word fits another, from 0 to 1."""
    if other == word:
        return 1.0
    if other.startswith(word):
        return 0.9 if len(word) > 2 else 0.6
    if len(word) >= 4 and word in other:
        return 0.7
    if len(word) >= 4 and abs(len(word) - len(other)) <= 2:
        errors = OSA.distance(word, other, score_cutoff=2)
        if errors <= (1 if len(word) < 7 else 2):
            return 0.85 - 0.15 * errors
    return 0.0
