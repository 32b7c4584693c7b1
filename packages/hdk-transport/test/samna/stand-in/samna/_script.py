"""What the stand-in plays, and what was done to it."""

import json
import os
import time
from typing import Any, Dict

SCRIPT: Dict[str, Any] = json.loads(os.environ.get("XYLOPIPE_STAND_IN", "{}"))
"""`boards`, `version`, `firmware`, `chipVersion`, `registers`, `memory`, `prints`, `states`, `gatheredSteps`, `faults` by
call, `log`."""

_log = open(SCRIPT["log"], "a", encoding="utf-8", buffering=1) if "log" in SCRIPT else None
_counts: Dict[str, int] = {}


def record(call: str, **what: Any) -> None:
    """Writes a call down, and plays the fault that the script has: `{"at": n, "do": "raise" | "hang" | "die"}`."""
    if _log is not None:
        _log.write(json.dumps({"call": call, **what}) + "\n")
    _counts[call] = _counts.get(call, 0) + 1
    fault = SCRIPT.get("faults", {}).get(call)
    if fault is None or _counts[call] != fault.get("at", 1):
        return
    if fault["do"] == "raise":
        raise RuntimeError(fault.get("message", "a fault of the script"))
    if fault["do"] == "die":
        os._exit(7)
    time.sleep(fault.get("seconds", 3600))


def faulty(name: str) -> bool:
    """Whether the script has a fault of this name that no call stands for."""
    return name in SCRIPT.get("faults", {})
