"""The node that gathers states on Xylo Audio 2, whose readouts have none."""

from collections.abc import Sequence
from typing import Any, List

from ._core import States
from ._script import SCRIPT, record


class Row(Sequence):
    """Values of one neuron, timestep by timestep, which counts how often one is read."""

    reads = 0

    def __init__(self, steps: List[States], signal: str, neuron: int) -> None:
        self._steps, self._signal, self._neuron = steps, signal, neuron

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, index: Any) -> int:
        Row.reads += 1
        return getattr(self._steps[index], self._signal)[self._neuron]


class NeuronStateSinkNode:
    """States of all neurons of a layer by timestep, as `(neurons, timesteps)`; what is not monitored stays empty."""

    def __init__(self) -> None:
        self._config: Any = None
        self._steps: List[States] = []

    def set_configuration(self, config: Any) -> None:
        record("set_configuration", reads=Row.reads)
        self._config = config

    def get_reservoir_v_mem(self) -> List[Row]:
        return self._reservoir("monitor_neuron_v_mem", "v_mem")

    def get_reservoir_i_syn(self) -> List[Row]:
        return self._reservoir("monitor_neuron_i_syn", "i_syn")

    def get_reservoir_i_syn2(self) -> List[Row]:
        return self._reservoir("monitor_neuron_i_syn2", "i_syn2")

    def get_reservoir_spike(self) -> List[Row]:
        return self._reservoir("monitor_neuron_spike", "hidden_spikes")

    def get_output_v_mem(self) -> List[Row]:
        return self._outputs("output_v_mem", self._steps)

    def get_output_spike(self) -> List[Row]:
        return self._outputs("output_spikes", self._steps[: SCRIPT.get("gatheredSteps")])

    def _outputs(self, signal: str, steps: List[States]) -> List[Row]:
        outputs = 0 if self._config is None else len(self._config.readout.neurons)
        return [Row(steps, signal, neuron) for neuron in range(outputs)]

    def _reservoir(self, monitor: str, signal: str) -> List[Row]:
        if self._config is None:
            return []
        monitored = getattr(self._config.debug, monitor)
        asked = range(monitored.start, monitored.end) if monitored else range(0)
        neurons = range(len(self._config.reservoir.neurons))
        return [Row(self._steps if neuron in asked else [], signal, neuron) for neuron in neurons]


def gather(node: NeuronStateSinkNode, states: States) -> None:
    """What the graph behind a board does with every timestep."""
    node._steps.append(states)
