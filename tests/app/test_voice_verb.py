"""Who records a hall's voice is told what to record, and what is wrong with it."""

import array
import json
import math
import wave
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from voice.sound import RATE


class Studio:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.db = str(folder / "hall.db")
        self.clips = folder / "clips"
        self.config = folder / "hall.toml"
        self.config.write_text('[voice]\nclips = "clips"\n')
        self._capsys = capsys
        assert main(["import", "assets/catalogue", "--rehearsal", "--db", self.db]) == 0

    def ask(self, what: str, code: int) -> dict[str, Any]:
        self._capsys.readouterr()
        assert main(["voice", what, "--db", self.db, "--config", str(self.config), "--json"]) == code
        told: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return told

    def record(self, name: str, seconds: float = 0.5, level: float = 0.5) -> None:
        file = self.clips / name
        file.parent.mkdir(parents=True, exist_ok=True)
        count = round(seconds * RATE)
        samples = array.array("h", [round(level * 32_767 * math.sin(n / 5)) for n in range(count)])
        with wave.open(str(file), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(RATE)
            out.writeframes(samples.tobytes())


@pytest.fixture
def studio(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Studio:
    return Studio(tmp_path, capsys)


def test_the_script_has_every_phrase_of_this_hall_once_in_three_languages(studio: Studio) -> None:
    phrases = {one["file"]: one["words"] for one in studio.ask("script", 0)["phrases"]}
    assert len(phrases) == len(studio.ask("script", 0)["phrases"])
    for language in ("id", "en", "su"):
        keys = [name for name in phrases if name.startswith(f"{language}/")]
        assert sum("/digit-" in name for name in keys) == 10
        assert sum("/agency-" in name for name in keys) == 36
        assert sum("/counter-" in name for name in keys) == 62
        assert {f"{language}/{key}.wav" for key in ("number", "go-to-counter", "counter")} <= set(keys)
    assert phrases["id/digit-3.wav"] == "tiga"
    assert phrases["su/counter-62.wav"] == "genep puluh dua"
    assert phrases["id/agency-polres.wav"] == "Polres"
    assert "id/letter-a.wav" in phrases


def test_the_check_names_what_is_missing_and_what_is_wrong(studio: Studio) -> None:
    missing = studio.ask("check", 1)["faults"]
    assert {one["problem"] for one in missing} == {"missing"}
    studio.record("id/digit-0.wav")
    studio.record("id/digit-1.wav", seconds=5)
    studio.record("id/digit-2.wav", level=0.01)
    studio.record("id/digit-3.wav", level=1.0)
    (studio.clips / "id" / "digit-4.wav").write_bytes(b"no sound")
    found = {one["file"]: one["problem"] for one in studio.ask("check", 1)["faults"]}
    wrong = [found.get(f"id/digit-{n}.wav") for n in range(5)]
    assert wrong == [None, "long", "quiet", "loud", "broken"]
    assert len(found) == len(missing) - 1


def test_with_every_phrase_recorded_there_is_nothing_to_say(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    for one in studio.ask("script", 0)["phrases"]:
        studio.record(one["file"], seconds=0.05)
    assert studio.ask("check", 0)["faults"] == []
    assert main(["voice", "check", "--db", studio.db, "--config", str(studio.config)]) == 0
    assert "direkam" in capsys.readouterr().out
