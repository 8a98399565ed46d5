"""Addresses of printers: where, how fast, on what paper."""

import pytest

from language.sentences import explain
from printer.address import Address, parse
from printer.blocks import Paper
from ticketing.errors import Misconfigured
from ticketing.words import Language


def where(url: str) -> tuple[str, str]:
    address = parse(url)
    assert address.url == url
    return address.scheme, address.place


@pytest.mark.parametrize(
    ("url", "scheme", "place"),
    [
        ("tcp://10.0.0.5", "tcp", "10.0.0.5"),
        ("tcp://[fe80::1]:9100/", "tcp", "fe80::1"),
        ("usb://04b8:0e15", "usb", "04b8:0e15"),
        ("serial:///dev/ttyS0", "serial", "/dev/ttyS0"),
        ("serial://COM3?baud=9600", "serial", "COM3"),
        ("file:///dev/usb/lp0", "file", "/dev/usb/lp0"),
        ("cups://kasir_1", "cups", "kasir_1"),
        ("win32://EPSON TM-T82", "win32", "EPSON TM-T82"),
        ("preview:", "preview", ""),
        ("preview:/tmp/papers", "preview", "/tmp/papers"),
    ],
)
def test_each_kind_tells_where_its_printer_is(url: str, scheme: str, place: str) -> None:
    assert where(url) == (scheme, place)


def test_a_network_printer_has_the_usual_port_unless_told() -> None:
    assert parse("tcp://printer").port == 9100
    assert parse("tcp://printer:9101").port == 9101


def test_a_usb_printer_is_known_by_two_hexadecimal_numbers() -> None:
    address = parse("usb://04b8:0e15")
    assert (address.vendor, address.port) == (0x04B8, 0x0E15)


def test_a_slow_line_takes_letters_unless_told() -> None:
    assert parse("serial:///dev/ttyS0?baud=19200") == Address(
        "serial:///dev/ttyS0?baud=19200", "serial", "/dev/ttyS0", Paper(80, text=True), baud=19200
    )
    assert not parse("serial:///dev/ttyS0").paper.text
    assert not parse("serial:///dev/ttyS0?baud=38400").paper.text
    # The speed of a line says nothing of a printer on the network.
    assert not parse("tcp://printer?baud=9600").paper.text


def test_options_may_stand_together() -> None:
    assert parse("serial:///dev/ttyS0?baud=9600&width=58&text=0").paper == Paper(58, text=False)
    assert parse("preview:/tmp/x?text=1&width=58").paper == Paper(58, text=True)


def test_a_printer_draws_the_code_itself_unless_told() -> None:
    assert not parse("tcp://printer?text=1").paper.draws_qr
    assert not parse("tcp://printer?text=1&qr=own").paper.draws_qr
    assert parse("tcp://printer?text=1&qr=image").paper == Paper(80, text=True, draws_qr=True)


def test_paper_has_203_dots_to_the_inch() -> None:
    assert [(Paper(mm).dots, Paper(mm).columns) for mm in (58, 80)] == [(384, 32), (576, 48)]


@pytest.mark.parametrize(
    "url",
    [
        *(
            "tcp",
            "tcp:",
            "tcp:printer",
            "tcp://:9100",
            "tcp://p:0",
            "tcp://p:99999",
            "tcp://[fe80::1",
            "http://p",
        ),
        *(
            "usb:",
            "usb://",
            "usb://04b8:",
            "usb://:0e15",
            "usb://4b8-0e15",
            "usb://04b8:10e15",
            "usb://-1:1",
            "usb://04b8:0e15:1",
            "preview://folder",
            "serial://",
            "serial:///",
            "file:///",
        ),
        *("cups://", "win32:", "tcp://p?width=0", "tcp://p?width=", "tcp://p?width=80mm", "tcp://p?text=yes"),
        *(
            "tcp://p?text=",
            "serial://COM3?baud=0",
            "serial://COM3?baud=-1",
            "tcp://p?width=58;text=1",
            "tcp://p?&",
        ),
        *("tcp://p?text=1&qr=", "tcp://p?text=1&qr=1", "tcp://p?text=1&qr=Own"),
        *("tcp://p?Width=58", "tcp://p?width=58&speed=2"),
    ],
)
def test_a_wrong_address_is_refused_and_repeated_in_words(url: str) -> None:
    with pytest.raises(Misconfigured) as caught:
        parse(url)
    for language in Language:
        assert explain(caught.value, language).endswith(url)
