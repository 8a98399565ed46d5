"""What `status` says of a whole hall is what is said of each of its services, and asked for once."""

import json
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest

from app.cli import main
from app.parts import SHIPPED_CATALOGUE, SystemClock
from store.store import SqlStore, open_store
from tests.fakes import FakeClock, PlainPins
from ticketing import offer
from ticketing.errors import NotOpen
from ticketing.hall import Hall
from ticketing.house import House
from ticketing.offer import Standing
from ticketing.quota import Channel
from ticketing.words import Language

#: 09:00 in the hall, on a Tuesday.
NINE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_every_service_is_open_or_not_as_it_is_for_who_asks_for_it_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    db, clock = str(tmp_path / "hall.db"), FakeClock(NINE)
    monkeypatch.setattr(SystemClock, "now", lambda _: clock.now())
    assert main(["import", str(SHIPPED_CATALOGUE), "--db", db]) == 0
    with closing(open_store(db)) as store:
        hall, catalogue = Hall(store, clock), store.catalogue()
        limited = next(one for one in catalogue.quotas if one.count and one.service)
        with pytest.raises(NotOpen):
            for _ in range(limited.count + 1):
                hall.issue(limited.service, Language.ID, uuid4())
        House(store, clock, PlainPins(), "pc-1").shut("printer", agency=catalogue.agencies[0].code)
        ask = partial(offer.opening_of, channel=Channel.WALK_IN, catalogue=catalogue, info=store.hall())
        expected = [
            (one.code, found.is_open, found.reason.value)
            for one in catalogue.services
            for found in [ask(one.code, standing=partial(store.standing, one.agency, NINE), at=NINE)]
        ]
    asked: list[str] = []
    standing = SqlStore.standing

    def counted(self: SqlStore, agency: str, at: datetime) -> Standing:
        asked.append(agency)
        return standing(self, agency, at)

    monkeypatch.setattr(SqlStore, "standing", counted)
    capsys.readouterr()
    assert main(["status", "--db", db, "--json"]) == 0
    services = json.loads(capsys.readouterr().out)["services"]
    assert [(one["code"], one["open"], one["reason"]) for one in services] == expected
    assert {"quota", "open"} < {reason for *_, reason in expected}
    assert sorted(asked) == sorted(offer.rationed(catalogue))
