"""What a hall chooses for its papers: taken, or refused with its line; drawn in any order."""

from itertools import pairwise
from pathlib import Path

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from language.sentences import explain
from printer import template
from printer.blocks import Block, Cut, Feed, Paper, Raster, Text
from printer.encoding import encode
from printer.layout import lay_out
from printer.letters import plain
from printer.preview import picture
from printer.sheet import Sheet
from printer.template import DEFAULT, NEEDED, Part, Template
from tests.printer.samples import LONG, REHEARSAL, TOKEN, errand_slip, long_slip, slip
from ticketing.errors import Misconfigured
from ticketing.words import Language, Words

RULE = "-" * 48


def read(folder: Path, text: str) -> Template:
    file = folder / "paper.toml"
    file.write_text(text, encoding="utf-8")
    return template.read(file)


def said(template: Template, language: Language = Language.ID) -> list[str]:
    blocks = lay_out(slip(language), Paper(80, text=True), template)
    return [block.line.strip() for block in blocks if isinstance(block, Text)]


# --- reading ------------------------------------------------------------------------------------


def test_an_empty_file_is_the_shipped_paper(tmp_path: Path) -> None:
    assert read(tmp_path, "") == DEFAULT


def test_order_and_texts_are_taken(tmp_path: Path) -> None:
    taken = read(
        tmp_path,
        'order = ["number", "service", "agency", "note"]\n[keep]\nid = "Simpan."\nen = "Keep."\n'
        '[note]\nid = "Pengaduan:  0812 🙂"\n',
    )
    assert taken.order == (Part.NUMBER, Part.SERVICE, Part.AGENCY, Part.NOTE)
    assert (taken.keep, taken.note) == (Words("Simpan.", "Keep."), Words("Pengaduan: 0812"))


def test_a_text_of_200_letters_is_taken_even_after_a_mark_of_an_editor(tmp_path: Path) -> None:
    assert read(tmp_path, f'\ufeffnote.id = "{"x" * 200}"').note == Words("x" * 200)


