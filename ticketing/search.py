"""What the kiosk's search finds: services by everyday words, best first."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from ticketing.catalogue import Catalogue, Service
from ticketing.words import Language

_WORD = re.compile(r"[a-z0-9]+")
_WORTH_SHOWING = 0.5
_LIKE_ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Found:
    """A service and how well it fits, from 0 to 1."""

    service: Service
    score: float


class Index:
    """The words of a catalogue, ready to be searched in one language and in codes.

    Indonesian names are always searched too: they are what the forms call a service.
    """

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        self._entries = [
            (
                service,
                _words(service.code, service.name.id, service.name.say(language)),
                _words(service.agency, *_names(catalogue, service, language)),
            )
            for service in catalogue.services
        ]
        spread = (word for _, own, agency in self._entries for word in (*own, *agency))
        self._words = tuple(dict.fromkeys(spread))

    def search(self, text: str, limit: int = 10) -> list[Found]:
        """Find services for what somebody typed; nothing typed finds nothing.

        Every typed word is compared with every word of the service and, at less weight, of its
        agency: whole, as a beginning, inside, or nearly (typing errors). Services in the order of
        the catalogue where they fit equally.
        """
        asked = _words(text)
        if not asked:
            return []
        found = []
        # The catalogue has few words, but has them again and again: each is compared once.
        fit_of = [{other: _fit(word, other) for other in self._words} for word in asked]
        for service, own, agency in self._entries:
            fits = [max(_best(fit, own), 0.7 * _best(fit, agency)) for fit in fit_of]
            score = sum(fits) / len(fits)
            if min(fits) > 0 and score >= _WORTH_SHOWING:
                shorter = 1 / (10 + len(own))
                found.append(Found(service, min(1.0, score * 0.95 + shorter * 0.5)))
        found.sort(key=lambda hit: -hit.score)
        return found[:limit]


def _names(catalogue: Catalogue, service: Service, language: Language) -> tuple[str, str]:
    agency = catalogue.agency[service.agency]
    return agency.name.id, agency.name.say(language)


def _words(*texts: str) -> tuple[str, ...]:
    spread = unicodedata.normalize("NFKD", " ".join(texts).lower())
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return tuple(dict.fromkeys(_WORD.findall(plain.replace("antrian", "antrean"))))


def _best(fit: Mapping[str, float], words: Iterable[str]) -> float:
    return max(map(fit.__getitem__, words), default=0.0)


def _fit(word: str, other: str) -> float:
    if other == word:
        return 1.0
    if other.startswith(word):
        return 0.9
    if len(word) >= 3 and word in other:
        return 0.7
    if len(word) >= 4 and abs(len(word) - len(other)) <= 2:
        matcher = SequenceMatcher(None, word, other)
        if matcher.real_quick_ratio() >= _LIKE_ENOUGH and matcher.quick_ratio() >= _LIKE_ENOUGH:
            likeness = matcher.ratio()
            return likeness * 0.8 if likeness >= _LIKE_ENOUGH else 0.0
    return 0.0
