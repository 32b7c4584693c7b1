"""The arithmetic of the chips: whole numbers of 16 bits, a timestep at a time.

Written from its description in words, apart from the simulator's and the emulated board's, and to be read. All chips on
boards that samna knows have the second arithmetic, in which the change of a membrane potential saturates before it is added.
"""

from array import array
from typing import Dict, List, NamedTuple, Optional, Tuple

LOWEST, HIGHEST = -(2**15), 2**15 - 1

MOST_INPUT, MOST_HIDDEN, MOST_OUTPUT = 15, 31, 1
"""Spikes of an input channel, of a hidden and of an output neuron in a timestep."""


def saturated(value: int) -> int:
    if LOWEST <= value <= HIGHEST:
        return value
    return LOWEST if value < LOWEST else HIGHEST


def wrapped(value: int) -> int:
    return ((value - LOWEST) & 0xFFFF) + LOWEST


def leak(value: int, shift: int) -> int:
    """What decays of a value in a timestep: at least one, so that small positive ones come to rest at zero as well."""
    part = value >> shift
    return 1 if part == 0 and value > 0 else part


class Neuron(NamedTuple):
    """Numbers of a neuron. Decays are right shifts."""

    v_mem_decay: int
    i_syn_decays: Tuple[int, ...]
    threshold: int
    bias: int
    alias: Optional[int]


class Connection(NamedTuple):
    """Where a spike goes, and what it adds there: the weight, shifted."""

    synapse: int
    target: int
    weight: int


Fan = List[Connection]


class Network(NamedTuple):
    """Connections by their source, and neurons."""

    inputs: List[Fan]
    recurrent: List[Fan]
    readout: List[Fan]
    hidden: List[Neuron]
    outputs: List[Neuron]


class Layer:
    """Neurons of one kind and their states."""

    def __init__(self, neurons: List[Neuron], most: int) -> None:
        self._neurons = neurons
        self._most = most
        synapses = max((len(neuron.i_syn_decays) for neuron in neurons), default=1)
        self.v_mem = [0] * len(neurons)
        self.i_syn = [[0] * len(neurons) for _ in range(synapses)]
        self.spikes = [0] * len(neurons)

    def deliver(self, fan: Fan, count: int) -> None:
        """So many spikes of one source."""
        for synapse, target, weight in fan:
            i_syn = self.i_syn[synapse]
            value = i_syn[target] + count * weight
            # A call is what costs most here, and few need one.
            i_syn[target] = value if LOWEST <= value <= HIGHEST else saturated(value)

    def update(self) -> None:
        """Lets every neuron decay, integrate and fire, in ascending order: aliases pass spikes on to later ones."""
        self.spikes = [0] * len(self._neurons)
        for index, neuron in enumerate(self._neurons):
            current = 0
            for i_syn, decay in zip(self.i_syn, neuron.i_syn_decays):
                i_syn[index] -= leak(i_syn[index], decay)
                current += i_syn[index]
            before = self.v_mem[index]
            change = saturated(wrapped(-leak(before, neuron.v_mem_decay)) + current)
            self._fire(index, neuron, saturated(before + saturated(change + neuron.bias)))

    def _fire(self, index: int, neuron: Neuron, v_mem: int) -> None:
        count, threshold = self.spikes[index], neuron.threshold
        while v_mem >= threshold and count < self._most:
            count += 1
            v_mem = wrapped(v_mem - threshold)
        self.v_mem[index] = v_mem
        self.spikes[index] = count
        if neuron.alias is not None:
            self.spikes[neuron.alias] = min(self._most, self.spikes[neuron.alias] + count)


class States(NamedTuple):
    """Everything that can be told of a timestep. Outputs follow the hidden neurons, as they do in the chips' memories."""

    v_mem: "array[int]"
    i_syn: "array[int]"
    i_syn2: "array[int]"
    hidden_spikes: "array[int]"
    output_v_mem: "array[int]"
    output_spikes: "array[int]"


class Core:
    """A network at work. Spikes of hidden neurons act a timestep later, those of inputs at once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.rest()

    def rest(self) -> None:
        """Clears all states, spikes that are on their way included."""
        self.hidden = Layer(self.network.hidden, MOST_HIDDEN)
        self.outputs = Layer(self.network.outputs, MOST_OUTPUT)

    def step(self, counts: Dict[int, int]) -> None:
        """Processes a timestep with so many spikes of these channels."""
        network, hidden, outputs = self.network, self.hidden, self.outputs
        for channel in sorted(counts):
            hidden.deliver(network.inputs[channel], min(counts[channel], MOST_INPUT))
        fired = [(neuron, count) for neuron, count in enumerate(hidden.spikes) if count]
        for neuron, count in fired:
            hidden.deliver(network.recurrent[neuron], count)
        for neuron, count in fired:
            outputs.deliver(network.readout[neuron], count)
        hidden.update()
        outputs.update()

    def states(self) -> States:
        hidden, outputs = self.hidden, self.outputs
        zeros = [0] * len(hidden.v_mem)
        return States(
            array("h", hidden.v_mem + outputs.v_mem),
            array("h", hidden.i_syn[0] + outputs.i_syn[0]),
            array("h", hidden.i_syn[1] if len(hidden.i_syn) > 1 else zeros),
            array("h", hidden.spikes),
            array("h", outputs.v_mem),
            array("h", outputs.spikes),
        )
