"""The configuration file: every key has a default, a wrong one is refused with its line."""

from pathlib import Path

import pytest

from app import config
from ticketing.errors import Misconfigured


def load(folder: Path, text: str) -> config.Config:
    file = folder / "antrean.toml"
    file.write_text(text, encoding="utf-8")
    return config.load(file)


def test_without_a_file_everything_has_a_default() -> None:
    assert config.load(None).kiosk.name == "kiosk-1"


def test_a_key_is_taken(tmp_path: Path) -> None:
    loaded = load(
        tmp_path, '[hall]\nname = "MPP Bale Madukara"\n[rules]\nno_show_calls = 3\n[display]\nsound = false\n'
    )
    assert (loaded.hall.name, loaded.rules.rules().no_show_calls, loaded.display.sound) == (
        "MPP Bale Madukara",
        3,
        False,
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('[hall]\nname = "x"\n\n[kiosk]\nprintr = "preview:"\n', 5, "unknown_key"),
        ('[hall]\nname = "x"\n[cosk]\nname = "x"\n', 3, "unknown_key"),
        ('hall.name = "x"\nnme = 3\n', 2, "unknown_key"),
        ("[hall]\nname = 3\n", 2, "wrong_value"),
        ('[hall]\ntimezone = "Asia/Purwakarta"\n', 2, "wrong_value"),
        ("[rules]\n\nno_show_calls = 0\n", 3, "wrong_value"),
        ("[rules]\nno_show_calls = true\n", 2, "wrong_value"),
        ('[rules]\nlate = "first"\n', 2, "wrong_value"),
        ("[rules]\ncredit_min = 481\n", 2, "wrong_value"),
        ('[kiosk]\ntheme = "pink"\n', 2, "wrong_value"),
        ("[paper]\ntemplate = 3\n", 2, "wrong_value"),
        ("[hall\n", 1, "not_toml"),
        ('[hall]\nname = ""\n', 2, "wrong_value"),
        ('[hall]\nname = "a\\u001b[31m"\n', 2, "wrong_value"),
        (f'[kiosk]\nname = "{"x" * 101}"\n', 2, "wrong_value"),
        ("x = " + "[" * 20_000 + "]" * 20_000, 0, "not_toml"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, line: int, problem: str) -> None:
    with pytest.raises(Misconfigured) as refused:
        load(tmp_path, text)
    assert (refused.value.facts["line"], refused.value.facts["problem"]) == (line, problem)


def test_a_mark_that_an_editor_put_before_the_text_is_skipped(tmp_path: Path) -> None:
    assert load(tmp_path, '\ufeff[hall]\nname = "x"\n').hall.name == "x"


def test_a_template_lies_beside_the_configuration_unless_its_path_says_where(tmp_path: Path) -> None:
    assert config.load(None).paper.template == ""
    assert load(tmp_path, '[paper]\ntemplate = ""\n').paper.template == ""
    assert load(tmp_path, '[paper]\ntemplate = "own/paper.toml"\n').paper.template == str(
        tmp_path / "own" / "paper.toml"
    )
    absolute = (tmp_path / "paper.toml").as_posix()
    assert Path(load(tmp_path, f'[paper]\ntemplate = "{absolute}"\n').paper.template) == Path(absolute)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        config.load(tmp_path / "none.toml")
