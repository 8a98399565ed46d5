"""What a kiosk really says, recorded from a sound server: whole, cut off, and newest first."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import Config
from app.speaking import guide_of
from tests.voice.pulse import FRAMES, PulseServer, Recording, envelope, likeness, pulse_server, sounds
from tests.waiting import PATIENCE_S, wait_until
from ticketing.words import Language
from voice import pronunciation
from voice.pronunciation import SHIPPED
from voice.reading_aloud import spoken
from voice.speech import Espeak


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    (tmp_path / "pulse").mkdir(mode=0o700)
    with pulse_server(tmp_path / "pulse") as made:
        for name, value in made.variables.items():
            monkeypatch.setenv(name, value)
        yield made


def heard(recording: Recording, count: int) -> list[list[float]]:
    """Wait until so many sounds have ended, and a second has passed; return the envelope of each."""
    until = time.monotonic() + PATIENCE_S
    while True:
        loud = envelope(recording.pcm())
        found = sounds(loud)
        if len(found) >= count and len(loud) - found[-1][1] > FRAMES:
            return [loud[begun:ended] for begun, ended in found]
        assert time.monotonic() < until, f"{len(found)} of {count} were heard"
        time.sleep(0.1)


def expected(words: str, language: Language) -> list[float]:
    made = Espeak().say(spoken(words, language, pronunciation.read(SHIPPED)), language)
    loud = envelope(made.pcm)
    found = sounds(loud)
    return loud[found[0][0] : found[-1][1]]


WORDS = {
    Language.ID: "Ambil nomor untuk KTP-el. Anda nomor A012, dipanggil kira-kira pukul 09.40–10.05.",
    Language.EN: "Take a number for the new KTP-el. You are number A012, called at about 09:40–10:05.",
    Language.SU: "Candak nomer pikeun KTP-el. Nomer Anjeun A012, disaur kinten-kinten tabuh 09.40–10.05.",
}


@pytest.mark.parametrize("language", list(Language))
def test_espeak_speaks_a_sentence(language: Language) -> None:
    text = spoken(WORDS[language], language, pronunciation.read(SHIPPED))
    sound = Espeak().say(text, language)
    assert 3 < sound.seconds < 20
    assert sound.peak > 0.1
    assert Espeak().say(spoken("Ya", language), language).seconds < sound.seconds / 4


def test_a_sentence_is_heard_to_its_end(server: PulseServer) -> None:
    guide = guide_of(Config())
    with server.recording() as recording:
        guide.say(WORDS[Language.ID], Language.ID)
        (part,) = heard(recording, 1)
    wanted = expected(WORDS[Language.ID], Language.ID)
    assert abs(len(part) - len(wanted)) < FRAMES // 2
    assert likeness(part, wanted) > 0.9
    assert likeness(part, expected(WORDS[Language.EN], Language.EN)) < 0.9, "the control"
    assert guide.stop(10)


def test_who_moves_on_hears_the_new_words_and_the_old_ones_end(server: PulseServer) -> None:
    guide = guide_of(Config())
    last = "Kembali ke daftar layanan"
    with server.recording() as recording:
        guide.say(WORDS[Language.ID], Language.ID)
        wait_until(lambda: len(sounds(envelope(recording.pcm()))) == 1)
        guide.say("Bahasa", Language.ID)
        guide.say(last, Language.ID)
        found = heard(recording, 1)
    whole, wanted = len(expected(WORDS[Language.ID], Language.ID)), expected(last, Language.ID)
    assert sum(map(len, found)) < whole * 0.7, "the long sentence was not spoken to its end"
    assert likeness(found[-1][-len(wanted) :], wanted) > 0.85
    assert guide.stop(10)


def test_hush_is_heard(server: PulseServer) -> None:
    guide = guide_of(Config())
    with server.recording() as recording:
        guide.say(WORDS[Language.ID], Language.ID)
        wait_until(lambda: len(sounds(envelope(recording.pcm()))) == 1)
        guide.hush()
        (part,) = heard(recording, 1)
    assert len(part) < len(expected(WORDS[Language.ID], Language.ID)) * 0.5
    assert guide.stop(10)
