"""``errands.csv``: what is told of codes, names and lines, and the errands that are shipped."""

from pathlib import Path

import pytest

from app import catalogue_files
from app.catalogue_files import errands
from app.parts import SHIPPED_CATALOGUE
from ticketing import errand
from ticketing.catalogue import Agency, Catalogue, Service
from ticketing.errand import Errand, Step
from ticketing.errors import Fault
from ticketing.words import Words

HEADER = "errand_code,errand_name_id,errand_name_en,errand_name_su,service_code,after"
AGENCIES = (
    Agency("ONE", Words("Satu"), "A", "", "", 1),
    Agency("TWO", Words("Dua"), "B", "", "", 1),
    Agency("SHUT", Words("Tutup"), "C", "", "", 0),
)
SERVICES = tuple(
    Service(code, agency, Words(code), 5, ())
    for code, agency in (("KTP", "ONE"), ("KK", "ONE"), ("SIM", "TWO"), ("GONE", "SHUT"))
)

#: What some services of the shipped catalogue give out that others ask for, by the name that these use.
GIVEN_OUT = {
    "SKTLK": ("Surat keterangan hilang dari kepolisian",),
    "KTP-HILANG": ("KTP-el asli",),
    "NPWP-OP": ("NPWP",),
    "NIB-UMK": ("NIB",),
    "NIKAH-LEGAL": ("Buku nikah",),
    "KK-BARU": ("Kartu Keluarga",),
    "AKTA-LAHIR": ("Kutipan akta kelahiran", "Surat keterangan lahir/akta kelahiran", "peristiwa penting"),
    "AKTA-MATI": ("Akta kematian", "Akta/surat kematian", "peristiwa penting"),
}
#: Means the family card of the parents; the couple gets its own later.
PARENTS_CARD = ("ISBAT", "Kartu Keluarga (KK)")


def read(folder: Path, *lines: str) -> tuple[tuple[Errand, ...], list[Fault]]:
    (folder / errands.FILE).write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    faults: list[Fault] = []
    return errands.read(folder, AGENCIES, SERVICES, faults), faults


def told(faults: list[Fault]) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.problem, fault.detail) for fault in faults]


def test_lines_of_an_errand_need_not_stand_together(tmp_path: Path) -> None:
    found, faults = read(
        tmp_path, "E,Urusan,Errand,Urusan,KTP,", "F,Lain,,,KK,", "E,,,,SIM,KTP; KK", "F,,,,SIM,", "E,,,,KK,"
    )
    assert faults == []
    assert found == (
        Errand(
            "E",
            Words("Urusan", "Errand", "Urusan"),
            (Step("KTP"), Step("SIM", ("KTP", "KK")), Step("KK")),
        ),
        Errand("F", Words("Lain"), (Step("KK"), Step("SIM"))),
    )


def test_a_hall_may_have_no_errands(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert errands.read(tmp_path, AGENCIES, SERVICES, faults) == ()
    assert read(tmp_path)[0] == ()
    assert faults == []


def test_a_name_may_be_repeated_in_part(tmp_path: Path) -> None:
    _, faults = read(tmp_path, "E,Urusan,Errand,Urusan,KTP,", "E,Urusan,,,KK,", "E,,Errand,,SIM,")
    assert faults == []


@pytest.mark.parametrize("names", ["Lain,,", ",Other,", ",,Sejen", "Urusan,Other,"])
def test_a_name_that_differs_in_any_language_is_told(tmp_path: Path, names: str) -> None:
    _, faults = read(tmp_path, "E,Urusan,Errand,Urusan,KTP,", f"E,{names},KK,")
    assert told(faults) == [(3, "names_differ", "E")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["e,A,,,KTP,", "e,,,,KK,"], [(2, "wrong_code", "e"), (3, "wrong_code", "e")]),
        (["E,A,,,KTP,", "E,,,,KK,", ",,,,SIM,"], [(4, "empty_cell", "errand_code")]),
        (
            ["E,A,,,KTP,", "E,,,,KK,", "E,,,,KTP,NONE"],
            [(4, "duplicate_step", "KTP"), (4, "unknown_step", "NONE")],
        ),
        (
            ["E,A,,,KTP,NONE", "E,,,,KK,SIM", "E,,,,SIM,KK"],
            [(2, "unknown_step", "NONE"), (3, "errand_cycle", "KK → SIM → KK")],
        ),
        (["E,A,,,KTP,", "E,,,,KK,", "F,B,,,SIM,"], [(4, "few_steps", "F")]),
        (["E,A,,,KTP,", "E,,,,NONE,KTP"], [(3, "unknown_service", "NONE")]),
        (["E,A,,,KTP,", "E,,,,GONE,KTP"], [(3, "no_counter", "GONE")]),
        (["SIM,A,,,KTP,", "SIM,,,,KK,"], [(2, "duplicate_code", "SIM"), (3, "duplicate_code", "SIM")]),
        (["E,A,,,KTP,", "E,,,,KK,KK"], [(3, "errand_cycle", "KK → KK")]),
    ],
)
def test_a_fault_is_told_at_its_own_line(
    tmp_path: Path, lines: list[str], expected: list[tuple[int, str, str]]
) -> None:
    assert told(read(tmp_path, *lines)[1]) == expected


