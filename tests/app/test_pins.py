"""PINs with argon2id under a pepper."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from app.pins import ArgonPins, Pepper
from ticketing.errors import Misconfigured


def pins(folder: Path) -> ArgonPins:
    return ArgonPins(Pepper(folder), memory_kib=64, passes=1)


def test_the_right_pin_is_right_and_every_other_wrong(tmp_path: Path) -> None:
    kept = pins(tmp_path).hash("5820")
    assert "5820" not in kept
    assert pins(tmp_path).matches(kept, "5820")
    assert not pins(tmp_path).matches(kept, "5821")


def test_two_hashes_of_one_pin_differ(tmp_path: Path) -> None:
    assert pins(tmp_path).hash("5820") != pins(tmp_path).hash("5820")


def test_the_real_parameters_are_those_of_the_recommendation(tmp_path: Path) -> None:
    real = ArgonPins(Pepper(tmp_path))
    kept = real.hash("5820")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert real.matches(kept, "5820")


def test_under_another_pepper_no_pin_is_right(tmp_path: Path) -> None:
    kept = pins(tmp_path / "one").hash("5820")
    assert not pins(tmp_path / "two").matches(kept, "5820")


@pytest.mark.parametrize("kept", [None, "", "no hash", "$argon2id$v=19$m=64,t=1,p=4$AAAA$AAAA"])
def test_no_hash_or_a_spoilt_one_is_no_and_no_crash(tmp_path: Path, kept: str | None) -> None:
    assert not pins(tmp_path).matches(kept, "5820")


def _read(folder: Path) -> bytes:
    return Pepper(folder).read()


def test_processes_that_begin_at_one_instant_make_one_pepper(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        found = set(pool.map(_read, [tmp_path / "keys"] * 12))
    assert len(found) == 1
    assert [one.name for one in (tmp_path / "keys").iterdir()] == ["pepper"]


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    pepper = Pepper(tmp_path)
    pepper.read()
    if os.name == "posix":
        assert pepper.path.stat().st_mode & 0o777 == 0o600
        pepper.path.chmod(0o644)
        with pytest.raises(Misconfigured) as refused:
            pepper.read()
        assert refused.value.facts["problem"] == "pepper_open"


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31, "ab" * 33])
def test_a_spoilt_file_is_told_and_not_replaced(tmp_path: Path, content: str) -> None:
    pepper = Pepper(tmp_path)
    pepper.path.write_text(content, encoding="ascii")
    pepper.path.chmod(0o600)
    with pytest.raises(Misconfigured) as refused:
        pepper.read()
    assert refused.value.facts["problem"] == "pepper_wrong"
    assert pepper.path.read_text(encoding="ascii") == content
