"""Objects that have the attributes that public documentation names, and refuse all others."""

from typing import Any, Dict


class Strict:
    """As the classes of samna: made with keywords, and no attribute can be added."""

    _fields: Dict[str, Any] = {}

    def __init__(self, **values: Any) -> None:
        for name, default in self._fields.items():
            object.__setattr__(self, name, default() if callable(default) else default)
        for name, value in values.items():
            setattr(self, name, value)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._fields:
            raise AttributeError(f"{type(self).__name__} has no attribute {name}")
        object.__setattr__(self, name, value)


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
