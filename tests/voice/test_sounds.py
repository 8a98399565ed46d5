"""Sounds as values, recorded clips, and speech."""

import array
import math
import sys
import wave
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

import pytest

from tests.fakes import MORNING, small_catalogue
from ticketing.model import Call
from ticketing.words import Language
from voice import pronunciation
from voice import speech as speech_module
from voice.announcement import Announcements
from voice.clips import Clips
from voice.phrase import Piece, spell
from voice.pronunciation import SHIPPED
from voice.sound import RATE, BrokenSound, Sound, joined, read, silence, trimmed
from voice.speech import Espeak, NoSpeech

READ = pronunciation.read(SHIPPED)
PIECE = Piece("digit-3", "tiga")


def tone(seconds: float, level: float = 0.5, rate: int = RATE, hertz: float = 440) -> "array.array[int]":
    return array.array(
        "h",
        [
            round(level * 32_767 * math.sin(2 * math.pi * hertz * n / rate))
            for n in range(round(seconds * rate))
        ],
    )


def save(
    file: Path, samples: "array.array[int]", *, rate: int = RATE, channels: int = 1, width: int = 2
) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        out.writeframes(samples.tobytes())
    return file


def crossings(sound: Sound) -> int:
    samples = array.array("h", sound.pcm)
    return sum(1 for one, other in pairwise(samples) if one < 0 <= other)


# --- sounds -------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_file_of_any_rate_sounds_as_long_and_as_high(tmp_path: Path, rate: int, channels: int) -> None:
    samples = tone(0.5, rate=rate)
    if channels == 2:
        samples = array.array("h", [one for sample in samples for one in (sample, sample)])
    sound = read(save(tmp_path / "a.wav", samples, rate=rate, channels=channels))
    assert sound.seconds == pytest.approx(0.5, abs=0.001)
    assert crossings(sound) == pytest.approx(220, abs=2)
    assert sound.peak == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all", b"RIFF\xff\xff\xff\xffWAVEfmt "])
def test_a_broken_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(content)
    for file in (tmp_path / "a.wav", tmp_path / "none.wav", tmp_path):
        with pytest.raises(BrokenSound):
            read(file)


def test_other_kinds_of_files_are_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenSound, match="8 bits"):
        read(save(tmp_path / "a.wav", tone(0.1), width=1))
    with pytest.raises(BrokenSound, match="4000 Hz"):
        read(save(tmp_path / "b.wav", tone(0.1), rate=4_000))
    with pytest.raises(BrokenSound, match="longer"):
        read(save(tmp_path / "c.wav", array.array("h", bytes(2 * 61 * RATE))))


def test_silence_at_both_ends_is_cut_off() -> None:
    sound = Sound(tone(0.2).tobytes())
    cut = trimmed(joined([silence(0.5), sound, silence(0.3)]))
    assert cut.seconds == pytest.approx(0.2, abs=0.005)
    assert trimmed(silence(1)).pcm == b""


# --- clips --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("samples", "problem"),
    [
        (tone(0.5), None),
        (tone(0.5, level=1.5 / 1.6), None),
        (array.array("h", [32_767] * 5000), "loud"),
        (tone(0.5, level=0.02), "quiet"),
        (tone(4.5), "long"),
    ],
)
def test_a_clip_is_checked(tmp_path: Path, samples: "array.array[int]", problem: str | None) -> None:
    clips = Clips(tmp_path)
    file = clips.file(PIECE, Language.ID)
    assert file == tmp_path / "id" / "digit-3.wav"
    save(file, samples)
    fault = clips.check(PIECE, Language.ID)
    assert (fault.problem if fault else None) == problem


