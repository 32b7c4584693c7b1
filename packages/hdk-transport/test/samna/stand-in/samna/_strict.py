"""Objects that have the attributes that public documentation names, and refuse all others, and values that do not fit."""

from typing import Any, Dict, Tuple

WORD = (0, 2**32 - 1)
STEP = (0, 2**31 - 1)
SHIFT = (0, 7)
DECAY = (0, 15)

RANGES: Dict[str, Tuple[int, int]] = {
    "address": WORD,
    "data": WORD,
    "neuron_id": (0, 1023),
    "target_timestep": STEP,
    "weight_bit_shift": SHIFT,
    "i_syn_decay": DECAY,
    "i_syn2_decay": DECAY,
    "v_mem_decay": DECAY,
    "threshold": (-(2**15), 2**15 - 1),
    "time_resolution_wrap": WORD,
    "alias_target": (0, 999),
}
"""Of whole numbers, by name. How wide a bias is is not public."""

WEIGHT = (-128, 127)


class Of:
    """A field that is not set, or of this type."""

    def __init__(self, kind: type) -> None:
        self.kind = kind


class Strict:
    """As the classes of samna: made with keywords, no attribute can be added, and none be of another type."""

    _fields: Dict[str, Any] = {}

    def __init__(self, **values: Any) -> None:
        for name, default in self._fields.items():
            object.__setattr__(self, name, _initial(default))
        for name, value in values.items():
            setattr(self, name, value)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._fields:
            raise AttributeError(f"{type(self).__name__} has no attribute {name}")
        if not _fits(name, self._fields[name], value):
            raise TypeError(f"{type(self).__name__}.{name} cannot be {value!r}")
        object.__setattr__(self, name, value)


def _initial(default: Any) -> Any:
    if isinstance(default, Of):
        return None
    return default() if callable(default) else default


def _fits(name: str, default: Any, value: Any) -> bool:
    if isinstance(default, Of):
        return isinstance(value, default.kind)
    initial = _initial(default)
    if value is None or initial is None:
        return initial is None and (name not in RANGES or value is None or _in(RANGES[name], value))
    if isinstance(initial, float):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(initial, (bool, str, list, Strict)):
        return isinstance(value, type(initial)) and (not name.endswith("weights") or _are_weights(value))
    return _in(RANGES.get(name, (-(2**31), 2**32 - 1)), value)


def _in(limits: Tuple[int, int], value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and limits[0] <= value <= limits[1]


def _are_weights(rows: Any) -> bool:
    """Rows of one length, of numbers of 8 bits."""
    return len({len(row) for row in rows}) <= 1 and all(_in(WEIGHT, value) for row in rows for value in row)


def check_type(value: Any, kind: type) -> None:
    """Arguments are no more lenient than attributes."""
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} is needed, not {value!r}")


def strict(name: str, **fields: Any) -> type:
    """A class of that name with these attributes and their defaults; a callable makes one."""
    return type(name, (Strict,), {"_fields": fields})


def dump(value: Any) -> Any:
    """Any of these objects for JSON, with the name of its class."""
    if isinstance(value, Strict):
        return {"class": type(value).__name__, **{name: dump(getattr(value, name)) for name in value._fields}}
    if isinstance(value, (list, tuple)):
        return [dump(item) for item in value]
    return getattr(value, "name", value)
