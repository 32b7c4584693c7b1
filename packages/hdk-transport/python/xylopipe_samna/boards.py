"""Boards that samna sees."""

from __future__ import annotations

from importlib import metadata
from typing import Any, Dict, List, Tuple

from .failure import Failure

FIELDS = ("device_type_name", "serial_number", "usb_bus_number", "usb_device_address", "logic_version")

Key = Tuple[str, ...]


def load() -> Any:
    """The user's samna. Raises `SAMNA_MISSING` where it is not installed."""
    try:
        import samna
    except ModuleNotFoundError as error:
        if error.name != "samna":
            raise
        raise Failure("SAMNA_MISSING", "this Python has no samna") from error
    return samna


def version(samna: Any) -> str:
    """The version that the module says, or else that it was installed as."""
    said = getattr(samna, "__version__", None)
    return str(metadata.version("samna") if said is None else said)


def all_boards(samna: Any) -> List[Dict[str, Any]]:
    """All boards as they print themselves, and whether they can be opened."""
    free = {_key(info) for info in samna.device.get_unopened_devices()}
    return [{**_describe(info), "free": _key(info) in free} for info in samna.device.get_all_devices()]


def open_board(samna: Any, wanted: Dict[str, str]) -> Any:
    """Opens the board of this description. Raises `BOARD_BUSY` if somebody has it, `BOARD_GONE` if it is not there."""
    key = tuple(wanted[name] for name in FIELDS)
    found = [info for info in samna.device.get_all_devices() if _key(info) == key]
    if not found:
        raise Failure("BOARD_GONE", "the board is no longer there")
    if not _is_free(samna, key):
        raise Failure("BOARD_BUSY", "the board is opened already")
    try:
        return samna.device.open_device(found[0])
    except Exception as error:
        # Somebody was faster, or has it on this machine in a way that samna finds out only now.
        if _is_free(samna, key):
            raise
        raise Failure("BOARD_BUSY", str(error)) from error


def _is_free(samna: Any, key: Key) -> bool:
    return any(_key(info) == key for info in samna.device.get_unopened_devices())


def _describe(info: Any) -> Dict[str, str]:
    return {name: str(getattr(info, name)) for name in FIELDS}


def _key(info: Any) -> Key:
    return tuple(_describe(info).values())
