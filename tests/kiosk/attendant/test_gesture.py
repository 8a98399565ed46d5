"""Five quick touches open the door, and nothing that visitors do."""

from kiosk.attendant.gesture import Knock


class Hand:
    def __init__(self) -> None:
        self.now_s = 50.0
        self.knock = Knock(seconds=lambda: self.now_s)

    def touch(self, times: int, every_s: float) -> list[bool]:
        heard = []
        for _ in range(times):
            heard.append(self.knock.touch())
            self.now_s += every_s
        return heard


def test_the_fifth_quick_touch_is_heard() -> None:
    assert Hand().touch(5, 0.3) == [False] * 4 + [True]


def test_slow_touches_are_not() -> None:
    assert not any(Hand().touch(30, 0.8))


def test_four_and_later_two_more_are_not() -> None:
    hand = Hand()
    hand.touch(4, 0.2)
    hand.now_s += 3
    assert hand.touch(2, 0.2) == [False, False]


def test_it_is_heard_however_many_slow_ones_came_before() -> None:
    hand = Hand()
    hand.touch(3, 2)
    assert any(hand.touch(5, 0.2))


def test_once_heard_it_takes_five_more() -> None:
    assert Hand().touch(10, 0.1) == ([False] * 4 + [True]) * 2
