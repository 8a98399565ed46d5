"""The udev rules, tried on devices as udev describes them."""

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

import pytest

from tests.deploy.installed import DEPLOY

RULES = DEPLOY / "udev/70-antrean.rules"
_TERM = re.compile(r'\s*([A-Z_]+)(?:\{([^}]*)\})?\s*(==|!=|\+=|:=|=)\s*"([^"]*)"\s*(?:,|$)')
MATCHES = {"ACTION", "SUBSYSTEM", "KERNEL", "ENV", "ATTR", "TEST"}
GIVES = {"GROUP", "MODE", "SYMLINK", "ENV", "ATTR", "GOTO", "LABEL"}


@dataclass
class Device:
    """A device; `ENV` and `ATTR` by their names in braces."""

    subsystem: str
    kernel: str
    env: dict[str, str] = field(default_factory=dict)
    attr: dict[str, str] = field(default_factory=dict)
    action: str = "add"

    def value(self, key: str, name: str) -> str:
        plain = {"ACTION": self.action, "SUBSYSTEM": self.subsystem, "KERNEL": self.kernel}
        return plain[key] if key in plain else {"ENV": self.env, "ATTR": self.attr}[key].get(name, "")

    def fits(self, key: str, name: str, operator: str, pattern: str) -> bool:
        if key == "TEST":
            return (pattern in self.attr) == (operator == "==")
        found = any(fnmatchcase(self.value(key, name), one) for one in pattern.split("|"))
        return found == (operator == "==")


def rules() -> list[list[tuple[str, str, str, str]]]:
    """Read the rules, and refuse what is none."""
    read = []
    for line in RULES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        terms = [match.groups(default="") for match in _TERM.finditer(line)]
        assert "".join(match[0] for match in _TERM.finditer(line)) == line, line
        for key, _, operator, _ in terms:
            assert key in (MATCHES if operator in ("==", "!=") else GIVES), line
        read.append([(key, name, operator, value) for key, name, operator, value in terms])
    return read


def given(device: Device) -> dict[str, str]:
    """Tell what a device gets."""
    got: dict[str, str] = {}
    skipping = ""
    for terms in rules():
        labels = [value for key, _, _, value in terms if key == "LABEL"]
        if skipping and skipping not in labels:
            continue
        skipping = ""
        if all(device.fits(*term) for term in terms if term[2] in ("==", "!=")):
            for key, name, operator, value in terms:
                if key == "GOTO":
                    skipping = value
                elif operator not in ("==", "!=") and key != "LABEL":
                    got[f"{key}:{name}" if name else key] = value
    return got


def usb(interfaces: str, action: str = "add") -> Device:
    env = {"DEVTYPE": "usb_device", "ID_USB_INTERFACES": interfaces}
    return Device("usb", "1-2", env, {"power/control": "auto"}, action)


def event(**kinds: str) -> Device:
    return Device("input", "event7", {f"ID_INPUT_{kind}": value for kind, value in kinds.items()})


@pytest.mark.parametrize("interfaces", [":070102:", ":070101:070102:", ":ff0000:070102:030101:"])
def test_a_printer_on_usb_belongs_to_the_kiosk_and_stays_awake(interfaces: str) -> None:
    assert given(usb(interfaces)) == {"GROUP": "antrean", "MODE": "0660", "ATTR:power/control": "on"}


@pytest.mark.parametrize("interfaces", [":080650:", ":030101:", ":0e0100:0e0200:", ""])
def test_other_things_on_usb_are_left_alone(interfaces: str) -> None:
    assert given(usb(interfaces)) == {}


def test_the_device_file_of_a_printer_has_a_name_that_stays() -> None:
    for kernel in ("lp0", "lp3"):
        assert given(Device("usbmisc", kernel)) == {
            "GROUP": "antrean",
            "MODE": "0660",
            "SYMLINK": "antrean/printer",
        }
    assert given(Device("usbmisc", "hiddev0")) == {}


def test_a_serial_printer_is_no_modem_and_built_in_lines_stay_as_they_are() -> None:
    for kernel in ("ttyUSB0", "ttyACM1"):
        assert given(Device("tty", kernel)) == {
            "GROUP": "antrean",
            "MODE": "0660",
            "SYMLINK": "antrean/serial",
            "ENV:ID_MM_DEVICE_IGNORE": "1",
        }
    assert given(Device("tty", "ttyS0")) == given(Device("tty", "tty1")) == {}


def test_keys_for_sleep_and_power_are_nothing_and_scanner_touch_and_mouse_work() -> None:
    assert given(event(KEY="1")) == {"ENV:LIBINPUT_IGNORE_DEVICE": "1"}
    assert given(event(KEY="1", KEYBOARD="1")) == {}, "a scanner"
    assert given(event(KEY="1", MOUSE="1")) == {}
    assert given(event(TOUCHSCREEN="1")) == given(event(KEY="1", TOUCHSCREEN="1")) == {}


def test_what_is_unplugged_is_left_alone() -> None:
    assert given(usb(":070102:", action="remove")) == {}
