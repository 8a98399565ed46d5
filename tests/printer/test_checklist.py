"""What the paper of a checklist says."""

from dataclasses import replace
from uuid import uuid4

import pytest

from printer import checklist as words
from printer.blocks import Paper, Text
from printer.checklist import Goal
from printer.layout import lay_out
from tests.fakes import MORNING, small_catalogue
from tests.printer.rig import Rig
from tests.printer.samples import HALL, LONG, REHEARSAL, bringing, checklist
from ticketing.catalogue import Agency, Catalogue, Service
from ticketing.outbox import Checklist, PaperState
from ticketing.words import Language, Words


def test_all_documents_are_listed_with_the_place_the_hours_and_that_it_is_no_number() -> None:
    told = checklist(Language.ID)
    assert (told.hall, told.agency, told.service) == (
        "MPP Bale Madukara",
        "Dinas Kependudukan",
        "Penerbitan KTP-el baru",
    )
    assert told.title == "Syarat yang perlu disiapkan"
    assert told.documents == ("Kartu Keluarga (KK)", "Fotokopi akta kelahiran", "Surat pengantar RT/RW")
    assert told.part == ""
    assert told.goals == (Goal("", "Zona 1 · Loket 1, 2"),)
    assert told.hours == ("Senin–Kamis 08.00–12.00, 13.00–14.30", "Jumat 08.00–11.00")
    assert told.no_number == "Ini bukan nomor antrean."
    assert told.printed == "Selasa, 24 November 2026 · 07.30"
    assert told.rehearsal == ""


def test_of_some_only_those_are_listed_and_how_many_there_are() -> None:
    told = checklist(Language.EN, missing=(0, 2))
    assert told.documents == ("Family card (KK)", "Letter from the neighbourhood (RT/RW)")
    assert told.part == "2 of 3 documents"
    assert told.hours[0] == "Monday–Thursday 08:00–12:00, 13:00–14:30"
    assert checklist(missing=(0, 1, 2)).part == ""


def test_an_errand_lists_the_documents_of_all_and_where_each_agency_is() -> None:
    told = checklist(Language.SU, "PINDAH")
    assert (told.agency, told.service) == ("", "Ngalih ka Purwakarta")
    assert len(told.documents) == 3
    assert told.goals == (
        Goal("Dinas Kependudukan", "Zona 1 · Loket 1, 2"),
        Goal("Samsat", "Zona 2 · Loket 3"),
    )
    assert told.hours


def test_an_errand_whose_agencies_keep_different_hours_tells_none() -> None:
    full = bringing()
    shifts = (*full.hours.shifts, replace(full.hours.shifts[1], agency="SAMSAT"))
    other = replace(full, hours=replace(full.hours, shifts=shifts))
    told = words.compose(Checklist(uuid4(), "PINDAH", Language.EN), other, HALL, MORNING)
    assert told.hours == ()
    assert told.hours_title == ""


def test_what_is_not_known_is_left_out() -> None:
    bare = Catalogue((Agency("X", Words("Dinas"), "X"),), (Service("Y", "X", Words("Layanan"), 5),), ())
    told = words.compose(Checklist(uuid4(), "Y", Language.ID), bare, HALL, MORNING)
    assert (told.title, told.part, told.documents, told.goals, told.hours) == ("", "", (), (), ())
    gone = words.compose(Checklist(uuid4(), "GONE", Language.ID, (3,)), bare, HALL, MORNING)
    assert (gone.agency, gone.service, gone.documents) == ("", "GONE", ())


def test_a_catalogue_that_came_meanwhile_with_fewer_documents_is_told_whole() -> None:
    wanted = Checklist(uuid4(), "KTP-BARU", Language.ID, (2,))
    told = words.compose(wanted, small_catalogue(), HALL, MORNING)
    assert told.documents == ("Kartu Keluarga (KK)",)
    assert told.part == ""


@pytest.mark.parametrize("width", [58, 80])
@pytest.mark.parametrize("language", list(Language))
def test_nothing_of_the_longest_checklist_stands_beside_the_paper(width: int, language: Language) -> None:
    name = Words(LONG.strip())
    full = replace(
        bringing(),
        services=(Service("KTP-BARU", "DUKCAPIL", name, 8, (name, Words("\x1b@" + "x" * 300))),),
        agencies=(Agency("DUKCAPIL", name, "A", zone=LONG),),
        counters=(),
        errands=(),
    )
    told = words.compose(
        Checklist(uuid4(), "KTP-BARU", language), full, replace(REHEARSAL, name=LONG), MORNING
    )
    assert "\x1b" not in "".join(told.documents)
    paper = Paper(width, text=True)
    lines = [block for block in lay_out(told, paper) if isinstance(block, Text)]
    assert max(len(one.line) * one.size for one in lines) <= paper.columns
    assert any(one.inverted and "LATIHAN" in one.line for one in lines)
    assert lay_out(told, Paper(width))


def test_a_spooler_prints_a_checklist_between_tickets_and_the_screen_hears_of_it() -> None:
    rig = Rig()
    first, tap = rig.issue(), uuid4()
    rig.hall.print_checklist("KTP-BARU", Language.EN, tap, kiosk="kiosk-1")
    second = rig.issue()
    assert rig.state(tap) is PaperState.WAITING
    while rig.spooler.step():
        pass
    assert [rig.state(one) for one in (first, tap, second)] == [PaperState.SENT] * 3
    ticket, listed, other = rig.printer.papers
    assert len({ticket, listed, other}) == 3
