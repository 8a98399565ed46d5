"""The verbs of who records a hall's voice: what to record, and what is wrong with it."""

from argparse import Namespace
from collections.abc import Iterator

from app.answer import Answer
from app.parts import Parts
from app.speaking import clips_of, pronunciation_of
from language.texts import Say, mark
from ticketing.catalogue import Catalogue
from ticketing.words import Language
from voice import phrase
from voice.phrase import Piece
from voice.pronunciation import Pronunciation

_FAULTS: dict[str, str] = {
    "missing": mark("missing: it is spoken by the program"),
    "broken": mark("cannot be played: {detail}"),
    "loud": mark("too loud: {detail} of 1"),
    "quiet": mark("too quiet: {detail} of 1"),
    "long": mark("too long: {detail}"),
}


def pieces_of(catalogue: Catalogue, language: Language, pronunciation: Pronunciation) -> Iterator[Piece]:
    """List what is said in a hall, each piece once: what leads on, characters, agencies, counters."""
    yield from phrase.leads(language)
    prefixes = "".join(sorted(set("".join(agency.prefix for agency in catalogue.agencies))))
    yield from phrase.spell("0123456789" + prefixes, language)
    for agency in catalogue.agencies:
        yield phrase.agency_piece(agency.code, agency.name.say(language), language, pronunciation)
    for counter in catalogue.counters:
        yield phrase.counter(counter.name, language, pronunciation)


def voice(parts: Parts, args: Namespace, say: Say) -> Answer:
    """List the phrases to record for this hall, or say which recordings are missing or wrong."""
    catalogue, pronunciation = parts.store.catalogue(), pronunciation_of(parts.config)
    clips = clips_of(parts.config)
    told: list[dict[str, object]] = []
    lines: list[str] = []
    for language in Language:
        for piece in pieces_of(catalogue, language, pronunciation):
            name = f"{language.value}/{piece.key}.wav"
            if args.what == "script":
                told.append({"file": name, "words": piece.words})
                lines.append(f"{name:<32}{piece.words}")
                continue
            fault = clips.check(piece, language)
            if fault is not None:
                told.append({"file": name, "problem": fault.problem, "detail": fault.detail})
                lines.append(f"{name:<32}{say(_FAULTS[fault.problem], detail=fault.detail)}")
    if args.what == "script":
        return Answer({"phrases": told}, lines)
    return Answer({"faults": told}, lines or [say("Every phrase is recorded.")], ok=not told)
