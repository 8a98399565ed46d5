"""Lines that fit, of even length."""

from hypothesis import given
from hypothesis import strategies as st

from printer.wrapping import wrap

WORDS = st.lists(st.text("abc", min_size=1, max_size=12), max_size=20)


def greedy(words: list[str], room: int) -> int:
    """Count the lines that are needed when each takes as many words as fit."""
    lines, used = 0, room + 1
    for word in words:
        if used + 1 + len(word) > room:
            lines, used = lines + 1, len(word)
        else:
            used += 1 + len(word)
    return lines


@given(WORDS, st.integers(12, 60))
def test_lines_fit_keep_every_word_and_are_as_few_as_can_be(words: list[str], room: int) -> None:
    lines = wrap(" ".join(words), len, room)
    assert " ".join(lines).split() == words
    assert all(len(line) <= room for line in lines)
    assert len(lines) == greedy(words, room)


@given(WORDS, st.integers(1, 11))
def test_words_longer_than_a_line_lose_no_letter(words: list[str], room: int) -> None:
    lines = wrap(" ".join(words), len, room)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(len(line) <= room for line in lines)


def test_no_single_word_is_left_on_the_last_line() -> None:
    text = "Berusia 17 tahun, sudah kawin, atau pernah kawin"
    assert wrap(text, len, 45) == ["Berusia 17 tahun, sudah", "kawin, atau pernah kawin"]


def test_a_text_that_fits_is_left_alone() -> None:
    assert wrap("Kartu Keluarga (KK)", len, 19) == ["Kartu Keluarga (KK)"]
    assert wrap("", len, 10) == []
