"""What is public of each chip beside its classes, and the stand-in holds samna's callers to."""

from typing import Dict, NamedTuple, Optional, Tuple


class Facts(NamedTuple):
    module: str
    hidden: str
    """Name of the hidden layer in the configuration."""
    time: str
    """Name of the timestep in spikes and readouts."""
    full: bool
    """Whether weights have a row and column for every hidden neuron; else at most `EXPANSION` take input or drive outputs."""
    outputs: int
    input_registers: Tuple[int, int, int, int]
    """Channels 0 to 7, then 8 to 15, four bits each, of even timesteps and of odd ones."""
    status: Dict[int, str]
    """Registers by what they tell: flags of output spikes, or these and whether a timestep is done."""
    memories: Dict[int, str]
    """Memories of states by their first address."""
    ram_control: Optional[int]
    """Register whose bits 16 and 17 open the memories."""


INPUTS = 16
EXPANSION = 128

FACTS: Dict[str, Facts] = {
    "XyloA2TestBoard": Facts(
        module="xyloCore2",
        hidden="reservoir",
        time="timestamp",
        full=True,
        outputs=8,
        input_registers=(0x11, 0x12, 0x13, 0x14),
        status={0x15: "flags and done"},
        memories={0x7E00: "i_syn", 0x81F0: "i_syn2", 0x85D8: "v_mem", 0xA540: "hidden_spikes"},
        ram_control=0x01,
    ),
    "XyloImuTestBoard": Facts(
        module="xyloImu",
        hidden="hidden",
        time="timestep",
        full=False,
        outputs=16,
        input_registers=(0x47, 0x48, 0x49, 0x4A),
        status={},
        memories={},
        ram_control=None,
    ),
    "XyloAudio3TestBoard": Facts(
        module="xyloAudio3",
        hidden="hidden",
        time="timestep",
        full=False,
        outputs=32,
        input_registers=(0x149, 0x14A, 0x14B, 0x14C),
        status={0x152: "flags", 0x153: "done"},
        memories={0x1200: "i_syn", 0x1600: "i_syn2", 0x19E0: "v_mem", 0x3980: "hidden_spikes"},
        ram_control=0x01,
    ),
}
