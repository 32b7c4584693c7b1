"""Events to and from a board."""

from __future__ import annotations

from collections import deque
from typing import Any, Callable, Deque, Dict, List, Optional

from .failure import Broken
from .patience import Patience
from .values import lookup, plain

CHUNK = 4096
"""Events that samna is given at once."""

ANSWERS = ("RegisterValue", "MemoryValue", "Version")

Emit = Callable[[Dict[str, Any]], None]


class Events:
    """Writes events, finds the answers to reads, and passes on what a board says by itself.

    Answers are matched in order. One that nobody waits for any more is not taken for that of a later request: before
    the next read, a register that was not asked for is read, and whatever came before its value is dropped.
    """

    def __init__(self, samna: Any, device: Dict[str, Any], model: Any, emit: Emit) -> None:
        self._classes = lookup(samna, device["module"] + ".event")
        self._to_board = samna.graph.source_to(model.get_sink_node())
        self._from_board = samna.graph.sink_from(model.get_source_node())
        self._reports: Dict[str, List[str]] = device["reports"]
        self._markers: List[int] = device["markers"]
        self._emit = emit
        self._answers: Deque[Any] = deque()
        self._unanswered: List[int] = []
        self.dropped = 0

    def write(self, name: str, all_fields: List[Dict[str, int]]) -> None:
        """Writes one event for each set of fields."""
        make = getattr(self._classes, name)
        for start in range(0, len(all_fields), CHUNK):
            self._to_board.write([make(**fields) for fields in all_fields[start : start + CHUNK]])

    def pump(self) -> bool:
        """Takes what samna has buffered; False if that is nothing."""
        events = self._from_board.get_events()
        try:
            for event in events:
                self._take(event)
        except Exception as error:
            raise Broken from error
        return len(events) > 0

    def _take(self, event: Any) -> None:
        name = type(event).__name__
        if name in ANSWERS:
            self._answers.append(event)
        elif name in self._reports:
            fields = {field: plain(getattr(event, field)) for field in self._reports[name]}
            self._emit({"event": name, **fields})

    def read(self, request: str, answer: str, addresses: List[int], patience: Patience) -> List[int]:
        """Values at the addresses, in their order."""
        self._settle(patience)
        return self._ask(request, answer, addresses, patience)

    def version(self, patience: Patience) -> List[int]:
        """Major and minor version of the chip."""
        self.write("ReadVersion", [{}])
        event = self._next("Version", None, patience)
        return [int(event.major), int(event.minor)]

    def _settle(self, patience: Patience) -> None:
        self.pump()
        self.dropped += len(self._answers)
        self._answers.clear()
        if not self._unanswered:
            return
        free = [marker for marker in self._markers if marker not in self._unanswered]
        if free:
            self._ask("ReadRegisterValue", "RegisterValue", free[:1], patience)
        self._unanswered.clear()

    def _ask(self, request: str, answer: str, addresses: List[int], patience: Patience) -> List[int]:
        values: List[int] = []
        try:
            for start in range(0, len(addresses), CHUNK):
                part = addresses[start : start + CHUNK]
                self.write(request, [{"address": address} for address in part])
                values += [int(self._next(answer, address, patience).data) for address in part]
        finally:
            self._unanswered += addresses[len(values) :][: len(self._markers)]
        return values

    def _next(self, answer: str, address: Optional[int], patience: Patience) -> Any:
        while True:
            while self._answers:
                event = self._answers.popleft()
                if type(event).__name__ == answer and (address is None or event.address == address):
                    return event
                self.dropped += 1
            if not self.pump():
                patience.pause()
