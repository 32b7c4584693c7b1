"""Power of a board's supplies."""

from __future__ import annotations

from typing import Any, Callable, Dict

from .values import lookup

Emit = Callable[[Dict[str, Any]], None]


class Power:
    """Starts and stops samna's power monitor, and passes on what it measures, in watts."""

    def __init__(self, samna: Any, device: Dict[str, Any], board: Any, emit: Emit) -> None:
        self._samna = samna
        self._board = board
        self._emit = emit
        self._enumeration: str = device["power"]["enumeration"]
        self._names: Dict[str, str] = device["power"]["channels"]
        self._channels: Dict[int, str] = {}
        self._monitor: Any = None
        self._buffer: Any = None

    def measure(self, rate: float) -> None:
        """So many times a second from now on; not at all if that is 0."""
        if self._monitor is not None:
            self._monitor.stop_auto_power_measurement()
            self._monitor = None
        if rate == 0:
            return
        enumeration = lookup(self._samna, self._enumeration)
        self._channels = {int(getattr(enumeration, name)): ours for name, ours in self._names.items()}
        monitor = self._board.get_power_monitor()
        if self._buffer is None:
            self._buffer = self._samna.graph.sink_from(monitor.get_source_node())
            # Without it measurements have no time.
            self._board.get_stop_watch().start()
        monitor.start_auto_power_measurement(rate)
        self._monitor = monitor

    def pump(self) -> None:
        """Takes what has been measured."""
        if self._buffer is None:
            return
        for event in self._buffer.get_events():
            channel = self._channels.get(int(event.channel), str(int(event.channel)))
            watts, microseconds = float(event.value), int(event.timestamp)
            self._emit({"event": "Power", "channel": channel, "watts": watts, "microseconds": microseconds})
