"""The barcodes we print ourselves: documents with a check character, commands and badges with a signature.

All are upper-case A-Z, 0-9 and `:` so that Code 128 stays short and every keyboard layout can be checked for them.
A command is signed for its installation: a barcode on somebody else's parcel can never press a button here (S2).
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from enum import StrEnum

from msgspec import Struct

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY = re.compile(r"[A-Z0-9]{1,40}")
_MAC_LENGTH = 4
_COMMAND_PREFIX = "JC"
_BADGE_PREFIX = "JU"

#: What the QTY codes of the command sheet can say; larger counts are typed.
QUANTITIES = (*range(2, 13), 24)


class OwnKind(StrEnum):
    """What one of our document codes stands for; the value is its prefix."""

    ORDER = "JO"
    PURCHASE_ORDER = "JP"
    TOTE = "JT"
    LABEL = "JL"
    BOX = "JB"
    RETURN = "JR"
    SLIP = "JS"


#: The document kinds by their prefix.
OWN_PREFIXES = {kind.value: kind for kind in OwnKind}


class Command(StrEnum):
    """What a worker can say with the scanner; the value is the words on the sheet and beside the button."""

    OK = "OK"
    UNDO = "UNDO"
    CANCEL = "CANCEL"
    TEACH = "TEACH"
    FINISH = "FINISH"
    PAPERS_REMOVED = "PAPERS REMOVED"
    CLOSE_BOX = "CLOSE BOX"
    DAMAGED = "DAMAGED"
    SHORT = "SHORT"
    REPRINT_SLIP = "REPRINT SLIP"
    REPRINT_LABEL = "REPRINT LABEL"
    QTY = "QTY"

    @property
    def verb(self) -> str:
        """The words as the barcode carries them."""
        return self.value.replace(" ", "")

    @property
    def help(self) -> str:
        """One line for the command sheet."""
        return _HELP[self]


_HELP = {
    Command.OK: "Yes. Also clears a warning.",
    Command.UNDO: "Take the last scan back.",
    Command.CANCEL: "Leave this step. Nothing scanned is lost.",
    Command.TEACH: "Tie the unknown barcode to the item scanned next.",
    Command.FINISH: "This delivery is unpacked; what is missing is short.",
    Command.PAPERS_REMOVED: "The supplier's papers are out of the box.",
    Command.CLOSE_BOX: "The box is full: print its label.",
    Command.DAMAGED: "The item scanned next is damaged: the order waits for another.",
    Command.SHORT: "What is not in the box yet is not there: the order waits for it.",
    Command.REPRINT_SLIP: "Print the packing slip again.",
    Command.REPRINT_LABEL: "Print the shipping label again.",
    Command.QTY: "The next scan counts this many.",
}


class OwnDocument(Struct, frozen=True):
    """A document or place of ours. `text` is the whole code in upper case."""

    kind: OwnKind
    body: str
    text: str


class CommandCode(Struct, frozen=True):
    """A command of this installation. `quantity` is 0 for every command but QTY."""

    command: Command
    quantity: int = 0

    @property
    def words(self) -> str:
        """What the sheet says: `CLOSE BOX`, `QTY 2`."""
        return f"{self.command} {self.quantity}" if self.quantity else str(self.command)


class BadgeCode(Struct, frozen=True):
    """A worker's badge. It says who works, and proves nothing that needs a PIN (S17)."""

    user: str


#: Every command code that exists, in the order of the sheet.
ALL_COMMANDS = (
    *(CommandCode(command) for command in Command if command is not Command.QTY),
    *(CommandCode(Command.QTY, quantity) for quantity in QUANTITIES),
)


def check_character(text: str) -> str:
    """The ISO/IEC 7064 MOD 37,36 check character of A-Z and 0-9.

    It finds every single wrong character. Of two swapped neighbours it misses 1 pair in about 600: those whose
    running sums are 18 and 19, as the standard's hybrid systems do.
    """
    product = 36
    for character in text:
        product = ((product + _ALPHABET.index(character)) % 36 or 36) * 2 % 37
    return _ALPHABET[(1 - product) % 36]


def own_code(kind: OwnKind, body: str) -> str:
    """The barcode text of a document: `JO:1042:D`. The check character covers the prefix letters and the body.

    Raises:
        ValueError: `body` is not 1 to 40 characters of A-Z and 0-9.
    """
    return f"{kind}:{_checked_body(body)}:{check_character(kind + body)}"


def read_own_document(text: str) -> OwnDocument | None:
    """Read a document code in upper case; None where the prefix is not ours or the check character is wrong."""
    prefix, _, rest = text.partition(":")
    body, _, check = rest.partition(":")
    kind = OWN_PREFIXES.get(prefix)
    if kind is None or not _BODY.fullmatch(body) or check != check_character(kind + body):
        return None
    return OwnDocument(kind, body, text)


def command_code(command: Command, secret: bytes, quantity: int = 0) -> str:
    """The barcode text of a command, signed for this installation: `JC:CLOSEBOX:7QXA`, `JC:QTY:2:K3ZB`.

    `secret` is random, at least 16 bytes, made once per installation.

    Raises:
        ValueError: a QTY without one of `QUANTITIES`, or a quantity on another command.
    """
    if CommandCode(command, quantity) not in ALL_COMMANDS:
        raise ValueError(f"no such command: {command} with the quantity {quantity}")
    return _signed(_command_text(CommandCode(command, quantity)), secret)


def read_command(text: str, secret: bytes) -> CommandCode | None:
    """Read a command code in upper case; None where its signature is not of this installation."""
    signed = _verified(text, secret)
    return next((code for code in ALL_COMMANDS if _command_text(code) == signed), None)


def badge_code(user: str, secret: bytes) -> str:
    """The barcode text of a badge, signed for this installation: `JU:ANA:5TQM`.

    Raises:
        ValueError: `user` is not 1 to 40 characters of A-Z and 0-9.
    """
    return _signed(f"{_BADGE_PREFIX}:{_checked_body(user)}", secret)


def read_badge(text: str, secret: bytes) -> BadgeCode | None:
    """Read a badge code in upper case; None where its signature is not of this installation."""
    prefix, _, user = (_verified(text, secret) or "").partition(":")
    return BadgeCode(user) if prefix == _BADGE_PREFIX and _BODY.fullmatch(user) else None


def _command_text(code: CommandCode) -> str:
    argument = f":{code.quantity}" if code.quantity else ""
    return f"{_COMMAND_PREFIX}:{code.command.verb}{argument}"


def _signed(text: str, secret: bytes) -> str:
    return f"{text}:{_mac(text, secret)}"


def _verified(text: str, secret: bytes) -> str | None:
    """`text` without its signature; None where the signature is wrong."""
    signed, _, mac = text.rpartition(":")
    return signed if hmac.compare_digest(mac.encode(), _mac(signed, secret).encode()) else None


def _mac(text: str, secret: bytes) -> str:
    """Four base 32 characters (20 bits) of HMAC-SHA-256: a foreign code passes once in a million."""
    return b32encode(hmac.digest(secret, text.encode(), "sha256")).decode()[:_MAC_LENGTH]


def _checked_body(body: str) -> str:
    if not _BODY.fullmatch(body):
        raise ValueError(f"a code of ours holds 1 to 40 characters of A-Z and 0-9, not {body!r}")
    return body