def test_a_clip_that_is_missing_or_broken_is_told_and_spoken_instead(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    missing = clips.check(PIECE, Language.ID)
    assert missing is not None
    assert missing.problem == "missing"
    (tmp_path / "id").mkdir()
    (tmp_path / "id" / "digit-3.wav").write_bytes(b"broken")
    broken = clips.check(PIECE, Language.ID)
    assert broken is not None
    assert broken.problem == "broken"
    assert clips.find(PIECE, Language.ID) is None
    assert Clips(None).find(PIECE, Language.ID) is None


# --- speech and announcements -------------------------------------------------------------------


class FakeSpeech:
    """Remembers what it said; each is half a second."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, words: str, language: Language) -> Sound:
        self.said.append(words)
        return Sound(tone(0.5).tobytes())


def call(language: Language = Language.ID) -> Call:
    return Call(1, MORNING, uuid4(), "A012", "DUKCAPIL", "1", language)


def test_without_clips_a_call_is_one_utterance_that_is_kept() -> None:
    speech = FakeSpeech()
    made = Announcements(Clips(None), READ, speech)
    first = made.of(call(), small_catalogue(), is_short=False)
    assert made.of(call(), small_catalogue(), is_short=False) == first
    assert speech.said == ["Nomor antrean. a nol satu dua. Dinas Kependudukan. silakan ke loket satu."]
    assert first.pcm.startswith(made.chime().pcm)


def test_only_the_last_utterances_are_kept() -> None:
    speech = FakeSpeech()
    made = Announcements(Clips(None), READ, speech)
    for n in range(60):
        made.of(replace(call(), number=f"A{n:03d}"), small_catalogue(), is_short=True)
    made.of(replace(call(), number="A059"), small_catalogue(), is_short=True)
    assert len(speech.said) == 60, "a recall is not spoken anew"
    assert len(made._spoken) <= 20


def test_clips_come_first_and_speech_fills_what_is_missing(tmp_path: Path) -> None:
    for piece in spell("A012", Language.ID):
        save(tmp_path / "id" / f"{piece.key}.wav", tone(0.2, hertz=880))
    speech = FakeSpeech()
    made = Announcements(Clips(tmp_path), READ, speech)
    made.of(call(), small_catalogue(), is_short=False)
    assert speech.said == ["Nomor antrean.", "Dinas Kependudukan. silakan ke loket satu."]
    made.of(call(Language.EN), small_catalogue(), is_short=True)
    assert speech.said[-1] == "A zero one two. counter one."


def test_before_the_catalogue_was_read_the_agency_is_left_out() -> None:
    speech = FakeSpeech()
    Announcements(Clips(None), READ, speech).of(call(), None, is_short=False)
    assert speech.said == ["Nomor antrean. a nol satu dua. silakan ke loket satu."]


class Mute:
    """Cannot speak, but tries."""

    def __init__(self) -> None:
        self.asked = 0

    def say(self, words: str, language: Language) -> Sound:
        self.asked += 1
        raise NoSpeech("it is missing")


def test_where_nothing_can_be_spoken_the_chime_sounds(caplog: pytest.LogCaptureFixture) -> None:
    mute = Mute()
    made = Announcements(Clips(None), READ, mute)
    for _ in range(3):
        sound = made.of(call(), small_catalogue(), is_short=False)
        assert sound.pcm.startswith(made.chime().pcm)
        assert trimmed(sound).seconds < made.chime().seconds + 0.1
    assert mute.asked == 3, "tried again on every call"
    assert caplog.text.count("No words") == 1, "told once"


@pytest.mark.parametrize("language", Language)
def test_espeak_speaks_every_language_and_longer_words_longer(language: Language) -> None:
    speech = Espeak()
    short, long = speech.say("satu", language), speech.say("satu dua tiga empat lima", language)
    assert 0.2 < short.seconds < long.seconds < 5
    assert short.peak > 0.2
    assert speech.say("satu", language).seconds == pytest.approx(short.seconds, abs=0.05)


def test_espeak_takes_any_text() -> None:
    speech = Espeak()
    assert speech.say("a\0b <speak> [[x]] 漢字 " + "x" * 2000, Language.ID).seconds > 1
    with pytest.raises(NoSpeech):
        speech.say("", Language.ID)


def test_what_speaks_may_crash_and_speaks_again() -> None:
    speech = Espeak()
    speech.say("satu", Language.ID)
    process = speech._helper.process
    assert process is not None
    process.kill()
    process.wait()
    assert speech.say("dua", Language.ID).seconds > 0.2


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("import sys; sys.exit(3)", "broke off"),
        ("print('failed espeak-ng speaks with 8000 Hz')", "8000"),
        ("print('ready', flush=True); input()", "broke off"),
        ("import time; print('ready', flush=True); time.sleep(60)", "does not answer"),
        ("print('ready', flush=True); input(); print('failed 5', flush=True)", "5"),
    ],
)
def test_what_speaks_with_a_fault_is_told_and_leaves_nothing_running(
    program: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech_module, "_SAID_S", 1.0)
    speech = Espeak([sys.executable, "-c", program])
    with pytest.raises(NoSpeech, match=why):
        speech.say("satu", Language.ID)
    process = speech._helper.process
    del speech
    assert process is not None
    assert process.poll() is not None


def test_what_cannot_be_started_is_told() -> None:
    with pytest.raises(NoSpeech):
        Espeak(["/nowhere/at-all"]).say("satu", Language.ID)
