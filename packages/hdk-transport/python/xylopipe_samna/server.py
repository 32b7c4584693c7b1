"""Answers the host's requests, one after the other."""

from __future__ import annotations

import os
import queue
import threading
from typing import Any, BinaryIO, Dict, List, Optional

from . import boards
from .board import Board
from .failure import Broken, Failure, describe
from .patience import Patience
from .wire import Garbled, Message, read_message, write_message

IDLE = 0.005
"""Seconds between two looks at an idle board's events."""

FAREWELL = 2.0
"""Seconds that samna has to come back and close the board once the host is gone."""

EVENTS = 256
"""Events of a message."""


class Server:
    """Reads in a thread of its own, so that requests can be given up; all of samna is called from the other one."""

    def __init__(self, source: BinaryIO, sink: BinaryIO) -> None:
        self._source = source
        self._sink = sink
        self._requests: "queue.Queue[Optional[Message]]" = queue.Queue()
        self._patience: Dict[int, Patience] = {}
        self._samna: Any = None
        self._opened: Any = None
        self._board: Optional[Board] = None
        self._events: List[Message] = []
        self._lost = False

    def serve(self) -> None:
        """Works until the host is gone, then closes the board."""
        threading.Thread(target=self._read, daemon=True).start()
        try:
            while True:
                request = self._take()
                if request is None or self._lost:
                    return
                if request:
                    self._answer(request)
                self._pump()
        except BrokenPipeError:
            return
        finally:
            self._close_board()

    def _read(self) -> None:
        try:
            while True:
                message = read_message(self._source)
                if message is None:
                    break
                if "cancel" in message:
                    patience = self._patience.get(message["cancel"])
                    if patience is not None:
                        patience.give_up()
                    continue
                self._patience[message["id"]] = Patience(message["timeout"] / 1000, self._flush)
                self._requests.put(message)
        except Garbled as error:
            os.write(2, f"the host's message cannot be read: {error}\n".encode())
        except Exception as error:
            os.write(2, f"the host's message is none of ours: {error!r}\n".encode())
        self._requests.put(None)
        # samna may be stuck, and then nobody sees that the host is gone.
        timer = threading.Timer(FAREWELL, os._exit, [1])
        timer.daemon = True
        timer.start()

    def _take(self) -> Optional[Message]:
        """The next request; an empty one if there is none and the board may have something to say, None at the end."""
        try:
            return self._requests.get(timeout=None if self._board is None else IDLE)
        except queue.Empty:
            return {}

    def _answer(self, request: Message) -> None:
        identity = request["id"]
        progress = {"done": 0}
        try:
            patience = self._patience[identity]
            patience.check()
            answer = {"result": getattr(self, "_on_" + request["call"])(request, patience, progress)}
        except Broken as error:
            self._lose(error)
            return
        except Exception as error:
            answer = {"error": {**describe(error), **progress}}
        finally:
            self._patience.pop(identity, None)
        self._flush()
        try:
            write_message(self._sink, {"id": identity, **answer})
        except ValueError as error:
            write_message(self._sink, {"id": identity, "error": {**describe(error), **progress}})

    def _on_hello(self, *_: Any) -> Message:
        self._samna = boards.load()
        stand_in = bool(getattr(self._samna, "XYLOPIPE_STAND_IN", False))
        return {"samna": boards.version(self._samna), "standIn": stand_in}

    def _on_list(self, *_: Any) -> List[Message]:
        return boards.all_boards(self._samna)

    def _on_open(self, request: Message, *_: Any) -> Message:
        self._opened = boards.open_board(self._samna, request["board"])
        versions = self._opened.get_firmware_versions()
        return {"fxtree": str(versions.fxtree), "unifirm": str(versions.unifirm)}

    def _on_start(self, request: Message, *_: Any) -> None:
        self._board = Board(self._samna, request["device"], self._opened, self._emit)

    def _on_run(self, request: Message, patience: Patience, progress: Dict[str, int]) -> Message:
        board = self._board
        if board is None:
            raise Failure("SAMNA_ERROR", "no board is open")
        results: List[Any] = []
        for steps in request["operations"]:
            patience.check()
            results.append([board.do(step, patience) for step in steps])
            progress["done"] += 1
        return {"results": results, "dropped": board.dropped}

    def _emit(self, event: Message) -> None:
        self._events.append(event)
        if len(self._events) >= EVENTS:
            self._flush()

    def _flush(self) -> None:
        if self._events:
            events, self._events = self._events, []
            write_message(self._sink, {"events": events})

    def _pump(self) -> None:
        if self._board is None:
            return
        try:
            self._board.pump()
        except Exception as error:
            self._lose(error)
        self._flush()

    def _lose(self, error: Exception) -> None:
        """Tells the host that events were lost, so that it does not go on as if they were not, and ends."""
        write_message(self._sink, {"lost": describe(error)})
        self._lost = True

    def _close_board(self) -> None:
        if self._board is not None:
            self._board.close()
        elif self._opened is not None:
            self._samna.device.close_device(self._opened)
