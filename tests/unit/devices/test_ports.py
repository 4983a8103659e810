"""Serial ports by the name that stays the same."""

from __future__ import annotations

from pathlib import Path

from app.devices.ports import serial_ports, with_lasting_paths


def test_a_port_is_named_by_the_link_that_leads_to_it(tmp_path: Path) -> None:
    port, other = tmp_path / "ttyACM0", tmp_path / "ttyUSB1"
    port.touch()
    other.touch()
    link = tmp_path / "usb-Example_Scanner-if00"
    link.symlink_to(port)
    found = with_lasting_paths([(str(other), "Adapter"), (str(port), "Example Scanner")], [link])
    assert found == ((str(link), f"Example Scanner ({port})"), (str(other), f"Adapter ({other})"))


def test_the_ports_of_this_computer_can_be_listed() -> None:
    assert all(path and name for path, name in serial_ports())
