"""A configuration object as the chip's core has it: what is switched off, or has no clock, is not there."""

from typing import Any, List, Optional

from ._core import Connection, Fan, Network, Neuron, wrapped
from ._facts import EXPANSION, INPUTS, Facts

Rows = List[List[int]]


def network_of(config: Any, facts: Facts) -> Network:
    """Raises `ValueError` where the parts of a configuration do not go together."""
    layer = getattr(config, facts.hidden)
    hidden, outputs = len(layer.neurons), len(config.readout.neurons)
    readout = config.readout.weights
    _check(config, facts, hidden, outputs)
    two = _on(config, "synapse2_enable", "isyn2_clock_enable")
    before: Rows = [[]] * (hidden - len(readout))
    return Network(
        inputs=_fans(config.input, two),
        recurrent=_fans(layer, two),
        readout=_fan_out(before + readout, config.readout.weight_bit_shift, 0),
        hidden=[_neuron(config, neuron, two, layer.aliasing) for neuron in layer.neurons],
        outputs=[_neuron(config, neuron, False, False) for neuron in config.readout.neurons],
    )


def _on(config: Any, switch: str, clock: str) -> bool:
    """Whether a part of the chip works. Not all chips have the clock's switch."""
    return bool(getattr(config, switch, False)) and bool(getattr(config.debug, clock, True))


def _neuron(config: Any, neuron: Any, two: bool, aliasing: bool) -> Neuron:
    aliased = aliasing and bool(getattr(config.debug, "ra_clock_enable", True))
    return Neuron(
        v_mem_decay=neuron.v_mem_decay,
        i_syn_decays=(neuron.i_syn_decay, neuron.i_syn2_decay) if two else (neuron.i_syn_decay,),
        threshold=neuron.threshold,
        bias=neuron.v_mem_bias if _on(config, "bias_enable", "bias_clock_enable") else 0,
        alias=_alias(neuron) if aliased else None,
    )


def _alias(neuron: Any) -> Optional[int]:
    return neuron.alias_target


def _fans(part: Any, two: bool) -> List[Fan]:
    first = _fan_out(part.weights, part.weight_bit_shift, 0)
    if not two or not part.syn2_weights:
        return first
    second = _fan_out(part.syn2_weights, part.weight_bit_shift, 1)
    return [one + other for one, other in zip(first, second)]


def _fan_out(rows: Rows, shift: int, synapse: int) -> List[Fan]:
    return [
        [Connection(synapse, target, wrapped(weight << shift)) for target, weight in enumerate(row) if weight]
        for row in rows
    ]


def _check(config: Any, facts: Facts, hidden: int, outputs: int) -> None:
    layer, readout = getattr(config, facts.hidden), config.readout
    most = hidden if facts.full else min(hidden, EXPANSION)
    exactly = hidden if facts.full else None
    _shape("input.weights", config.input.weights, (0, INPUTS), (exactly or 0, most))
    _shape(facts.hidden + ".weights", layer.weights, (hidden, hidden), (hidden, hidden))
    _shape("readout.weights", readout.weights, (exactly or 0, most), (outputs, outputs))
    for name, part in {"input": config.input, facts.hidden: layer}.items():
        second = getattr(part, "syn2_weights", [])
        if second:
            _shape(name + ".syn2_weights", second, *[(n, n) for n in (len(part.weights), len(part.weights[0]))])
    if outputs > facts.outputs:
        _refuse(f"{outputs} output neurons, of {facts.outputs}")
    for index, neuron in enumerate(layer.neurons):
        if neuron.alias_target is not None and neuron.alias_target >= hidden:
            _refuse(f"the alias of neuron {index} is neuron {neuron.alias_target}, of {hidden}")


def _shape(name: str, rows: Rows, heights: Any, widths: Any) -> None:
    width = len(rows[0]) if rows else widths[0]
    if not (heights[0] <= len(rows) <= heights[1] and widths[0] <= width <= widths[1]):
        _refuse(f"{name} are {len(rows)} x {width}, not {heights} x {widths}")


def _refuse(message: str) -> None:
    raise ValueError(f"Invalid configuration for the Xylo HDK: {message}")