@pytest.mark.parametrize(
    ("text", "line", "problem", "detail"),
    [
        ("order = [\n", 0, "not_toml", ""),
        ("\norder = [}\n", 2, "not_toml", ""),
        ("x = " + "[" * 20_000 + "]" * 20_000, 0, "not_toml", ""),
        ('\nordre = ["number"]\n', 2, "unknown_key", "ordre"),
        ('[keep]\nid = "x"\n[kept]\nid = "x"\n', 3, "unknown_key", "kept"),
        ('\norder = "number"\n', 2, "wrong_value", "order"),
        ('order = ["agency", "service", "number", "barcode"]\n', 1, "unknown_part", "barcode"),
        ('order = ["agency", "service", "number", "rehearsal"]\n', 1, "unknown_part", "rehearsal"),
        ('order = ["agency", "service", "number", 3]\n', 1, "unknown_part", "3"),
        ('order = ["agency", "service", "number", ["note"]]\n', 1, "unknown_part", "['note']"),
        ('order = ["agency", "number", "service", "number"]\n', 1, "part_twice", "number"),
        ('\n\norder = ["agency", "service"]\n', 3, "part_missing", "number"),
        ('order = ["agency", "number"]\n', 1, "part_missing", "service"),
        ('order = ["service", "number"]\n', 1, "part_missing", "agency"),
        ("order = []\n", 1, "part_missing", "agency"),
        ('\nkeep = "Simpan."\n', 2, "wrong_value", "keep"),
        ('[keep]\nid = "x"\nfr = "y"\n', 3, "unknown_key", "keep.fr"),
        ('[keep]\nid = "x"\n[note]\n\nen = 3\n', 5, "wrong_text", "note.en"),
        ('[note]\nid = ["x"]\n', 2, "wrong_text", "note.id"),
        (f'[note]\nid = "{"x" * 201}"\n', 2, "wrong_text", "note.id"),
        ('[note]\nid = "a\\nb"\n', 2, "wrong_text", "note.id"),
        ('[note]\nid = "a\\u001d!\\u0077"\n', 2, "wrong_text", "note.id"),
        ('[note]\nid = "a\\u009bb"\n', 2, "wrong_text", "note.id"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str, detail: str
) -> None:
    with pytest.raises(Misconfigured) as refused:
        read(tmp_path, text)
    facts = refused.value.facts
    assert facts["where"] == str(tmp_path / "paper.toml")
    assert facts["problem"] == problem
    if problem != "not_toml":
        assert facts["detail"] == detail
    if line:
        assert facts["line"] == line
    for language in Language:
        assert str(facts["detail"]) in explain(refused.value, language)


@pytest.mark.parametrize("name", ["none.toml", "", "a\0b", "latin.toml"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "latin.toml").write_bytes(b'note.id = "R\xe9ngs\xe9"')
    with pytest.raises(Misconfigured) as refused:
        template.read(tmp_path / name)
    assert refused.value.facts["problem"] in ("file_missing", "unreadable")


# --- on paper -----------------------------------------------------------------------------------


def test_a_paper_has_the_parts_in_the_order_of_its_template() -> None:
    order = (Part.NUMBER, Part.SERVICE, Part.AGENCY, Part.DOCUMENTS, Part.HALL)
    assert said(Template(order)) == [
        *("A012", "Penerbitan KTP-el baru", "Dinas Kependudukan", RULE),
        *("Mohon siapkan:", "[ ] Kartu Keluarga (KK)", RULE, "MPP Bale Madukara"),
    ]


def test_a_hall_has_words_of_its_own_in_each_language() -> None:
    own = Template(keep=Words("Simpan.", "Keep."), note=Words("Pengaduan: 0812", su="Pangaduan: 0812"))
    assert said(own, Language.ID)[-3:-1] == ["Simpan.", "Pengaduan: 0812"]
    assert said(own, Language.EN)[-3:-1] == ["Keep.", "Pengaduan: 0812"]
    assert said(own, Language.SU)[-3:-1] == ["Simpan.", "Pangaduan: 0812"]


def test_words_for_some_languages_leave_the_shipped_sentence_to_the_others() -> None:
    own = Template(keep=Words("", "Keep."))
    assert said(own, Language.EN)[-2] == "Keep."
    assert said(own, Language.SU)[-2] == plain(slip(Language.SU).keep)


def test_words_of_its_own_are_drawn() -> None:
    dots = Paper(80).dots

    def inks(keep: str, note: str) -> tuple[int, int]:
        rows = Sheet(dots), Sheet(dots)
        rows[0].text(keep, "AtkinsonHyperlegibleNext-Bold", 25)
        rows[1].text(note, "AtkinsonHyperlegibleNext-Regular", 25)
        return ink(rows[0].blocks()), ink(rows[1].blocks())

    shipped = ink(lay_out(slip(), Paper(80)))
    own = ink(lay_out(slip(), Paper(80), Template(keep=Words("Simpan!"), note=Words("Wifi: bale"))))
    old_keep, _ = inks(slip().keep, "")
    new_keep, note = inks("Simpan!", "Wifi: bale")
    assert own - shipped == new_keep - old_keep + note


def ink(blocks: list[Block]) -> int:
    return sum(block.image.histogram()[0] for block in blocks if isinstance(block, Raster))


@pytest.mark.parametrize("text", [False, True])
def test_the_mark_of_a_rehearsal_stands_on_top_of_any_paper(text: bool) -> None:
    words, paper = slip(hall=REHEARSAL), Paper(80, text=text)
    usual = lay_out(words, paper)
    other = lay_out(words, paper, Template((Part.NUMBER, Part.AGENCY, Part.SERVICE)))
    assert encode(usual[:2]) == encode(other[:2])
    assert len(encode(other[:2])) > len(encode([]))


orders = st.permutations(list(Part)).flatmap(
    lambda parts: st.integers(0, len(parts)).map(
        lambda few: tuple(part for n, part in enumerate(parts) if n >= few or part in NEEDED)
    )
)


@given(order=orders, text=st.booleans(), width_mm=st.sampled_from((58, 80)))
@settings(max_examples=60, deadline=None)
def test_any_order_makes_a_paper(order: tuple[Part, ...], text: bool, width_mm: int) -> None:
    paper = Paper(width_mm, text=text)
    own = Template(order, note=Words(LONG[:200].strip()))
    for words in (slip(priority=True), errand_slip(), long_slip()):
        blocks = lay_out(words, paper, own)
        drawn = picture(encode(blocks), paper.dots)
        codes = [code.text for code in zxingcpp.read_barcodes(drawn.convert("L"))]
        assert codes == ([f"ANTREAN:{TOKEN}"] if Part.CODE in order else [])
        *_, feed, cut = blocks
        assert isinstance(feed, Feed)
        assert isinstance(cut, Cut)


@given(order=orders)
@settings(max_examples=60, deadline=None)
def test_rules_stand_between_parts_only(order: tuple[Part, ...]) -> None:
    blocks = lay_out(errand_slip(), Paper(80, text=True), Template(order))
    is_rule = [
        isinstance(block, Text) and block.line == RULE for block in blocks if not isinstance(block, Feed)
    ]
    assert not is_rule[0]
    assert not is_rule[-2]
    assert not any(one and other for one, other in pairwise(is_rule))


def test_a_part_with_nothing_to_say_leaves_no_gap() -> None:
    without = tuple(part for part in Part if part not in (Part.PRIORITY, Part.WAY, Part.NOTE))
    for text in (False, True):
        paper = Paper(80, text=text)
        assert encode(lay_out(slip(), paper)) == encode(lay_out(slip(), paper, Template(without)))
