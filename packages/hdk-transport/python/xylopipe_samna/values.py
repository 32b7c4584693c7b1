"""Values that JSON cannot say, and how they are put on the objects of samna."""

from __future__ import annotations

from typing import Any, Dict, List


def lookup(root: Any, path: str) -> Any:
    """What a dotted path leads to, e.g. `xyloImu.OperationMode.Manual`."""
    for name in path.split("."):
        root = getattr(root, name)
    return root


def lookup_first(root: Any, paths: List[str]) -> Any:
    """What the first path that leads anywhere leads to. For names of which it is not public where they stand."""
    for path in paths[:-1]:
        try:
            return lookup(root, path)
        except AttributeError:
            continue
    return lookup(root, paths[-1])


def build(samna: Any, value: Any) -> Any:
    """Makes a value: `{"$name": path}` is what stands there, `{"$new": paths, "args", "fields"}` a new object."""
    if isinstance(value, list):
        return [build(samna, item) if isinstance(item, (dict, list)) else item for item in value]
    if not isinstance(value, dict):
        return value
    if "$name" in value:
        return lookup(samna, value["$name"])
    made = lookup_first(samna, value["$new"])(*value.get("args", []))
    assign(samna, made, value.get("fields", {}))
    return made


def assign(samna: Any, target: Any, fields: Dict[str, Any]) -> None:
    """Sets attributes; a plain object goes on with the attributes of that attribute."""
    for name, value in fields.items():
        if isinstance(value, dict) and "$name" not in value and "$new" not in value:
            assign(samna, getattr(target, name), value)
        else:
            setattr(target, name, build(samna, value))


def signed(word: int) -> int:
    """A word of memory as a number of 16 bits."""
    low = word & 0xFFFF
    return low - 0x10000 if low & 0x8000 else low


def plain(value: Any) -> Any:
    """A value of samna for JSON: whole numbers and lists of them."""
    # Nearly all that comes here are states, and a list of a thousand a timestep.
    if type(value) is int or isinstance(value, (bool, float)) or value is None:
        return value
    if hasattr(value, "__index__"):
        return int(value)
    return [item if type(item) is int else plain(item) for item in value]
