"""What the paper of a ticket says."""

from dataclasses import replace
from uuid import uuid4

import pytest

from language import dates
from printer.blocks import Paper
from printer.letters import plain
from printer.outlet import Outlet
from printer.slip import clean, compose, counter_range
from printer.spooler import Spooler
from tests.fake_store import FakeStore
from tests.fakes import FakeClock, small_catalogue
from tests.printer.rig import FakePrinter
from tests.printer.samples import HALL, PROSPECT, REHEARSAL, TOKEN, errand_slip, leg, slip
from ticketing.catalogue import Catalogue, Counter
from ticketing.errand import Errand, Step
from ticketing.foresight import Foresight
from ticketing.hall import Hall
from ticketing.prospect import prospect_of
from ticketing.words import Language, Words


def test_it_speaks_indonesian() -> None:
    said = slip(Language.ID)
    assert (said.hall, said.agency, said.service) == (
        "MPP Bale Madukara",
        "Dinas Kependudukan",
        "Penerbitan KTP-el baru",
    )
    assert said.issued == "Selasa, 24 November 2026 · 07.30"
    assert (said.called_label, said.called) == ("Anda dipanggil sekitar pukul", "09.40–10.05")
    assert (said.ahead, said.place) == ("7 orang di depan Anda", "Zona 1 · Loket 1, 2")
    assert (said.documents_title, said.documents) == ("Mohon siapkan:", ("Kartu Keluarga (KK)",))
    assert said.keep == "Simpan nomor ini sampai selesai."


def test_it_speaks_english() -> None:
    said = slip(Language.EN)
    assert (said.agency, said.service) == ("Population Office", "New e-KTP issuance")
    assert said.issued == "Tuesday, 24 November 2026 · 07:30"
    assert (said.called_label, said.called) == ("You will be called at about", "09:40–10:05")
    assert (said.ahead, said.place) == ("7 people are ahead of you", "Zona 1 · Counters 1, 2")
    assert said.documents == ("Family card (KK)",)


def test_it_speaks_sundanese_and_leaves_official_names_indonesian() -> None:
    said = slip(Language.SU)
    assert (said.agency, said.service) == ("Dinas Kependudukan", "Penerbitan KTP-el baru")
    assert said.issued == "Salasa, 24 Nopémber 2026 · 07.30"
    assert (said.called_label, said.ahead) == (
        "Anjeun disaur kinten-kinten tabuh",
        "7 urang di payuneun Anjeun",
    )


def test_the_number_and_the_code_are_the_tickets() -> None:
    assert slip().number == "A012"
    assert slip(n=1012).number == "A1012"
    assert slip().qr == f"ANTREAN:{TOKEN}"


def test_where_phones_find_a_page_the_code_leads_there_and_the_paper_says_so() -> None:
    said = slip(Language.EN, address="http://antrean.lan:8080")
    assert said.qr == f"HTTP://ANTREAN.LAN:8080/T/{TOKEN}"
    assert "phone" in said.keep
    assert replace(said, qr="", keep="") == replace(slip(Language.EN), qr="", keep="")


@pytest.mark.parametrize(
    ("people", "said"),
    [(0, "Nobody is ahead of you"), (1, "1 person is ahead of you"), (2, "2 people are ahead of you")],
)
def test_people_ahead_are_told_in_words(people: int, said: str) -> None:
    assert compose(leg(Language.EN, ahead=people), small_catalogue(), HALL).ahead == said


@pytest.mark.parametrize(
    ("language", "word"), [(Language.ID, "PRIORITAS"), (Language.EN, "PRIORITY"), (Language.SU, "PRIORITAS")]
)
def test_only_a_priority_ticket_says_so(language: Language, word: str) -> None:
    assert slip(language, priority=True).priority == word
    assert slip(language).priority == ""


