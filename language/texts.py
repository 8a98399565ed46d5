"""Sentences for people, in the visitor's or the clerk's language.

English sentences in the code are the keys; the Indonesian and Sundanese ones stand in gettext
catalogues, one per part of the program: ``assets/i18n/<language>/LC_MESSAGES/<domain>.po``. The
domain is the name of the folder whose code says them. ``make i18n`` collects new sentences and
compiles the catalogues; ``tests/language`` holds them complete.
"""

import gettext
from functools import cache
from pathlib import Path

from ticketing.words import Language

CATALOGUES = Path(__file__).parents[1] / "assets" / "i18n"

#: The languages that have catalogues; English stands in the code.
TRANSLATED = (Language.ID, Language.SU)


class Say:
    """Says sentences of one domain in one language.

    >>> say = speaker("kiosk", Language.EN)
    >>> say("Counter {counter}", counter="3")
    'Counter 3'
    """

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, sentence: str, **facts: object) -> str:
        """Translate `sentence`, then put in the facts by name."""
        text = self._catalogue.gettext(sentence)
        return text.format(**facts) if facts else text

    def many(self, one: str, other: str, n: int, **facts: object) -> str:
        """Translate a sentence that depends on the count `n`; ``{n}`` is one of its facts."""
        return self._catalogue.ngettext(one, other, n).format(n=n, **facts)


@cache
def speaker(domain: str, language: Language) -> Say:
    """Return what says the sentences of `domain` in `language`.

    Raises:
        FileNotFoundError: The catalogue was not compiled; a broken installation.
    """
    if language not in TRANSLATED:
        return Say(gettext.NullTranslations())
    return Say(gettext.translation(domain, CATALOGUES, [language.value]))


def mark(sentence: str) -> str:
    """Mark a sentence for the catalogues without saying it yet."""
    return sentence
