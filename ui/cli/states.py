"""The states of the conversations as plain fields, for programs that drive a station."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.packing import AwaitingOrder, PackingState, prompt, work
from app.domain.receiving import ReceivingState
from app.domain.receiving import prompt as receiving_prompt


def receiving_view(state: ReceivingState) -> dict[str, Any]:
    """The receiving screen: step, delivery, and whose the last unit is."""
    newest = state.last[-1] if state.last else None
    delivery = state.delivery
    return {
        "step": _tag(state.step),
        "next": receiving_prompt(state.step).text,
        "purchase_order": delivery.purchase_order if delivery else "",
        "supplier": delivery.supplier if delivery else "",
        "tracking_number": delivery.tracking if delivery else "",
        "received": delivery.received if delivery else 0,
        "order_number": newest.order_number if newest else "",
        "tote": newest.tote if newest else "",
        "product": newest.product if newest else "",
        "sku": newest.sku if newest else "",
        "ship_to": newest.ship_to if newest else "",
        "waits_for": list(newest.waits_for) if newest else [],
        "complete": newest.complete if newest else False,
        "can_undo": bool(state.done),
    }


def packing_view(state: PackingState) -> dict[str, Any]:
    """The pack screen: step, the order with its lines, and the checklist."""
    step = work(state.step)
    view: dict[str, Any] = {
        "step": _tag(state.step),
        "next": prompt(state.step).text,
        "order_number": "",
        "lines": [],
        "last_shipped": state.last_shipped,
        "can_undo": bool(state.done),
    }
    if isinstance(step, AwaitingOrder):
        return view
    order = step.order
    return view | {
        "order_number": order.number,
        "channel": order.channel,
        "brand": order.brand,
        "ship_to": order.ship_to,
        "tote": order.tote,
        "gift_message": order.gift_message,
        "lines": [
            {
                "sku": line.sku,
                "title": line.title,
                "quantity": line.quantity,
                "packed": line.packed,
                "place": line.place,
            }
            for line in order.lines
        ],
        "progress": order.progress.text,
        "complete": order.complete,
        "papers_removed": order.papers_done,
        "inserts": list(order.inserts),
    }


def _tag(step: object) -> str:
    tag: str = msgspec.to_builtins(step)["type"]
    return tag
