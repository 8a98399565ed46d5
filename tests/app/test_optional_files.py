"""The files of a catalogue that may be left out: counters, policies, hours, days, quotas, errands."""

from datetime import date, time
from pathlib import Path

import pytest

from app import catalogue_files
from app.parts import SHIPPED_CATALOGUE
from ticketing.catalogue import Catalogue, Duty
from ticketing.errors import CatalogueRefused
from ticketing.policy import Kind, Policies, Policy
from ticketing.quota import Channel, Quota
from ticketing.week import Season

AGENCIES = (
    "agency_code,agency_name_id,agency_name_en,ticket_prefix,assumed_counters,zone\n"
    "DUKCAPIL,Dinas Kependudukan,Population Office,A,2,Zona 1\n"
    "SAMSAT,Samsat,Vehicle Tax,S,1,Zona 2\n"
    "TUTUP,Tutup,Closed,T,0,\n"
)
SERVICES = (
    "agency_code,service_code,service_name_id,service_name_en,avg_minutes,requirements_id,requirements_en\n"
    "DUKCAPIL,KTP,KTP,ID,8,,\n"
    "DUKCAPIL,KK,KK,Family card,8,,\n"
    "SAMSAT,PAJAK,Pajak,Tax,8,,\n"
    "TUTUP,GHAIB,Ghaib,Gone,8,,\n"
)
HEADERS = {
    "counters.csv": "counter,agency_code,serves,helps,helps_after_minutes,zone",
    "policies.csv": "service_code,policy,weight,one_in,bound_minutes",
    "hours.csv": "agency_code,season,weekdays,opens,closes,breaks,last_issue_minutes,holidays",
    "special_days.csv": "date,agency_code,name_id,name_en,is_open,opens,closes,ramadan_until",
    "quotas.csv": "agency_code,service_code,weekdays,channel,count",
    "errands.csv": "errand_code,errand_name_id,errand_name_en,service_code,after",
    "needs.csv": "need_code,need_name_id,need_name_en,icon,services",
    "keywords.csv": "service_code,words",
}


