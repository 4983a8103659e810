"""The six suppliers. Telephone numbers come from ranges the regulators keep free for fiction."""

from __future__ import annotations

from typing import NamedTuple


class Supplier(NamedTuple):
    """`code` begins the supplier's own article numbers."""

    code: str
    name: str
    email: str
    phone: str
    website: str
    region: str
    lead_time_days: int


BRIGHTWATER = Supplier(
    "BW", "Brightwater Supplies", "orders@brightwater.example", "+353 20 910 0131", "brightwater.example", "Ireland", 1
)
QUILLMARK = Supplier(
    "QM", "Quillmark Papers", "trade@quillmark.example", "+44 1632 960417", "quillmark.example", "United Kingdom", 2
)
HALVORN = Supplier(
    "HV", "Halvorn Keramik", "auftrag@halvorn.example", "+49 30 23125 204", "halvorn.example", "Germany", 3
)
CORVELLE = Supplier(
    "CV", "Atelier Corvelle", "commandes@corvelle.example", "+33 1 99 00 27 60", "corvelle.example", "France", 4
)
SNOWMARSH = Supplier(
    "SM", "Snömarks Träleksaker", "order@snomarks.example", "+46 31 390 06 12", "snomarks.example", "Sweden", 6
)
TALLPINE = Supplier(
    "TP", "Tallpine Trading", "sales@tallpine.example", "+1 202 555 0143", "tallpine.example", "United States", 9
)

SUPPLIERS = (BRIGHTWATER, QUILLMARK, HALVORN, CORVELLE, SNOWMARSH, TALLPINE)
