"""Papers as pictures: pixel for pixel as they were looked at and found good.

After a wanted change ``make golden`` draws them anew; look at them before they are committed.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from printer.blocks import Paper
from printer.checklist import ChecklistSlip
from printer.encoding import encode
from printer.layout import lay_out
from printer.logo import Logo
from printer.preview import picture
from printer.slip import Slip
from printer.template import DEFAULT, Part, Template
from tests.printer.samples import REHEARSAL, checklist, errand_slip, long_slip, slip
from ticketing.words import Language, Words

FOLDER = Path(__file__).parent / "golden"
IS_RENEWED = "RENEW_GOLDEN" in os.environ
PAGE = "http://antrean.lan:8080"
LONG_SLIP = long_slip(Language.ID)


@dataclass(frozen=True)
class Case:
    name: str
    paper: Paper
    words: Slip | ChecklistSlip
    template: Template = DEFAULT


def own() -> Template:
    """A hall's own paper: its mark on top, the number first, a note below."""
    mark = Image.new("1", (112, 112), 1)
    pen = ImageDraw.Draw(mark)
    pen.ellipse((0, 0, 111, 111), fill=0)
    pen.polygon([(56, 16), (96, 88), (16, 88)], fill=1)
    order = (Part.LOGO, Part.HALL, Part.NUMBER, *(part for part in Part if part not in _MOVED))
    note = Words("Pengaduan: 0812-0000-0000", "Complaints: 0812-0000-0000")
    return Template(order, note=note, logo=Logo({80: mark, 58: mark}))


_MOVED = (Part.LOGO, Part.HALL, Part.NUMBER)
CASES = [
    *(
        Case(f"{width}-{language.value}", Paper(width), slip(language))
        for width in (58, 80)
        for language in Language
    ),
    Case("58-su-priority", Paper(58), slip(Language.SU, priority=True, n=1012)),
    Case("80-en-priority", Paper(80), slip(Language.EN, priority=True)),
    Case("58-en-rehearsal", Paper(58), slip(Language.EN, hall=REHEARSAL)),
    Case("80-id-rehearsal", Paper(80), slip(Language.ID, hall=REHEARSAL, priority=True)),
    Case("58-id-letters", Paper(58, text=True), slip(Language.ID, priority=True)),
    Case("80-su-letters", Paper(80, text=True), slip(Language.SU, hall=REHEARSAL)),
    Case("80-id-errand", Paper(80), errand_slip(Language.ID)),
    Case("58-en-errand", Paper(58), errand_slip(Language.EN, ("KK-BARU",), "KTP-BARU")),
    Case("80-su-errand-letters", Paper(80, text=True), errand_slip(Language.SU)),
    Case("80-id-own", Paper(80), slip(Language.ID, priority=True), own()),
    Case("58-en-own", Paper(58), slip(Language.EN), own()),
    Case("80-id-checklist", Paper(80), checklist(Language.ID)),
    Case("58-en-checklist", Paper(58), checklist(Language.EN, missing=(1, 2), hall=REHEARSAL), own()),
    Case("80-su-checklist-errand", Paper(80), checklist(Language.SU, "PINDAH")),
    Case("58-su-checklist-letters", Paper(58, text=True), checklist(Language.SU, missing=(0,))),
    Case("58-id-page", Paper(58), slip(Language.ID, address=PAGE)),
    Case("80-su-page-letters", Paper(80, text=True), slip(Language.SU, address=PAGE)),
    Case("58-id-long", Paper(58), replace(LONG_SLIP, documents=LONG_SLIP.documents[:2])),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_paper_looks_as_it_was_found_good(case: Case, tmp_path: Path) -> None:
    now = picture(encode(lay_out(case.words, case.paper, case.template)), case.paper.dots)
    golden = FOLDER / f"{case.name}.png"
    if IS_RENEWED:
        now.save(golden, optimize=True)
    now.save(tmp_path / golden.name)
    with Image.open(golden) as good:
        assert good.mode == "1"
        assert good.size == now.size, f"see {tmp_path / golden.name}"
        assert ImageChops.logical_xor(good, now).getbbox() is None, f"see {tmp_path / golden.name}"


def test_no_golden_picture_is_left_over_and_all_stay_small() -> None:
    files = list(FOLDER.iterdir())
    assert sorted(file.stem for file in files) == sorted(case.name for case in CASES)
    assert sum(file.stat().st_size for file in files) < 180_000
