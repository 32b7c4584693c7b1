"""The chip on a board: registers, memories of states, and timesteps that a core computes."""

from typing import Any, Dict, List, Optional

from ._chips import CHIPS
from ._core import Core, States
from ._facts import Facts
from ._input import Input
from ._network import network_of
from ._ramp import Ramp
from ._script import SCRIPT, faulty, record
from ._states import gather
from ._strict import check_type, dump
from .graph import Node

REAL_TIME = 3
"""Timesteps of real time, which does not go on by itself here."""

MEMORY_OPEN = 0x30000
DONE = 1 << 16


class Model:
    """Its time goes on by spikes of later timesteps and by triggers."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._chip = CHIPS[facts.module]
        self._in = Node(self._take)
        self._out = Node()
        self._registers: Dict[int, int] = {int(key): value for key, value in SCRIPT.get("registers", {}).items()}
        self._memory: Dict[int, int] = {int(key): value for key, value in SCRIPT.get("memory", {}).items()}
        self._late: Any = None
        self._ram_open = False
        self._fed_by_host = facts.module != "xyloImu"
        self._reset()

    def get_sink_node(self) -> Node:
        return self._in

    def get_source_node(self) -> Node:
        return self._out

    def apply_configuration(self, config: Any) -> None:
        check_type(config, self._chip.configuration.XyloConfiguration)
        record("apply_configuration", config=dump(config))
        network = network_of(config, self._facts)
        if self._begins_anew(config):
            self._core = Ramp(network) if SCRIPT.get("states") == "ramp" else Core(network)
            self._states = self._core.states()
        elif network != self._core.network and not self._waits:
            raise ValueError("another network under the states of the one before")
        self._config = config
        self._mode = config.operation_mode.name

    def _reset(self) -> None:
        """As after power was switched on."""
        self._config: Any = None
        self._mode: Optional[str] = None
        self._core: Any = None
        self._waits = False
        self._states: Optional[States] = None
        self._next = 0
        self._input = Input(self._facts)

    def _begins_anew(self, config: Any) -> bool:
        """Whether a configuration clears the states. How is public of Xylo Audio 2 only; of the others it is our guess:
        a configuration that was not applied before does, on Xylo Audio 3 with the next change of the mode."""
        if self._core is None:
            return True
        if self._facts.module == "xyloCore2":
            return config.clear_network_state
        new = config is not self._config or self._waits
        changes = self._facts.module == "xyloImu" or config.operation_mode.name != self._mode
        self._waits = new and not changes
        return new and changes

    def _take(self, event: Any) -> None:
        name = type(event).__name__
        if getattr(self._chip.event, name, None) is not type(event) or not hasattr(self, "_on_" + name):
            raise TypeError(f"this chip takes no {name}")
        record(name, **{field: getattr(event, field) for field in event._fields})
        getattr(self, "_on_" + name)(event)

    def _tell(self, name: str, **fields: Any) -> None:
        self._out._tell(getattr(self._chip.event, name)(**fields))

    def _on_WriteRegisterValue(self, event: Any) -> None:
        self._registers[event.address] = event.data
        self._input.write(event.address, event.data)

    def _on_ReadRegisterValue(self, event: Any) -> None:
        if faulty("no answers"):
            return
        value = {"address": event.address, "data": self._register(event.address)}
        if faulty("late answer") and self._late is None:
            self._late = value
            return
        if self._late:
            self._tell("RegisterValue", **self._late)
            self._late = {}
        if faulty("stale answers"):
            self._tell("RegisterValue", address=event.address + 1, data=0xBAD)
            self._tell("MemoryValue", address=event.address, data=0xBAD)
        self._tell("RegisterValue", **value)

    def _register(self, address: int) -> int:
        told = self._facts.status.get(address)
        if told is None or self._states is None or address in self._registers:
            return self._registers.get(address, 0)
        flags = sum(1 << neuron for neuron, spikes in enumerate(self._states.output_spikes) if spikes)
        return {"flags": flags, "done": 1, "flags and done": flags | DONE}[told]

    def _on_WriteMemoryValue(self, event: Any) -> None:
        self._memory[event.address] = event.data

    def _on_ReadMemoryValue(self, event: Any) -> None:
        self._tell("MemoryValue", address=event.address, data=self._word(event.address))

    def _word(self, address: int) -> int:
        if address in self._memory:
            return self._memory[address]
        for base, signal in self._facts.memories.items():
            words = [] if self._states is None else self._in_memory(self._states, signal)
            if base <= address < base + len(words) and self._memory_is_open():
                return words[address - base] & 0xFFFF
        return address & 0xFF

    @staticmethod
    def _in_memory(states: States, signal: str) -> List[int]:
        return getattr(states, signal)

    def _memory_is_open(self) -> bool:
        control = self._registers.get(self._facts.ram_control or 0, 0)
        return control & MEMORY_OPEN == MEMORY_OPEN or bool(getattr(self._config.debug, "ram_access_enable", False))

    def _on_ReadVersion(self, _: Any) -> None:
        major, minor = SCRIPT.get("chipVersion", [1, 1])
        self._tell("Version", major=major, minor=minor)

    def _on_Spike(self, event: Any) -> None:
        if self._mode == "AcceleratedTime":
            timestep = getattr(event, self._facts.time)
            if timestep < self._next:
                raise ValueError(f"a spike in timestep {timestep}, where the next one is {self._next}")
            self._process(timestep)
        if self._fed_by_host and self._listens():
            self._input.add(event.neuron_id)

    def _listens(self) -> bool:
        """Whether spikes come from the host."""
        if self._facts.module == "xyloAudio3":
            return self._config.input_source.name == "SpikeEvents"
        return not getattr(self._config, "imu_if_input_enable", False)

    def _on_TriggerProcessing(self, event: Any) -> None:
        if self._config is None:
            return
        target = getattr(event, "target_timestep", None)
        if self._mode == "RealTime":
            self._process(self._next + REAL_TIME)
            return
        self._process(self._next + 1 if target is None else target)
        self._tell("Interrupt")

    def _on_TriggerReadout(self, _: Any) -> None:
        self._readout()

    def _process(self, before: int) -> None:
        if self._waits:
            raise RuntimeError("the configuration was applied over the states of another one")
        while self._next < before:
            self._core.step(self._input.take())
            self._states = self._core.states()
            if self._out._states is not None:
                gather(self._out._states, self._states)
            self._next += 1
            self._readout()

    def _readout(self) -> None:
        if self._facts.time == "timestamp":
            self._tell("Readout", timestamp=self._next)
            return
        states = {} if self._states is None else self._told(self._states)
        self._tell("Readout", timestep=self._next - 1, **states)

    def _told(self, states: States) -> Dict[str, List[int]]:
        debug = self._config.debug
        v_mem = [states.v_mem[neuron] for neuron in self._monitored(debug.monitor_neuron_v_mem)]
        return {
            "neuron_v_mems": v_mem[:-1] if faulty("short readouts") else v_mem,
            "neuron_i_syns": [states.i_syn[neuron] for neuron in self._monitored(debug.monitor_neuron_i_syn)],
            "hidden_spikes": [states.hidden_spikes[neuron] for neuron in self._monitored(debug.monitor_neuron_spike)],
            "output_v_mems": list(states.output_v_mem),
            "output_spikes": list(states.output_spikes),
        }

    def _monitored(self, monitor: Any) -> List[int]:
        """Neurons whose states are told: in accelerated mode, and with the memories open."""
        if self._mode != "AcceleratedTime" or not (self._ram_open or getattr(self._config.debug, "ram_access_enable", False)):
            return []
        return list(range(monitor.start, monitor.end)) if hasattr(monitor, "start") else list(monitor or [])


class ImuModel(Model):
    """Of which is public that its memories are opened by a call."""

    def open_ram_access(self) -> None:
        record("open_ram_access")
        self._ram_open = True

    def close_ram_access(self) -> None:
        record("close_ram_access")
        self._ram_open = False
