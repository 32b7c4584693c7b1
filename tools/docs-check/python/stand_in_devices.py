"""What the documents take from rockpool.devices.xylo.syns61201, with the names of its public reference. It tells what it got."""

import json
import types

NAMES = (
    *("weights_in", "weights_out", "weights_rec", "weight_shift_in", "weight_shift_rec", "weight_shift_out"),
    *("dash_mem", "dash_mem_out", "dash_syn", "dash_syn_2", "dash_syn_out"),
    *("threshold", "threshold_out", "bias_out", "aliases"),
)


def taking(*names):
    """A function that takes arguments of these names, and passes over all others."""

    def taken(**spec):
        known = {key: told(value) for key, value in spec.items() if key in NAMES + names}
        return {"taken": known, "passed over": sorted(spec.keys() - known.keys())}

    return taken


def told(value):
    if hasattr(value, "dtype"):
        return {"dtype": str(value.dtype), "shape": list(value.shape), "values": value.tolist()}
    return {"type": type(value).__name__, "values": value}


class XyloSim:
    from_specification = staticmethod(taking("bias", "dt"))


def config_from_specification(**spec):
    return taking("bias_hidden")(**spec), True, ""


def load_config(path):
    """Nothing but what the documents set and look at."""
    with open(path, encoding="utf-8") as file:
        top = json.load(file)["value0"]
    return types.SimpleNamespace(
        synapse2_enable=top["synapse2Enable"], bias_enable=top["biasEnable"], debug=types.SimpleNamespace()
    )