def read(folder: Path, file: str, *lines: str) -> Catalogue:
    (folder / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    (folder / "services.csv").write_text(SERVICES, encoding="utf-8")
    (folder / file).write_text("\n".join((HEADERS[file], *lines)) + "\n", encoding="utf-8")
    return catalogue_files.read(folder)


@pytest.mark.parametrize(
    ("file", "lines", "expected"),
    [
        ("counters.csv", ["1,DUKCAPIL,,,,", "1,SAMSAT,,,,"], {(3, "duplicate_counter")}),
        ("keywords.csv", ["NONE,lost"], {(2, "unknown_service")}),
        ("keywords.csv", [",lost"], {(2, "empty_cell")}),
        ("keywords.csv", ["KTP,"], {(2, "empty_cell")}),
        ("keywords.csv", [f"KTP,{'x' * 2001}"], {(2, "too_long")}),
        ("needs.csv", ["A,Satu,One,no-such-icon,KTP"], {(2, "unknown_word")}),
        ("needs.csv", ["A,Satu,One,,NONE"], {(2, "unknown_duty")}),
        ("needs.csv", ["A,,One,,KTP"], {(2, "empty_cell")}),
        ("needs.csv", ["A,Satu,One,,KTP", "A,Dua,Two,,KK"], {(3, "duplicate_code")}),
        ("needs.csv", ["a b,Satu,One,,KTP"], {(2, "wrong_code")}),
        ("counters.csv", ["1,NOBODY,,,,"], {(2, "unknown_agency")}),
        ("counters.csv", ["12345678901,DUKCAPIL,,,,"], {(2, "wrong_counter")}),
        ("counters.csv", ["1,DUKCAPIL,KTP;NONE,,,"], {(2, "unknown_duty")}),
        ("counters.csv", ["1,DUKCAPIL,,PAJAK+NONE,,"], {(2, "unknown_duty")}),
        ("counters.csv", ["1,DUKCAPIL,,PAJAK,0,"], {(2, "not_a_count")}),
        ("counters.csv", [",DUKCAPIL,,,,"], {(2, "empty_cell")}),
        ("policies.csv", ["KTP,first,,,"], {(2, "unknown_policy")}),
        ("policies.csv", ["NONE,strict,,,"], {(2, "unknown_service")}),
        ("policies.csv", ["KTP,strict,,,", "KTP,ageing,,,"], {(3, "duplicate_policy")}),
        ("policies.csv", ["KTP,ageing,nan,,"], {(2, "not_a_number")}),
        ("policies.csv", ["KTP,ageing,0.5,,"], {(2, "not_a_number")}),
        ("policies.csv", ["KTP,one_in_n,,1,"], {(2, "not_a_count")}),
        ("policies.csv", ["KTP,strict,,,0"], {(2, "not_a_count")}),
        ("hours.csv", [",,mon-fry,07:30,15:30,,30,"], {(2, "wrong_weekday")}),
        ("hours.csv", [",,mon,25:00,15:30,,30,"], {(2, "wrong_hour")}),
        ("hours.csv", [",,mon,15:30,07:30,,30,"], {(2, "closes_before_opens")}),
        ("hours.csv", [",,mon,07:30,15:30,12-13,30,"], {(2, "wrong_break")}),
        ("hours.csv", [",,mon,07:30,15:30,15:00-16:00,30,"], {(2, "break_outside")}),
        ("hours.csv", [",,mon,07:30,08:30,,60,"], {(2, "last_issue_too_early")}),
        ("hours.csv", [",summer,mon,07:30,15:30,,30,"], {(2, "unknown_word")}),
        ("hours.csv", ["NOBODY,,mon,07:30,15:30,,30,"], {(2, "unknown_agency")}),
        ("hours.csv", [",,mon-wed,07:30,12:00,,30,", ",,wed,11:00,15:30,,30,"], {(3, "shifts_overlap")}),
        ("special_days.csv", ["24/12/2026,,A,A,no,,,"], {(2, "wrong_date")}),
        ("special_days.csv", ["2026-12-24,,A,A,perhaps,,,"], {(2, "unknown_word")}),
        ("special_days.csv", ["2026-12-24,,A,A,no,08:00,12:00,"], {(2, "closed_with_hours")}),
        ("special_days.csv", ["2026-12-24,,A,A,no,,,", "2026-12-24,,B,B,no,,,"], {(3, "duplicate_day")}),
        ("special_days.csv", ["2027-02-08,,R,R,,,,2027-04-09"], {(2, "wrong_ramadan")}),
        ("special_days.csv", ["2027-02-08,,R,R,yes,,,2027-03-09"], {(2, "not_with_ramadan")}),
        ("quotas.csv", ["DUKCAPIL,PAJAK,mon,,5"], {(2, "unknown_service")}),
        ("quotas.csv", ["DUKCAPIL,KTP,mon,mail,5"], {(2, "unknown_word")}),
        ("quotas.csv", ["DUKCAPIL,KTP,mon,,many"], {(2, "not_a_count")}),
        ("quotas.csv", ["DUKCAPIL,KTP,mon;tue,,5", "DUKCAPIL,KTP,tue,,6"], {(3, "duplicate_quota")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,", "E,,,NONE,KTP"], {(3, "unknown_service")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,PAJAK", "E,,,PAJAK,KTP"], {(2, "errand_cycle")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,KTP", "E,,,PAJAK,"], {(2, "errand_cycle")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,", "E,,,PAJAK,KK"], {(3, "unknown_step")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,"], {(2, "few_steps")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,", "E,,,KTP,", "E,,,KK,"], {(3, "duplicate_step")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,", "E,Lain,Other,KK,"], {(3, "names_differ")}),
        ("errands.csv", ["E,Urusan,Errand,KTP,", "E,,,GHAIB,"], {(3, "no_counter")}),
        (
            "errands.csv",
            ["KK,Urusan,Errand,KTP,", "KK,,,PAJAK,"],
            {(2, "duplicate_code"), (3, "duplicate_code")},
        ),
        ("errands.csv", ["E,,Errand,KTP,", "E,,,PAJAK,"], {(2, "empty_cell")}),
    ],
)
def test_each_fault_is_told_by_line_and_nothing_is_taken(
    tmp_path: Path, file: str, lines: list[str], expected: set[tuple[int, str]]
) -> None:
    with pytest.raises(CatalogueRefused) as refused:
        read(tmp_path, file, *lines)
    assert {(fault.line, fault.problem) for fault in refused.value.faults} == expected
    assert {fault.where for fault in refused.value.faults} == {file}


def test_more_than_twelve_steps_are_refused(tmp_path: Path) -> None:
    many = [f"DUKCAPIL,S{n},S,S,5,,\n" for n in range(13)]
    (tmp_path / "agencies.csv").write_text(AGENCIES, encoding="utf-8")
    (tmp_path / "services.csv").write_text(SERVICES + "".join(many), encoding="utf-8")
    steps = [f"E,{'Urusan' if n == 0 else ''},,S{n}," for n in range(13)]
    (tmp_path / "errands.csv").write_text("\n".join((HEADERS["errands.csv"], *steps)), encoding="utf-8")
    with pytest.raises(CatalogueRefused) as refused:
        catalogue_files.read(tmp_path)
    assert [fault.problem for fault in refused.value.faults] == ["few_steps"]


def test_without_them_counters_are_numbered_and_numbers_are_given_at_any_hour(tmp_path: Path) -> None:
    catalogue = read(tmp_path, "errands.csv")
    assert [one.name for one in catalogue.counters] == ["1", "2", "3"]
    assert catalogue.hours.shifts == ()
    assert catalogue.duties["3"] == (Duty("3", "PAJAK"),)


def test_counters_serve_by_preference_and_help(tmp_path: Path) -> None:
    catalogue = read(
        tmp_path,
        "counters.csv",
        "A1,DUKCAPIL,KTP+KK;PAJAK,,,",
        "B,SAMSAT,,DUKCAPIL,25,Zona 9",
        "C,SAMSAT,,,,",
    )
    assert [(one.name, one.zone) for one in catalogue.counters] == [
        ("A1", "Zona 1"),
        ("B", "Zona 9"),
        ("C", "Zona 2"),
    ]
    assert catalogue.duties["A1"] == (Duty("A1", "KTP"), Duty("A1", "KK"), Duty("A1", "PAJAK", 1))
    assert catalogue.duties["B"] == (
        Duty("B", "PAJAK"),
        Duty("B", "KTP", 0, 25),
        Duty("B", "KK", 0, 25),
    )
    assert catalogue.duties["C"] == (Duty("C", "PAJAK"),)


def test_policies_are_for_the_hall_and_for_services(tmp_path: Path) -> None:
    policies = read(tmp_path, "policies.csv", ",one_in_n,,4,45", "KTP,ageing,2.5,,").policies
    assert policies == Policies(
        Policy(Kind.ONE_IN_N, n=4, bound_min=45), (("KTP", Policy(Kind.AGEING, weight=2.5)),)
    )
    assert policies.of("KTP").weight == 2.5
    assert policies.of("KK").kind is Kind.ONE_IN_N


def test_hours_days_and_quotas_are_read(tmp_path: Path) -> None:
    hours = read(tmp_path, "hours.csv", ",ramadan,mon-thu;sat,08:00,15:00,12:00-12:30,20,open").hours
    (shift,) = hours.shifts
    assert (shift.season, shift.weekdays, shift.opens, shift.breaks) == (
        Season.RAMADAN,
        frozenset({0, 1, 2, 3, 5}),
        time(8),
        ((time(12), time(12, 30)),),
    )
    hours = read(tmp_path, "special_days.csv", "2026-12-24,SAMSAT,Cuti,Leave,yes,08:00,12:00,").hours
    assert [(one.day, one.is_open) for one in hours.special_days] == [(date(2026, 12, 24), True)]
    quotas = read(tmp_path, "quotas.csv", "DUKCAPIL,KTP,mon-fri,walk_in,15").quotas
    assert quotas == (Quota("DUKCAPIL", "KTP", frozenset(range(5)), Channel.WALK_IN, 15),)


def test_the_shipped_errands_are_at_least_six_over_several_agencies() -> None:
    catalogue = catalogue_files.read(SHIPPED_CATALOGUE)
    assert len(catalogue.errands) >= 6
    assert "MUSTIKA-MADUKARA" in catalogue.errand
    for errand in catalogue.errands:
        assert len({catalogue.service[code].agency for code in errand.services}) >= 2, errand.code
        assert all((errand.name.id, errand.name.en, errand.name.su))
    assert catalogue.hours.shifts
    assert catalogue.quotas


def test_a_need_lists_each_service_once_and_an_agency_stands_for_all_of_its_own(tmp_path: Path) -> None:
    (need,) = read(tmp_path, "needs.csv", "A,Satu,One,car,PAJAK;DUKCAPIL;KTP").needs
    assert (need.services, need.icon, need.name.en) == (("PAJAK", "KTP", "KK"), "car", "One")


def test_everyday_words_of_several_lines_are_put_together(tmp_path: Path) -> None:
    catalogue = read(tmp_path, "keywords.csv", "KTP,lost id; ilang", "KTP,leungit")
    assert catalogue.keywords == {"KTP": ("lost id", "ilang", "leungit")}
