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
        ("2a02:1:2:3:4:5:6:7", "2a02:1:2:3::/64"),
        ("2a02:1:2:3:aaaa::1", "2a02:1:2:3::/64"),
        ("fd00:1:2:3:4:5:6:7", "fd00:1:2:3:4:5:6:7"),
        ("fe80::7", "fe80::7"),
        ("", ""),
    ],
)
def test_a_network_that_the_world_reaches_counts_as_one_and_each_phone_of_a_network_of_its_own(
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


class Visitor:
    def __init__(self, who: str) -> None:
        self.who = who
        self.is_out = False

    def end(self) -> None:
        self.is_out = True


def test_doors_count_in_and_out_by_address_and_in_all() -> None:
    doors = Doors(3, 2)
    a, b = [Visitor("a") for _ in range(3)], [Visitor("b") for _ in range(2)]
    assert [doors.enter(one) for one in a] == [True, True, False]
    assert [doors.enter(one) for one in b] == [True, False]
    doors.leave(a[0])
    last = Visitor("c")
    assert doors.enter(last)
    for one in (a[1], b[0], last, last):
        doors.leave(one)
    assert (doors.count, dict(doors._inside)) == (0, {})


def test_who_holds_the_most_places_makes_room_for_who_holds_fewer() -> None:
    doors = Doors(6, 4)
    greedy, pair = [Visitor("a") for _ in range(4)], [Visitor("b") for _ in range(2)]
    assert all(doors.enter(one) for one in (*greedy, *pair))
    new = Visitor("c")
    assert doors.enter(new)
    assert [one.is_out for one in greedy] == [False, False, False, True]
    assert doors.enter(Visitor("c"))  # three against one
    assert not doors.enter(Visitor("c"))  # two against two: nobody has more
    assert not any(one.is_out for one in (*pair, new))
    assert doors.count == 6
    doors.leave(greedy[3])  # as its connection tells when it ends
    assert doors.count == 6
