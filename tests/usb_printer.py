"""A USB bus with one printer on it, for pyusb, in place of the one of the machine."""

from array import array
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBTimeoutError

from tests.status_printer import Reset, StatusPrinter

VENDOR, PRODUCT = 0x04B8, 0x0E15
_OUT, _IN = 0x02, 0x81  # not those that python-escpos supposes


class UsbStatusPrinter(StatusPrinter, IBackend):  # type: ignore[misc]
    """The tests' printer as the backend of pyusb: what the library asks of a bus, nothing more.

    Attributes:
        is_unplugged: The bus has no printer.
    """

    url = f"usb://{VENDOR:04x}:{PRODUCT:04x}?status=epson"

    def __init__(self) -> None:
        super().__init__()
        self.is_unplugged = False
        self._answers = b""

    def enumerate_devices(self) -> list[int]:
        return [] if self.is_unplugged else [1]

    def get_device_descriptor(self, _: int) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100,
            iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1, address=1, bus=1,
            port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, _: int, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, _: int, interface: int, alternate: int, config: int) -> Any:
        if interface or alternate or config:
            raise IndexError
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=7, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(self, _: int, number: int, *__: int) -> Any:
        if number > 1:
            raise IndexError
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(_OUT, _IN)[number], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, _: int) -> int:
        return 1

    def close_device(self, _: int) -> None:
        if not self.is_stopped:
            self.hang_up()

    def set_configuration(self, _: int, value: int) -> None:
        assert value == 1

    def get_configuration(self, _: int) -> int:
        return 1

    def claim_interface(self, _: int, interface: int) -> None:
        assert interface == 0

    def release_interface(self, _: int, interface: int) -> None:
        assert interface == 0

    def reset_device(self, _: int) -> None:
        self._answers = b""

    def bulk_write(self, _: int, endpoint: int, interface: int, data: Any, timeout: int) -> int:
        assert (endpoint, interface) == (_OUT, 0)
        if self.is_stopped:
            raise USBTimeoutError("timed out")
        try:
            self.hear(bytes(data), self._answer)
            if self.is_stopped:
                raise USBTimeoutError("timed out")
        except Reset:
            raise OSError(19, "no such device") from None
        return len(data)

    def bulk_read(self, _: int, endpoint: int, interface: int, buffer: "array[int]", timeout: int) -> int:
        assert (endpoint, interface) == (_IN, 0)
        if not self._answers:
            raise USBTimeoutError("timed out")
        part, self._answers = self._answers[: len(buffer)], self._answers[len(buffer) :]
        buffer[: len(part)] = array("B", part)
        return len(part)

    def _answer(self, told: bytes) -> None:
        self._answers += told