@pytest.mark.parametrize("language", Language)
def test_only_a_rehearsal_says_so_with_one_word_in_every_language(language: Language) -> None:
    assert slip(language, hall=REHEARSAL).rehearsal == "LATIHAN"
    assert slip(language, hall=REHEARSAL).rehearsal_note != ""
    assert (slip(language).rehearsal, slip(language).rehearsal_note) == ("", "")


def test_what_left_the_catalogue_is_called_by_its_code() -> None:
    said = compose(leg(service="KTP-LAMA", agency="LAMA"), small_catalogue(), HALL)
    assert (said.agency, said.service, said.documents, said.place) == ("LAMA", "KTP-LAMA", (), "")


def test_the_zone_of_the_counters_comes_before_that_of_the_agency() -> None:
    catalogue = small_catalogue()
    moved = tuple(replace(counter, zone="Lantai 2") for counter in catalogue.counters)
    nowhere = tuple(replace(counter, zone="") for counter in catalogue.counters)
    at = Catalogue(catalogue.agencies, catalogue.services, moved)
    assert compose(leg(), at, HALL).place == "Lantai 2 · Loket 1, 2"
    at = Catalogue(catalogue.agencies, catalogue.services, nowhere)
    assert compose(leg(), at, HALL).place == "Zona 1 · Loket 1, 2"
    at = Catalogue(catalogue.agencies, catalogue.services, ())
    assert compose(leg(), at, HALL).place == "Zona 1"


def test_one_counter_is_not_called_counters() -> None:
    catalogue = small_catalogue()
    at = Catalogue(catalogue.agencies, catalogue.services, (Counter("7", "DUKCAPIL", "Zona 1"),))
    assert compose(leg(Language.EN), at, HALL).place == "Zona 1 · Counter 7"


def test_an_errands_later_services_have_their_hours_and_no_other_has() -> None:
    assert [one.called for one in errand_slip().way] == ["", "10.20–10.55", "10.40–11.30"]
    assert errand_slip(Language.EN).way[2].called == "10:40–11:30"
    later = errand_slip(Language.ID, ("KK-BARU",), "KTP-BARU")
    assert [one.called for one in later.way] == ["", "", "10.40–11.30"]


def test_what_nobody_knows_is_left_out_of_the_way() -> None:
    steps = (Step("KTP-BARU"), Step("PAJAK"))
    own = replace(leg(), ticket=replace(leg().ticket, plan=steps, errand="PINDAH"))
    assert [one.called for one in compose(own, small_catalogue(), HALL).way] == ["", ""]


def test_a_copy_for_a_later_service_tells_of_that_one_and_not_of_the_first() -> None:
    later = replace(leg(Language.EN), position=2)
    known = compose(later, small_catalogue(), HALL, copy=1, prospect=PROSPECT)
    assert (known.called, known.ahead) == ("09:45–09:55", "3 people are ahead of you")
    unknown = compose(later, small_catalogue(), HALL, copy=1)
    assert (unknown.called_label, unknown.called, unknown.ahead) == ("", "Please watch the board", "")


@pytest.mark.parametrize(
    ("names", "short"),
    [
        ([], ""),
        (["3"], "3"),
        (["1", "2"], "1, 2"),
        (["1", "2", "3"], "1–3"),
        (["10", "9", "2", "11", "8"], "2, 8–11"),
        (["VIP", "2", "1", "3", "5"], "1–3, 5, VIP"),
        (["01", "02", "03"], "01, 02, 03"),
        (["٣", "4"], "4, ٣"),
        (["A\x1b1"], "A1"),
    ],
)
def test_counters_are_listed_in_short(names: list[str], short: str) -> None:
    assert counter_range(names) == short


