"""Failures as the host is told of them."""

from __future__ import annotations

import traceback
from typing import Any, Dict


class Failure(Exception):
    """Something that has a code of ours."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Broken(Exception):
    """Events could not be taken: those that were there are lost, and whatever comes after is not to be trusted."""


def describe(error: BaseException) -> Dict[str, Any]:
    """An error for a message. What is not ours came out of samna, or of this bridge: its traceback says which."""
    if isinstance(error, Broken) and error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, Failure):
        return {"code": error.code, "message": str(error)}
    return {
        "code": "SAMNA_ERROR",
        "type": type(error).__name__,
        "message": str(error),
        "traceback": "".join(traceback.format_exception(type(error), error, error.__traceback__)),
    }
