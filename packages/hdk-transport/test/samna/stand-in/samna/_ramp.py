"""States without arithmetic, of which a test knows each by its neuron and timestep."""

from array import array
from typing import Any

from ._core import States


def ramp(hidden: int, outputs: int, step: int) -> States:
    """Values that differ from neuron to neuron, from timestep to timestep and from signal to signal."""
    v_mem = [100 * step + neuron for neuron in range(hidden)]
    i_syn = [-(100 * step + neuron) for neuron in range(hidden + outputs)]
    return States(
        v_mem=array("h", v_mem + [0] * outputs),
        i_syn=array("h", i_syn),
        i_syn2=array("h", [7 * value for value in i_syn[:hidden]]),
        hidden_spikes=array("h", [(step + neuron) % 4 for neuron in range(hidden)]),
        output_v_mem=array("h", [100 * step + neuron for neuron in range(outputs)]),
        output_spikes=array("h", [(step + neuron) % 2 for neuron in range(outputs)]),
    )


class Ramp:
    """In the place of a core: it counts its timesteps and computes nothing."""

    def __init__(self, network: Any) -> None:
        self.network = network
        self._step = -1

    def rest(self) -> None:
        """Time goes on."""

    def step(self, _: Any) -> None:
        self._step += 1

    def states(self) -> States:
        return ramp(len(self.network.hidden), len(self.network.outputs), self._step)
