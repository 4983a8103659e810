"""Exact money: integer minor units and a currency; never a float (invariant I9)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from msgspec import Struct

#: Currencies whose minor unit is not 1/100 (ISO 4217, table A.1).
_EXPONENTS = {"JPY": 0, "KRW": 0, "ISK": 0, "CLP": 0, "VND": 0, "BHD": 3, "KWD": 3, "OMR": 3, "TND": 3, "JOD": 3}


def exponent(currency: str) -> int:
    """Decimal places of the minor unit of `currency` (ISO 4217); 2 where nothing else is known."""
    return _EXPONENTS.get(currency, 2)


class Money(Struct, frozen=True, order=True):
    """An amount in minor units (cents, pence, yen) of one currency."""

    minor: int
    currency: str

    def __add__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def times(self, quantity: int) -> Money:
        """This amount for `quantity` units."""
        return Money(self.minor * quantity, self.currency)

    def decimal(self) -> str:
        """The amount as plain decimal text, as files and papers carry it: `12.50`."""
        places = exponent(self.currency)
        return f"{Decimal(self.minor).scaleb(-places):.{places}f}"

    def _same_currency(self, other: Money) -> None:
        if self.currency != other.currency:
            raise ValueError(f"cannot combine {self.currency} with {other.currency}")


def parse_money(text: str, currency: str) -> Money:
    """Read a decimal amount with `.` as the decimal sign, as exports of shops write it.

    Raises:
        ValueError: not a number, or finer than the currency's minor unit.
    """
    try:
        amount = Decimal(text.strip())
    except InvalidOperation as error:
        raise ValueError(f"not an amount: {text!r}") from error
    if not amount.is_finite() or abs(amount) >= Decimal(10) ** 12:
        raise ValueError(f"not an amount: {text!r}")
    minor = amount.scaleb(exponent(currency))
    if minor != minor.to_integral_value():
        raise ValueError(f"finer than the smallest coin of {currency}: {text!r}")
    return Money(int(minor), currency)
