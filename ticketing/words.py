"""Names in the languages of the hall."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the hall, by its ISO 639-1 code."""

    ID = "id"
    EN = "en"
    SU = "su"


@dataclass(frozen=True, slots=True)
class Words:
    """A name of the catalogue in the languages of the hall.

    Official names of services have no Sundanese form: where `su` is empty the Indonesian one serves.
    """

    id: str
    en: str = ""
    su: str = ""

    def say(self, language: Language) -> str:
        """Return the name in `language`, else in Indonesian."""
        spoken: str = getattr(self, language.value)
        return spoken or self.id
