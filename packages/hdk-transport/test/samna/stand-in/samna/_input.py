"""Spikes on their way into a chip."""

from typing import Dict

from ._core import MOST_INPUT
from ._facts import INPUTS, Facts


class Input:
    """Counts of the timestep that is processed next, which stand in registers: one pair for even ones, one for odd ones."""

    def __init__(self, facts: Facts) -> None:
        self._registers = facts.input_registers
        self._counts: Dict[int, int] = {}
        self._timestep = 0

    def add(self, channel: int) -> None:
        if not 0 <= channel < INPUTS:
            raise ValueError(f"there is no input channel {channel}")
        self._counts[channel] = min(MOST_INPUT, self._counts.get(channel, 0) + 1)

    def write(self, address: int, data: int) -> None:
        """A register that is written; others, and those of the timestep after the next, are passed over."""
        pair = self._timestep % 2 * 2
        for half, register in enumerate(self._registers[pair : pair + 2]):
            if register == address:
                self._counts = {channel: count for channel, count in self._counts.items() if channel // 8 != half}
                nibbles = {8 * half + i: data >> 4 * i & MOST_INPUT for i in range(8)}
                self._counts.update({channel: count for channel, count in nibbles.items() if count})

    def take(self) -> Dict[int, int]:
        """What there is for this timestep. The next one begins without."""
        counts, self._counts = self._counts, {}
        self._timestep += 1
        return counts
