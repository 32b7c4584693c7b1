"""Boards: those of the script, by default one of each type."""

from typing import Any, List

from ._board import Board
from ._script import SCRIPT, record
from ._states import Row
from ._strict import Strict

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


def open_device(info: DeviceInfo) -> Board:
    index = info.usb_device_address - 1
    if _scripted()[index].get("grabbed"):
        _opened.append(index)
        raise RuntimeError("the device is used by another process")
    record("open_device", type=info.device_type_name)
    _opened.append(index)
    return Board(info)


def close_device(board: Board) -> None:
    record("close_device", reads=Row.reads)
    _opened.remove(board.info.usb_device_address - 1)
