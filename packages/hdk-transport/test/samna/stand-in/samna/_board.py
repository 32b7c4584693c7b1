"""A test board: a chip, power, and what else is on it."""

from types import SimpleNamespace
from typing import Any

from ._chips import CHIPS
from ._facts import FACTS
from ._model import ImuModel, Model
from ._script import SCRIPT, record
from ._strict import check_type, strict
from .graph import Node

Measurement = strict("Measurement", channel=0, value=0.0, timestamp=0)
FirmwareVersions = strict("FirmwareVersions", fxtree="0.12.2", unifirm="1.6.0")


class PowerMonitor:
    """Measures once, when it is started."""

    def __init__(self) -> None:
        self._node = Node()

    def get_source_node(self) -> Node:
        return self._node

    def start_auto_power_measurement(self, rate: float) -> float:
        record("start_auto_power_measurement", rate=rate)
        self._node._tell(Measurement(channel=0, value=0.00025, timestamp=1500000))
        self._node._tell(Measurement(channel=1, value=0.0005, timestamp=1500000))
        return rate

    def stop_auto_power_measurement(self) -> None:
        record("stop_auto_power_measurement")


class StopWatch:
    """Gives measurements their time."""

    def start(self) -> None:
        record("stop_watch.start")


class IoModule:
    """The board's FPGA, which does nothing here."""


class IoModuleA2(IoModule):
    def write_config(self, address: int, data: int) -> None:
        record("write_config", address=address, data=data)


class IoModuleImu(IoModule):
    def set_main_clk_rate(self, rate: int) -> None:
        record("set_main_clk_rate", rate=rate)


class Board:
    """What all boards have."""

    _model_class = Model
    _io_class = IoModule

    def __init__(self, info: Any) -> None:
        self._info = info
        self._model = self._model_class(FACTS[info.device_type_name])
        self._power = PowerMonitor()
        self._io = self._io_class()
        self._stop_watch = StopWatch()

    def get_model(self) -> Model:
        return self._model

    def get_power_monitor(self) -> PowerMonitor:
        return self._power

    def get_stop_watch(self) -> StopWatch:
        return self._stop_watch

    def get_io_module(self) -> IoModule:
        return self._io

    def get_firmware_versions(self) -> Any:
        record("get_firmware_versions")
        return FirmwareVersions(**SCRIPT.get("firmware", {}))


class A2Board(Board):
    _io_class = IoModuleA2


class ImuBoard(Board):
    _model_class = ImuModel
    _io_class = IoModuleImu

    def enable_manual_input_acceleration(self, on: bool) -> None:
        record("enable_manual_input_acceleration", on=on)
        self._model._fed_by_host = on


class Audio3Board(Board):
    def reset_board_soft(self, config: Any) -> None:
        """The board begins anew, with these clocks. What its chip was configured with is gone."""
        check_type(config, CHIPS["xyloAudio3"].XyloAudio3TestBoardDefaultConfig)
        record("reset_board_soft", main=config.main_clock_frequency, pdm=config.pdm_clock_frequency)
        self._model._reset()


BOARDS = {"XyloA2TestBoard": A2Board, "XyloImuTestBoard": ImuBoard, "XyloAudio3TestBoard": Audio3Board}


def board_of(info: Any) -> Board:
    return BOARDS[info.device_type_name](info)


def info_of(board: Board) -> Any:
    """Of the board that was opened by it."""
    return board._info