@pytest.mark.parametrize(
    ("dirty", "printed"),
    [
        ("KTP\x1b@baru\x00\x07", "KTP@baru"),
        ("a\x1dVB\x00b", "a VBb"),
        ("C1\x9b31m\x85x", "C131m x"),
        ("satu\r\n\tdua\u2028tiga\u00a0empat", "satu dua tiga empat"),
        ("\u202egnudnil\u202c \u2066x\u2069 \u200fy", "gnudnil x y"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("KTP 😀 baru 🇮🇩 ☎️ 👩‍👩‍👧 1️⃣ ⭐", "KTP baru 1"),
        ("alone \ud800 x", "alone x"),
        ("Réngsé – 27 °C · № 3 → ± ½ ©", "Réngsé – 27 °C · № 3 → ± ½ ©"),
        ("   ", ""),
        ("satu " * 60, " ".join(["satu"] * 48) + "…"),
        ("x" * 300, "x" * 240 + "…"),
        ("x" * 240, "x" * 240),
    ],
)
def test_commands_turned_text_and_emoji_never_reach_the_paper(dirty: str, printed: str) -> None:
    assert clean(dirty) == printed


def test_every_name_from_outside_is_cleaned() -> None:
    dirt = "\x1b@\u202e😀"
    catalogue = small_catalogue()
    words = Words(f"Nama{dirt}")
    agency = replace(catalogue.agencies[0], name=words)
    service = replace(catalogue.services[0], name=words, documents=(words,))
    counter = Counter(f"VIP{dirt}", "DUKCAPIL", f"Zona{dirt}")
    said = compose(leg(), Catalogue((agency,), (service,), (counter,)), replace(HALL, name=f"Balai{dirt}"))
    assert (said.hall, said.agency, said.service, said.documents, said.place) == (
        *("Balai@", "Nama@", "Nama@", ("Nama@",)),
        "Zona@ · Loket VIP@",
    )


def test_the_paper_of_an_errand_tells_its_way_the_present_station_and_what_may_change() -> None:
    said = errand_slip(Language.EN)
    assert said.way_title == "Moving to Purwakarta"
    assert [(one.name, one.where, one.is_present, one.is_free) for one in said.way] == [
        ("New family card", "Population Office · Zona 1", True, False),
        ("New e-KTP issuance", "Population Office · Zona 1", False, True),
        ("Annual vehicle tax", "Vehicle Tax Office · Zona 2", False, True),
    ]
    assert said.way_note.startswith("* The order may change")
    assert said.documents == ("Family card (KK)",)


def test_what_is_done_of_an_errand_is_marked_and_asks_for_no_documents_again() -> None:
    said = errand_slip(Language.EN, ("KK-BARU", "KTP-BARU"), "PAJAK")
    assert [(one.name, one.is_done) for one in said.way] == [
        ("New family card", True),
        ("New e-KTP issuance", True),
        ("Annual vehicle tax", False),
    ]
    assert said.documents == ()


def test_a_ticket_for_one_service_has_no_way() -> None:
    said = slip()
    assert (said.way_title, said.way, said.way_note) == ("", (), "")


def test_the_paper_of_an_errand_says_when_its_later_services_call_as_the_screen_does() -> None:
    steps = (Step("KTP-BARU"), Step("PAJAK", ("KTP-BARU",)))
    catalogue = replace(small_catalogue(), errands=(Errand("PINDAH", Words("Pindah", "Moving"), steps),))
    store, clock, printer = FakeStore(catalogue), FakeClock(), FakePrinter()
    hall = Hall(store, clock)
    for _ in range(10):
        hall.issue("KTP-BARU", Language.EN, uuid4(), paper=False)
    ticket = hall.issue("PINDAH", Language.EN, uuid4(), kiosk="kiosk-1").ticket
    shown = prospect_of(store, Foresight(store), lambda _: catalogue, ticket, ticket.issued_at)
    clock.advance(seconds=3)
    outlet = Outlet(1, "tcp://first", printer, Paper(text=True))
    assert Spooler(store, store, [outlet], clock, "kiosk-1").step()
    told = shown.then["PAJAK"]
    hours = dates.hours(told.called_from, told.called_until, "Asia/Jakarta", Language.EN)
    assert plain(hours).encode() in printer.papers[0]
