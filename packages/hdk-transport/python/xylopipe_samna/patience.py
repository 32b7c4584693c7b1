"""How long a request may take."""

from __future__ import annotations

import threading
import time
from typing import Callable

from .failure import Failure

POLL = 0.0005
"""Seconds between two looks at samna's buffers while somebody waits."""


class Patience:
    """A deadline that can be given up before. samna itself has none: a call into it is waited for."""

    def __init__(self, seconds: float, meanwhile: Callable[[], None]) -> None:
        """`meanwhile` is what else there is to do while somebody waits."""
        self._end = time.monotonic() + seconds
        self._meanwhile = meanwhile
        self._given_up = threading.Event()

    def give_up(self) -> None:
        """The host no longer wants the answer. Called from the thread that reads."""
        self._given_up.set()

    def check(self) -> None:
        """Raises `ABORTED` or `BUS_TIMEOUT` if it is over."""
        if self._given_up.is_set():
            raise Failure("ABORTED", "given up by the host")
        if time.monotonic() >= self._end:
            raise Failure("BUS_TIMEOUT", "the board has not answered in time")

    def pause(self) -> None:
        """Waits for a moment; raises as `check` does."""
        self.check()
        self._meanwhile()
        time.sleep(POLL)
