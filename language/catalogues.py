"""Collects the sentences of the code and compiles the catalogues.

``python -m language.catalogues`` does all domains, ``python -m language.catalogues kiosk`` one.

The page on the visitor's phone says its sentences in JavaScript. They stand in the catalogues of `phone`
as all others do; what the page reads is made from them: `PAGE_WORDS`.

Babel does the work; it is needed here and in the tests only, never in a window.
"""

import io
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from language.texts import CATALOGUES, TRANSLATED
from ticketing.words import Language

#: Which folders say sentences of which domain.
DOMAINS: dict[str, tuple[str, ...]] = {
    "app": ("app", "language"),
    "kiosk": ("kiosk",),
    "counter": ("counter",),
    "display": ("display",),
    "printer": ("printer",),
    "ui": ("ui",),
    "phone": ("phone",),
}

#: Which files say sentences, and what reads them.
_SOURCES = [("**.py", "python"), ("**.js", "javascript")]

# How a call is recognised: say("…"), self._say("…"), say.many("…", "…", n), mark("…").
_KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "say": None,
    "_say": None,
    "mark": None,
    "many": (1, 2),
}

_NO_DATE = datetime(2020, 1, 1, tzinfo=UTC)
_ROOT = Path(__file__).parents[1]

#: The sentences of the page on the phone: by the English one, then by language; a list has the plural forms.
PAGE_WORDS = _ROOT / "phone" / "page" / "words.json"


def said(domain: str) -> Catalog:
    """Collect the sentences that the code of a domain says."""
    template = _empty(None)
    for folder in DOMAINS[domain]:
        found = extract_from_dir(_ROOT / folder, _SOURCES, keywords=_KEYWORDS)
        for file, line, message, _comments, context in found:
            template.add(message, locations=[(f"{folder}/{file}", line)], context=context)
    return template


def path(domain: str, language: Language) -> Path:
    """Return where the catalogue of a domain stands."""
    return CATALOGUES / language.value / "LC_MESSAGES" / f"{domain}.po"


def read(domain: str, language: Language) -> Catalog:
    """Read a catalogue as it stands; an empty one where there is none."""
    place = path(domain, language)
    if not place.exists():
        return _empty(language)
    with place.open("rb") as file:
        return read_po(file, locale=language.value)


def compiled(catalogue: Catalog) -> bytes:
    """Compile a catalogue."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def refresh(domain: str, language: Language) -> list[str]:
    """Bring a catalogue in step with the code, compile it, and list what it does not say yet."""
    catalogue = read(domain, language)
    catalogue.update(said(domain), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = f"# Antrean: the sentences of '{domain}' in '{language.value}'."
    place = path(domain, language)
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, include_lineno=False, sort_output=True)
    place.with_suffix(".mo").write_bytes(compiled(read(domain, language)))
    return list(missing(catalogue))


def missing(catalogue: Catalog) -> Iterator[str]:
    """List the sentences that a catalogue does not translate in every form."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and not all(forms):
            yield _key(message)


def page_words() -> bytes:
    """Write the translations of the page on the phone, as it reads them."""
    of_page = {
        _key(message)
        for message in said("phone")
        if any(file.endswith(".js") for file, _ in message.locations)
    }
    words: dict[str, dict[str, object]] = {key: {} for key in sorted(of_page)}
    for language in TRANSLATED:
        for message in read("phone", language):
            if message.id and (key := _key(message)) in of_page:
                words[key][language.value] = message.string
    return json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _key(message: Message) -> str:
    """Return the English sentence of a message; of two forms the first."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _empty(language: Language | None) -> Catalog:
    """Make a catalogue whose header changes only with its texts."""
    return Catalog(
        locale=language.value if language else None,
        project="Antrean",
        version="1",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        last_translator="Antrean",
        language_team="Antrean",
        msgid_bugs_address="-",
        charset="utf-8",
        fuzzy=False,
    )


def main(domains: Sequence[str]) -> int:
    """Refresh the catalogues of some domains, or of all; print what is missing."""
    lacking = 0
    for domain in domains or DOMAINS:
        for language in TRANSLATED:
            for sentence in refresh(domain, language):
                print(f"{path(domain, language).relative_to(_ROOT)}: {sentence}", file=sys.stderr)
                lacking += 1
    PAGE_WORDS.write_bytes(page_words())
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
