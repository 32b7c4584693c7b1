"""States of a chip whose readouts have none: samna gathers them beside, in a node of its own."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence

from .failure import Failure
from .values import lookup, plain

Emit = Callable[[Dict[str, Any]], None]
Rows = Sequence[Sequence[int]]


class States:
    """Puts what the node has gathered, `(neurons, timesteps)` of each signal, into readouts of one timestep each.

    The time of a readout is the timestep that is to be processed next, here as on the chips that need this.
    """

    def __init__(self, samna: Any, device: Dict[str, Any], model: Any, emit: Emit) -> None:
        self._getters: Dict[str, str] = device["states"]["getters"]
        self._time: str = device["states"]["time"]
        self._node = lookup(samna, device["states"]["node"])()
        # The graph has to be kept, or no event passes it.
        self._graph = samna.graph.EventFilterGraph()
        self._graph.sequential([model.get_source_node(), self._node])
        self._graph.start()
        self._emit = emit
        self._taken = 0
        self._next: Optional[int] = None
        self._held = False
        self._before: Optional[int] = None
        self._untold = False

    def configure(self, config: Any, untold: bool) -> None:
        """To be called with every configuration that is applied. `untold`: readouts have to be told by `tell`."""
        self._untold = untold
        self._node.set_configuration(config)
        self._taken = self._gathered(self._signals())
        self._held, self._before = False, None

    def hold(self) -> None:
        """Timesteps may be processed from now on: their readouts wait for their states."""
        self._held = True

    def expect(self, before: int) -> None:
        """When all timesteps before this one are processed, their states are there."""
        self._held, self._before = True, before

    def readout(self, message: Dict[str, Any]) -> None:
        """Takes a readout, and passes on what can be passed on."""
        if not self._held:
            self._next = message[self._time]
            if not self._untold:
                self._emit(message)
        elif self._before is not None and message[self._time] >= self._before:
            self._release(self._before)

    def tell(self, members: Dict[str, List[int]]) -> None:
        """A readout of the timestep that was told last, with these members."""
        self._emit({"event": "Readout", self._time: self._next, **members})

    def _release(self, before: int) -> None:
        signals = self._signals()
        gathered = self._gathered(signals)
        count = gathered - self._taken
        first = before - count
        if self._next is not None and first != self._next:
            raise Failure("ANSWER_INVALID", f"samna has gathered {count} timesteps, not {before - self._next}")
        new = {name: [_part(row, self._taken, gathered) for row in rows] for name, rows in signals.items()}
        for step in range(count):
            column = {name: [row[step] if row else None for row in rows] for name, rows in new.items()}
            self._emit({"event": "Readout", self._time: first + step + 1, **column})
        self._taken = gathered
        self._next = before
        self._held, self._before = False, None

    def _signals(self) -> Dict[str, Rows]:
        """Everything that was gathered since the board was opened, as samna has it."""
        return {name: getattr(self._node, getter)() for name, getter in self._getters.items()}

    def _gathered(self, signals: Dict[str, Rows]) -> int:
        """Timesteps that all signals have. Those that are not monitored may have none."""
        lengths = {len(row) for rows in signals.values() for row in rows} - {0}
        if len(lengths) > 1:
            raise Failure("ANSWER_INVALID", f"samna has gathered {sorted(lengths)} timesteps, by signal and neuron")
        return lengths.pop() if lengths else 0


def _part(row: Sequence[int], first: int, end: int) -> List[int]:
    """Timesteps of one neuron, read one by one: a long history is not copied for them. None where there are none."""
    return [plain(row[at]) for at in range(first, end)] if len(row) else []
