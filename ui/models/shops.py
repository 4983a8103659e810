"""How a screen names the shop that sold an order."""

from __future__ import annotations


def sold_by(brand: str, channel: str) -> str:
    """Brand and channel, each said once: `Northfield Home (Shopify)` names its brand already."""
    return channel if channel.startswith(brand) else f"{brand} · {channel}"
