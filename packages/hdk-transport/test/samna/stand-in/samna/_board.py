"""A tiny board: registers, timesteps without arithmetic, power."""

from types import SimpleNamespace
from typing import Any, Dict, List

from . import _states
from ._chips import CHIPS
from ._script import SCRIPT, faulty, record
from ._strict import dump
from .graph import Node

MODULES = {"XyloA2TestBoard": "xyloCore2", "XyloImuTestBoard": "xyloImu", "XyloAudio3TestBoard": "xyloAudio3"}


REAL_TIME = 3
"""Timesteps of real time, which does not go on by itself here."""


class Model:
    """The chip on the board. Its time goes on by spikes of later timesteps and by triggers."""

    def __init__(self, module: str) -> None:
        self._chip = CHIPS[module]
        self._time = "timestamp" if module == "xyloCore2" else "timestep"
        self._in = Node(self._take)
        self._out = Node()
        self._out.states = None
        self._registers: Dict[int, int] = {int(key): value for key, value in SCRIPT.get("registers", {}).items()}
        self._memory: Dict[int, int] = {int(key): value for key, value in SCRIPT.get("memory", {}).items()}
        self._config: Any = None
        self._next = 0
        self._late: Any = None

    def get_sink_node(self) -> Node:
        return self._in

    def get_source_node(self) -> Node:
        return self._out

    def open_ram_access(self) -> None:
        record("open_ram_access")

    def close_ram_access(self) -> None:
        record("close_ram_access")

    def apply_configuration(self, config: Any) -> None:
        record("apply_configuration", config=dump(config))
        self._config = config

    def _take(self, event: Any) -> None:
        name = type(event).__name__
        record(name, **{field: getattr(event, field) for field in event._fields})
        getattr(self, "_on_" + name)(event)

    def _tell(self, name: str, **fields: Any) -> None:
        self._out.tell(getattr(self._chip.event, name)(**fields))

    def _on_WriteRegisterValue(self, event: Any) -> None:
        self._registers[event.address] = event.data

    def _on_ReadRegisterValue(self, event: Any) -> None:
        if faulty("no answers"):
            return
        value = {"address": event.address, "data": self._registers.get(event.address, 0)}
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

    def _on_ReadMemoryValue(self, event: Any) -> None:
        self._tell("MemoryValue", address=event.address, data=self._memory.get(event.address, event.address & 0xFF))

    def _on_ReadVersion(self, _: Any) -> None:
        major, minor = SCRIPT.get("chipVersion", [1, 1])
        self._tell("Version", major=major, minor=minor)

    def _on_Spike(self, event: Any) -> None:
        if self._config.operation_mode.name == "AcceleratedTime":
            self._process(getattr(event, self._time))

    def _on_TriggerProcessing(self, event: Any) -> None:
        if self._config is None:
            return
        target = getattr(event, "target_timestep", None)
        if self._config.operation_mode.name == "RealTime":
            self._process(self._next + REAL_TIME)
            return
        self._process(self._next + 1 if target is None else target)
        self._tell("Interrupt")

    def _on_TriggerReadout(self, _: Any) -> None:
        self._readout(self._next - 1)

    def _process(self, before: int) -> None:
        while self._next < before:
            if self._out.states is not None:
                self._out.states.processed(self._next)
            self._next += 1
            self._readout(self._next - 1)

    def _readout(self, step: int) -> None:
        if self._time == "timestamp":
            self._tell("Readout", timestamp=step + 1)
            return
        states = {} if self._config is None else self._read_states(step)
        self._tell("Readout", timestep=step, **states)

    def _read_states(self, step: int) -> Dict[str, List[int]]:
        debug = self._config.debug
        outputs = range(len(self._config.readout.neurons))
        v_mem = [_states.v_mem(neuron, step) for neuron in _ids(debug.monitor_neuron_v_mem)]
        return {
            "neuron_v_mems": v_mem[:-1] if faulty("short readouts") else v_mem,
            "neuron_i_syns": [_states.i_syn(neuron, step) for neuron in _ids(debug.monitor_neuron_i_syn)],
            "hidden_spikes": [_states.hidden_spikes(neuron, step) for neuron in _ids(debug.monitor_neuron_spike)],
            "output_v_mems": [_states.v_mem(neuron, step) for neuron in outputs],
            "output_spikes": [_states.fires(neuron, step) for neuron in outputs],
        }


def _ids(monitor: Any) -> List[int]:
    return list(range(monitor.start, monitor.end)) if hasattr(monitor, "start") else list(monitor or [])


class PowerMonitor:
    """Measures once, when it is started."""

    def __init__(self) -> None:
        self._node = Node()

    def get_source_node(self) -> Node:
        return self._node

    def start_auto_power_measurement(self, rate: float) -> float:
        record("start_auto_power_measurement", rate=rate)
        self._node.tell(SimpleNamespace(channel=0, value=0.00025, timestamp=1500000))
        self._node.tell(SimpleNamespace(channel=1, value=0.0005, timestamp=1500000))
        return rate

    def stop_auto_power_measurement(self) -> None:
        record("stop_auto_power_measurement")


class Board:
    """A test board."""

    def __init__(self, info: Any) -> None:
        self.info = info
        self._model = Model(MODULES[info.device_type_name])
        self._power = PowerMonitor()

    def get_model(self) -> Model:
        return self._model

    def get_power_monitor(self) -> PowerMonitor:
        return self._power

    def get_stop_watch(self) -> SimpleNamespace:
        return SimpleNamespace(start=lambda: record("stop_watch.start"))

    def get_firmware_versions(self) -> SimpleNamespace:
        record("get_firmware_versions")
        return SimpleNamespace(**{"fxtree": "0.12.2", "unifirm": "1.6.0", **SCRIPT.get("firmware", {})})

    def enable_manual_input_acceleration(self, on: bool) -> None:
        record("enable_manual_input_acceleration", on=on)
