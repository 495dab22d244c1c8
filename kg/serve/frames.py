"""What the server and its workers say to each other: a JSON object and bytes, with their lengths before them."""

from __future__ import annotations

import asyncio
import json
import struct
from typing import IO, Any

_LENGTHS = struct.Struct(">IQ")
Frame = tuple[dict[str, Any], bytes]


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A frame as bytes."""
    told = json.dumps(head).encode()
    return _LENGTHS.pack(len(told), len(body)) + told + body


def read(stream: IO[bytes]) -> Frame | None:
    """The next frame of a blocking stream, None at its end."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return json.loads(stream.read(head)), stream.read(body)


async def receive(stream: asyncio.StreamReader) -> Frame:
    """The next frame of an asynchronous stream. Raises asyncio.IncompleteReadError at its end."""
    head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return json.loads(await stream.readexactly(head)), await stream.readexactly(body)
