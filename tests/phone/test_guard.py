"""Who counts as one, which names are ours, and that a bucket for each is never many."""

import pytest

from phone import guard
from phone.connection import Doors
from phone.guard import Buckets, host_of, network_of
from phone.settings import name_of


@pytest.mark.parametrize(
    ("address", "who"),
    [
        ("192.168.50.7", "192.168.50.7"),
        ("::ffff:192.168.50.7", "192.168.50.7"),
        ("fd00:1:2:3:4:5:6:7", "fd00:1:2:3::/64"),
        ("fd00:1:2:3:aaaa::1", "fd00:1:2:3::/64"),
        ("", ""),
    ],
)
def test_a_network_of_the_new_protocol_counts_as_one_as_an_address_of_the_old_does(
    address: str, who: str
) -> None:
    assert network_of(address) == who


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Antrean.LAN:8080", "antrean.lan"),
        ("antrean.lan.", "antrean.lan"),
        ("192.168.50.2:8080", "192.168.50.2"),
        ("[::ffff:192.168.50.2]:8080", "192.168.50.2"),
        ("[FD00:0:0::2]", "fd00::2"),
        ("[", ""),
        ("", ""),
        ("a@b:1", "a@b"),
    ],
)
def test_a_host_is_read_without_its_port(header: str, name: str) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://antrean.lan:8080", "antrean.lan"),
        ("https://192.0.2.1", "192.0.2.1"),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_the_name_of_an_address(address: str, name: str) -> None:
    assert name_of(address) == name


def test_a_bucket_fills_again_and_holds_no_more_than_its_size() -> None:
    now_s = [0.0]
    buckets = Buckets(2.0, 3.0, lambda: now_s[0])
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b")
    now_s[0] = 0.5
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    now_s[0] = 100.0
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]


def test_a_flood_of_addresses_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_MOST_ADDRESSES", 100)
    buckets = Buckets(1.0, 1.0, lambda: 0.0)
    for n in range(1000):
        assert buckets.take(f"{n}")
    assert len(buckets._left) == 100
    assert not buckets.take("999")


def test_doors_count_in_and_out_by_address_and_in_all() -> None:
    doors = Doors(3, 2)
    assert [doors.enter("a") for _ in range(3)] == [True, True, False]
    assert [doors.enter("b") for _ in range(2)] == [True, False]
    doors.leave("a")
    assert doors.enter("c")
    for who in ("a", "b", "c"):
        doors.leave(who)
    assert (doors.count, dict(doors._inside)) == (0, {})
