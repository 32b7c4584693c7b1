"""Prints every name of the stand-in that a caller can reach, as lines of JSON: dotted paths, fields of classes included."""

import enum
import inspect
import json
from types import ModuleType, SimpleNamespace

import samna
from samna import _board, _model, graph
from samna._strict import Strict


def names(value):
    return [name for name in vars(value) if not name.startswith("_")]


def walk(path, value):
    if isinstance(value, type):
        yield from of_class(path, value)
    elif isinstance(value, (ModuleType, SimpleNamespace)):
        for name in names(value):
            inner = getattr(value, name)
            if not isinstance(inner, ModuleType):
                yield from walk(f"{path}.{name}", inner)
    elif callable(value):
        yield f"{path}()"


def of_class(path, kind):
    if issubclass(kind, enum.Enum):
        yield from (f"{path}.{member.name}" for member in kind)
    elif issubclass(kind, Strict):
        yield path
        yield from (f"{path}.{field}" for field in kind._fields)
    else:
        methods = inspect.getmembers(kind, inspect.isfunction)
        yield from (f"{path}.{name}()" for name, _ in methods if not name.startswith("_"))


def public():
    for name in ("device", "graph"):
        module = getattr(samna, name)
        for member in names(module):
            value = getattr(module, member)
            if getattr(value, "__module__", None) == module.__name__ and not isinstance(value, type):
                yield f"{name}.{member}()"
    yield from walk("device.DeviceInfo", samna.device.DeviceInfo)
    yield from walk("graph.EventFilterGraph", graph.EventFilterGraph)
    for name in names(samna):
        yield from walk(name, getattr(samna, name)) if isinstance(getattr(samna, name), SimpleNamespace) else [name]
    for name, kind in _board.BOARDS.items():
        yield from of_class(name, kind)
        yield from of_class(f"{name}.get_io_module()", kind._io_class)
        yield from of_class(f"{name}.get_model()", kind._model_class)
    yield from of_class("get_power_monitor()", _board.PowerMonitor)
    yield from of_class("get_stop_watch()", _board.StopWatch)
    yield from of_class("Measurement", _board.Measurement)
    yield from of_class("FirmwareVersions", _board.FirmwareVersions)


print(json.dumps(sorted(set(public()))))
