"""Messages on standard input and output: a length (32 bits, little endian) and that many bytes of JSON in UTF-8."""

from __future__ import annotations

import json
import os
import struct
import sys
from typing import Any, BinaryIO, Dict, Optional, Tuple

MAX_MESSAGE = 64 * 1024 * 1024
"""Bytes of the longest message, as on the other end."""

LENGTH = struct.Struct("<I")

Message = Dict[str, Any]


class Garbled(Exception):
    """What came in is no message: the other end is not ours."""


def claim_stdio() -> Tuple[BinaryIO, BinaryIO]:
    """Takes standard input and output for messages. Whatever else prints, Python or not, prints to standard error."""
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return source, sink


def read_message(source: BinaryIO) -> Optional[Message]:
    """The next message; None at the end, also where it comes amid a message."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > MAX_MESSAGE:
        raise Garbled(f"a message of {length} bytes is longer than {MAX_MESSAGE}")
    payload = source.read(length)
    if len(payload) < length:
        return None
    try:
        message = json.loads(payload.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Garbled(str(error)) from error
    if not isinstance(message, dict):
        raise Garbled("a message is an object")
    return message


def write_message(sink: BinaryIO, message: Message) -> None:
    """Sends a message at once. Raises `ValueError` if it is too long, before a byte of it is sent."""
    payload = json.dumps(message, separators=(",", ":")).encode("utf-8")
    if len(payload) > MAX_MESSAGE:
        raise ValueError(f"an answer of {len(payload)} bytes is longer than {MAX_MESSAGE}")
    sink.write(LENGTH.pack(len(payload)) + payload)
    sink.flush()
