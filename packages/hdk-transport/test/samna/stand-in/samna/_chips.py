"""Modules of the three chips: configuration and events, with the names of samna's reference and of Rockpool's use."""

import enum
from types import SimpleNamespace
from typing import Any, Dict, List

from ._states import NeuronStateSinkNode
from ._strict import Of, strict

MONITORS = ["monitor_neuron_v_mem", "monitor_neuron_i_syn", "monitor_neuron_spike"]
CLOCKS = ["isyn_clock_enable", "ra_clock_enable", "bias_clock_enable", "hm_clock_enable", "ram_power_enable"]


class NeuronRange:
    """Neurons from the first on, the last one not included."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.name = [start, end]


def _events(time: str, *own: type) -> SimpleNamespace:
    states = ["neuron_v_mems", "neuron_i_syns", "hidden_spikes", "output_v_mems", "output_spikes"]
    readout = {name: list for name in states} if time == "timestep" else {}
    trigger = {"target_timestep": None} if time == "timestep" else {}
    events = [
        strict("WriteRegisterValue", address=0, data=0),
        strict("ReadRegisterValue", address=0),
        strict("WriteMemoryValue", address=0, data=0),
        strict("ReadMemoryValue", address=0),
        strict("RegisterValue", address=0, data=0),
        strict("MemoryValue", address=0, data=0),
        strict("Spike", neuron_id=0, **{time: 0}),
        strict("TriggerProcessing", **trigger),
        strict("TriggerReadout"),
        strict("Readout", **{time: 0}, **readout),
        strict("Interrupt"),
        *own,
    ]
    return SimpleNamespace(**{event.__name__: event for event in events})


def _configuration(
    hidden: str, neuron: str, synapses: List[str], top: Dict[str, Any], debug: List[str]
) -> SimpleNamespace:
    weights = {name: list for name in ["weights", *(f"{synapse}_weights" for synapse in synapses)]}
    decays = {f"i_{synapse}_decay": 0 for synapse in ["syn", *synapses]}
    common = {"v_mem_decay": 0, "threshold": 0, "v_mem_bias": 0}
    layer = {"weight_bit_shift": 0, "neurons": list}
    classes = [
        strict("InputConfig", weight_bit_shift=0, **weights),
        strict("HiddenConfig", aliasing=False, **layer, **weights),
        strict("ReadoutConfig", weights=list, **layer),
        strict(neuron, alias_target=None, **decays, **common),
        strict("OutputNeuron", i_syn_decay=0, **common),
        strict("DebugConfig", **dict.fromkeys(debug)),
    ]
    made = {one.__name__: one for one in classes}
    parts = {"input": made["InputConfig"], hidden: made["HiddenConfig"], "readout": made["ReadoutConfig"]}
    made["XyloConfiguration"] = strict("XyloConfiguration", **parts, debug=made["DebugConfig"], **top)
    return SimpleNamespace(**made, NeuronRange=NeuronRange)


def _chip(parts: List[Any], time: str, *events: type, **more: Any) -> SimpleNamespace:
    hidden, neuron, synapses, modes, top, debug = parts
    configuration = _configuration(hidden, neuron, synapses, {**top, "operation_mode": Of(modes)}, debug)
    return SimpleNamespace(configuration=configuration, event=_events(time, *events), OperationMode=modes, **more)


def _modes(*more: str) -> type:
    return enum.Enum("OperationMode", ["Manual", "AcceleratedTime", "RealTime", *more])


def _channels(*names: str) -> type:
    return enum.IntEnum("MeasurementChannels", names, start=0)


_interface = strict("InputInterfaceConfig", configuration_timeout=3.0)
_filters = strict("FilterBank", dn_enable=False, use_global_iaf_threshold=False)
_pdm = strict("PdmPreprocessing", clock_direction=0, clock_edge=0)
_frontend = strict("DigitalFrontend", hibernation_mode_enable=False, filter_bank=_filters, pdm_preprocessing=_pdm)
_common = {"bias_enable": False, "time_resolution_wrap": 0, "enable_hibernation_mode": False}
_a2 = {**_common, "synapse2_enable": False, "clear_network_state": False}
_a2_debug = [*MONITORS, "monitor_neuron_i_syn2", *CLOCKS, "isyn2_clock_enable", "always_update_omp_stat"]
_imu = {**_common, "imu_if_input_enable": False, "input_interface": _interface}
_imu_debug = [*MONITORS, *CLOCKS, "always_update_omp_stat", "imu_if_clk_enable", "imu_if_clock_freq_div"]
_a3_debug = [*MONITORS, "always_update_omp_stat", "sdm_clock_ratio", "use_timestamps", "ram_access_enable"]
_sources = enum.Enum("InputSource", ["SpikeEvents", "PdmEvents", "AdcEvents", "DigitalMicrophone", "AnalogMicrophone"])
_a3 = {**_common, "input_source": Of(_sources), "digital_frontend": _frontend}

CHIPS: Dict[str, SimpleNamespace] = {
    "xyloCore2": _chip(
        ["reservoir", "ReservoirNeuron", ["syn2"], _modes(), _a2, _a2_debug],
        "timestamp",
        strict("ReadVersion"),
        strict("Version", major=0, minor=0),
        NeuronStateSinkNode=NeuronStateSinkNode,
    ),
    "xyloImu": _chip(
        ["hidden", "HiddenNeuron", [], _modes(), _imu, _imu_debug],
        "timestep",
        strict("Acceleration", x=0, y=0, z=0),
    ),
    "xyloAudio3": _chip(
        ["hidden", "HiddenNeuron", [], _modes("Recording", "DirectOutput"), _a3, _a3_debug],
        "timestep",
        strict("AfeSample", data=0),
        strict("DirectOutputValue", value=0),
        InputSource=_sources,
        MeasurementChannels=_channels("Io", "AnalogLogic", "DigitalLogic"),
        XyloAudio3TestBoardDefaultConfig=strict(
            "XyloAudio3TestBoardDefaultConfig", main_clock_frequency=50_000_000, pdm_clock_frequency=1_562_500
        ),
    ),
}


def extras() -> Dict[str, SimpleNamespace]:
    """Modules of boards, as far as they are not those of chips."""
    return {
        "xyloA2TestBoard": SimpleNamespace(MeasurementChannels=_channels("Io", "LogicAfe", "IoAfe", "Logic")),
        "xyloImuBoards": SimpleNamespace(MeasurementChannels=_channels("Io", "Core")),
    }