@pytest.mark.parametrize(("count", "expected"), [(12, []), (13, [(2, "few_steps", "E")])])
def test_an_errand_has_twelve_steps_at_most(
    tmp_path: Path, count: int, expected: list[tuple[int, str, str]]
) -> None:
    services = tuple(Service(f"S{n}", "ONE", Words("S"), 5, ()) for n in range(count))
    rows = [f"E,{'' if n else 'A'},,,S{n}," for n in range(count)]
    (tmp_path / errands.FILE).write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    faults: list[Fault] = []
    errands.read(tmp_path, AGENCIES, services, faults)
    assert told(faults) == expected


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return catalogue_files.read(SHIPPED_CATALOGUE)


@pytest.mark.parametrize(
    ("code", "agencies"),
    [
        ("MUSTIKA-MADUKARA", {"PA", "KEMENAG", "DUKCAPIL"}),
        ("LAHIR", {"DUKCAPIL", "BPJSKES"}),
        ("PINDAH", {"DUKCAPIL", "BPJSKES"}),
        ("USAHA", {"DPMPTSP", "KPP", "BJB"}),
        ("DOMPET", {"POLRES", "DUKCAPIL", "BJB"}),
        ("KENDARAAN", {"SAMSAT", "BJB"}),
        ("KERJA-LN", {"DISNAKER", "BP3MI", "IMIGRASI"}),
        ("DUKA", {"DUKCAPIL", "BPJSKES", "TASPEN", "PA"}),
    ],
)
def test_a_shipped_errand_leads_over_its_agencies(shipped: Catalogue, code: str, agencies: set[str]) -> None:
    steps = shipped.errand[code].steps
    assert {shipped.service[step.service].agency for step in steps} == agencies
    assert len(errand.itinerary(steps, (), None)) == len(steps)


def test_nobody_is_sent_for_a_passport_before_the_labour_offices(shipped: Catalogue) -> None:
    way = [stop.service for stop in errand.itinerary(shipped.errand["KERJA-LN"].steps, (), None)]
    assert (way[0], way[-1]) == ("AK1", "PASPOR-BARU")


def without(giver: str, one: Errand) -> list[str]:
    """List all services of an errand that may be done before one of them is."""
    done: list[str] = []
    while allowed := [code for code in errand.may_come_next(one.steps, done) if code != giver]:
        done += allowed
    return done


def test_what_a_shipped_step_gives_out_comes_before_the_steps_that_ask_for_it(shipped: Catalogue) -> None:
    early = []
    for one in shipped.errands:
        for giver in set(one.services) & set(GIVEN_OUT):
            early += [
                (one.code, code, document.id)
                for code in without(giver, one)
                for document in shipped.service[code].documents
                if any(given in document.id for given in GIVEN_OUT[giver])
                and (code, document.id) != PARENTS_CARD
            ]
    assert early == []


def test_a_buyer_of_a_vehicle_is_not_sent_where_its_seller_has_to_go(shipped: Catalogue) -> None:
    assert "BLOKIR" not in shipped.errand["KENDARAAN"].services
