"""What a service promises stands on its page, as far as the catalogue has it."""

from dataclasses import replace

import pytest

from kiosk.screen import Page
from tests.kiosk.stand import Stand, shipped
from ticketing.words import Language


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (Language.ID, {"Biaya", "Hasil layanan", "Alur", "Pengaduan"}),
        (Language.EN, {"Cost", "What you get", "How it goes", "Complaints"}),
        (Language.SU, {"Waragad", "Hasil layanan", "Léngkah-léngkahna", "Pangaduan"}),
    ],
)
def test_cost_product_procedure_and_complaints_are_told(
    stand: Stand, language: Language, names: set[str]
) -> None:
    stand.walk_to(Page.SERVICE)
    stand.presenter.choose_language(language)
    words = stand.words()
    assert names <= words
    standard = shipped().standard_of("KTP-BARU")
    assert standard.cost is not None
    assert standard.cost.say(language) in words
    steps = "\n".join(f"{n}. {one.say(language)}" for n, one in enumerate(standard.procedure, start=1))
    assert steps in words


def test_a_catalogue_without_standards_leaves_them_out(stand: Stand) -> None:
    with stand.store.writing() as tx:
        tx.replace_catalogue(replace(tx.catalogue(), standards={}))
        tx.keep_hall(replace(tx.hall(), catalogue_version=2))
    stand.presenter.hall_changed()
    stand.wait(2)
    stand.walk_to(Page.SERVICE)
    words = stand.words()
    assert "Biaya" not in words
    assert "Mohon siapkan" in words
