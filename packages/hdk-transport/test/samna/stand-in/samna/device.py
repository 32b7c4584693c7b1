"""Boards: those of the script, by default one of each type."""

from typing import Any, Dict, List, Union

from ._board import Board, board_of, info_of
from ._script import SCRIPT, record
from ._states import Row
from ._strict import Strict, check_type

TYPES = ["XyloA2TestBoard", "XyloImuTestBoard", "XyloAudio3TestBoard"]


class DeviceInfo(Strict):
    _fields = {
        "device_type_name": "",
        "serial_number": "",
        "usb_bus_number": 1,
        "usb_device_address": 0,
        "logic_version": 0,
    }


def _scripted() -> List[Any]:
    return SCRIPT.get("boards", [{"type": name} for name in TYPES])


def _info(index: int, board: Any) -> DeviceInfo:
    serial = board.get("serial", "")
    return DeviceInfo(device_type_name=board["type"], serial_number=serial, usb_device_address=index + 1)


_opened: List[int] = [index for index, board in enumerate(_scripted()) if board.get("opened")]


def get_all_devices() -> List[DeviceInfo]:
    record("get_all_devices")
    return [_info(index, board) for index, board in enumerate(_scripted())]


def get_unopened_devices() -> List[DeviceInfo]:
    return [_info(index, board) for index, board in enumerate(_scripted()) if index not in _opened]


def get_device_map() -> Dict[str, DeviceInfo]:
    """Boards by their type and how many of it came before."""
    named: Dict[str, DeviceInfo] = {}
    for info in get_all_devices():
        before = sum(other.device_type_name == info.device_type_name for other in named.values())
        named[f"{info.device_type_name}:{before}"] = info
    return named


def open_device(which: Union[DeviceInfo, str]) -> Board:
    """By what it is, or the first of a type that nobody has opened. Raises `RuntimeError` where it cannot be."""
    info = _first(which) if isinstance(which, str) else which
    check_type(info, DeviceInfo)
    index = info.usb_device_address - 1
    if index in _opened:
        raise RuntimeError("the device is opened already")
    if _scripted()[index].get("grabbed"):
        _opened.append(index)
        raise RuntimeError("the device is used by another process")
    record("open_device", type=info.device_type_name)
    _opened.append(index)
    return board_of(info)


def close_device(board: Board) -> None:
    record("close_device", reads=Row.reads)
    _opened.remove(info_of(board).usb_device_address - 1)


def _first(name: str) -> DeviceInfo:
    for info in get_unopened_devices():
        if info.device_type_name == name:
            return info
    raise RuntimeError(f"there is no {name} to be opened")
