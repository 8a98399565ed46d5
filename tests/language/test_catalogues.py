"""The catalogues are complete, in step with the code, and compiled."""

import string

import pytest
from babel.messages.catalog import Message

from language import catalogues
from language.texts import TRANSLATED
from ticketing.words import Language

PAIRS = [(domain, language) for domain in catalogues.DOMAINS for language in TRANSLATED]


def forms(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("domain", "language"), PAIRS)
def test_every_sentence_of_the_code_is_translated(domain: str, language: Language) -> None:
    catalogue = catalogues.read(domain, language)
    wanted = {forms(message.id)[0] for message in catalogues.said(domain) if message.id}
    there = {forms(message.id)[0] for message in catalogue if message.id}
    assert wanted == there, "run `make i18n`"
    assert list(catalogues.missing(catalogue)) == []


@pytest.mark.parametrize(("domain", "language"), PAIRS)
def test_translations_mention_the_same_facts(domain: str, language: Language) -> None:
    def wrong(message: Message) -> bool:
        wanted = fields("".join(forms(message.id)))
        return any(fields(form) - wanted or wanted - fields(form) - {"n"} for form in forms(message.string))

    catalogue = catalogues.read(domain, language)
    assert [message.id for message in catalogue if message.id and wrong(message)] == []


@pytest.mark.parametrize(("domain", "language"), PAIRS)
def test_the_compiled_catalogue_is_the_written_one(domain: str, language: Language) -> None:
    place = catalogues.path(domain, language)
    written = catalogues.compiled(catalogues.read(domain, language))
    assert place.with_suffix(".mo").read_bytes() == written, "run `make i18n`"
