"""Scripted states, and the node that gathers them on Xylo Audio 2."""

from collections.abc import Sequence
from typing import Any, List

from ._script import SCRIPT, record


def v_mem(neuron: int, step: int) -> int:
    return 100 * step + neuron


def i_syn(neuron: int, step: int) -> int:
    return -(100 * step + neuron)


def hidden_spikes(neuron: int, step: int) -> int:
    return (step + neuron) % 4


def fires(neuron: int, step: int) -> int:
    return (step + neuron) % 2


class Row(Sequence):
    """Values of one neuron, which counts how often one is read."""

    reads = 0

    def __init__(self, values: List[int]) -> None:
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: Any) -> Any:
        Row.reads += 1
        return self._values[index]


class NeuronStateSinkNode:
    """States of all neurons of a layer by timestep, as `(neurons, timesteps)`; what is not monitored stays empty."""

    def __init__(self) -> None:
        self._config: Any = None
        self._steps: List[int] = []

    def set_configuration(self, config: Any) -> None:
        record("set_configuration", reads=Row.reads)
        self._config = config

    def processed(self, step: int) -> None:
        self._steps.append(step)

    def get_reservoir_v_mem(self) -> List[Row]:
        return self._reservoir("monitor_neuron_v_mem", v_mem)

    def get_reservoir_i_syn(self) -> List[Row]:
        return self._reservoir("monitor_neuron_i_syn", i_syn)

    def get_reservoir_i_syn2(self) -> List[Row]:
        return self._reservoir("monitor_neuron_i_syn2", lambda neuron, step: 7 * i_syn(neuron, step))

    def get_reservoir_spike(self) -> List[Row]:
        return self._reservoir("monitor_neuron_spike", hidden_spikes)

    def get_output_v_mem(self) -> List[Row]:
        return [Row([v_mem(neuron, step) for step in self._steps]) for neuron in range(self._outputs())]

    def get_output_spike(self) -> List[Row]:
        steps = self._steps[: SCRIPT.get("gatheredSteps")]
        return [Row([fires(neuron, step) for step in steps]) for neuron in range(self._outputs())]

    def _outputs(self) -> int:
        return len(self._config.readout.neurons) if self._config else 0

    def _reservoir(self, monitor: str, state: Any) -> List[Row]:
        if self._config is None:
            return []
        neurons = range(len(self._config.reservoir.neurons))
        monitored = getattr(self._config.debug, monitor)
        asked = range(monitored.start, monitored.end) if monitored else range(0)
        steps = {neuron: self._steps if neuron in asked else [] for neuron in neurons}
        return [Row([state(neuron, step) for step in steps[neuron]]) for neuron in neurons]
