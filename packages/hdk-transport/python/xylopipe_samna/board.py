"""One opened board."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional

from .events import Events
from .failure import Failure
from .patience import Patience
from .power import Power
from .states import States
from .values import assign, build, lookup, signed

Emit = Callable[[Dict[str, Any]], None]
Step = Dict[str, Any]


class Board:
    """Does the steps of requests. What a chip has and how samna calls it comes from the host, as data (`device`)."""

    def __init__(self, samna: Any, device: Dict[str, Any], board: Any, emit: Emit) -> None:
        self._samna = samna
        self._module: str = device["module"]
        self._board = board
        self._model = board.get_model()
        self._config: Any = None
        self._states: Optional[States] = None
        self._events = Events(samna, device, self._model, self._report)
        if "states" in device:
            self._states = States(samna, device, self._model, emit)
        self._power = Power(samna, device, board, emit)
        self._emit = emit

    @property
    def dropped(self) -> int:
        """Answers that came when nobody waited for them any more."""
        return self._events.dropped

    def pump(self) -> None:
        """Passes on what the board has said meanwhile."""
        self._events.pump()
        self._power.pump()

    def do(self, step: Step, patience: Patience) -> Any:
        """Does one step and brings back what it reads, or None."""
        return getattr(self, "_do_" + step["do"])(step, patience)

    def close(self) -> None:
        """Gives the board back to samna."""
        try:
            self._power.measure(0)
        finally:
            self._samna.device.close_device(self._board)

    def _do_write(self, step: Step, _: Patience) -> None:
        self._events.write(step["event"], step["fields"])

    def _do_spikes(self, step: Step, _: Patience) -> None:
        if self._states is not None and step["hold"]:
            self._states.hold()
        time: Optional[str] = step["time"]
        spikes: List[Dict[str, int]] = []
        for timestep, channel, count in zip(step["timesteps"], step["channels"], step["counts"]):
            when = {} if time is None else {time: timestep}
            spikes += [{"neuron_id": channel, **when}] * count
        self._events.write("Spike", spikes)

    def _do_expect(self, step: Step, _: Patience) -> None:
        if self._states is not None:
            self._states.expect(step["before"])

    def _do_read(self, step: Step, patience: Patience) -> List[int]:
        return self._events.read(step["event"], step["answer"], step["addresses"], patience)

    def _do_modify(self, step: Step, patience: Patience) -> None:
        address, mask = step["address"], step["mask"]
        (old,) = self._events.read("ReadRegisterValue", "RegisterValue", [address], patience)
        data = (old & ~mask & 0xFFFFFFFF) | (step["value"] & mask)
        self._events.write("WriteRegisterValue", [{"address": address, "data": data}])

    def _do_gather(self, step: Step, patience: Patience) -> None:
        """Puts a readout together out of what a manual timestep left behind. Its time is told before the register is read."""
        while True:
            self._events.write("TriggerReadout", [{}])
            (status,) = self._events.read("ReadRegisterValue", "RegisterValue", [step["status"]], patience)
            if status & step["done"]:
                break
            patience.pause()
        members: Dict[str, List[int]] = {"output_spikes": [status >> neuron & 1 for neuron in range(step["outputs"])]}
        for member, address, count in step["reads"]:
            # The first word that is read belongs to nothing.
            addresses = [address, *range(address, address + count)]
            words = self._events.read("ReadMemoryValue", "MemoryValue", addresses, patience)[1:]
            members[member] = [signed(word) for word in words]
        if self._states is not None:
            self._states.tell(members)

    def _do_version(self, _: Step, patience: Patience) -> List[int]:
        return self._events.version(patience)

    def _do_apply(self, step: Step, _: Patience) -> None:
        """Makes a new configuration, or changes the last one, and applies it. If that fails, only a new one will do."""
        config, self._config = self._config, None
        if step["fresh"]:
            config = build(self._samna, {"$new": [self._module + ".configuration.XyloConfiguration"]})
        if config is None:
            raise Failure("NOT_CONFIGURED", "the board has no configuration, or the last one was refused")
        assign(self._samna, config, step["fields"])
        self._model.apply_configuration(config)
        if self._states is not None:
            self._states.configure(config, step["gathers"])
        self._config = config

    def _do_mark(self, step: Step, _: Patience) -> None:
        """From here on in the order of events, readouts have the states of the configuration of this number."""
        self._emit({"event": "Mark", "number": step["number"]})

    def _do_call(self, step: Step, _: Patience) -> None:
        lookup(self._board if step["on"] == "board" else self._model, step["method"])(*step["args"])

    def _do_power(self, step: Step, _: Patience) -> None:
        self._power.measure(step["rate"])

    def _report(self, message: Dict[str, Any]) -> None:
        if self._states is not None and message["event"] == "Readout":
            self._states.readout(message)
        else:
            self._emit(message)
