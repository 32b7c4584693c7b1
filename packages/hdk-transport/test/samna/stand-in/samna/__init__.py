"""A stand-in for samna, for tests of the bridge. It is ours, made from public documentation and from nothing else.

It has the calls that are public (`surface.test.ts` lists them) and no others, so that a slip of the bridge fails; and chips
that compute, in `_core`. That the bridge works with it proves nothing about the real samna. What it plays comes from the environment: see `_script`.
"""

from . import device, graph
from ._chips import CHIPS as _CHIPS
from ._chips import extras as _extras
from ._script import SCRIPT as _SCRIPT
from ._script import faulty as _faulty

XYLOPIPE_STAND_IN = True

if not _faulty("no version"):
    __version__ = _SCRIPT.get("version", "0.46.1")

globals().update(_CHIPS)
globals().update(_extras())

for _line in _SCRIPT.get("prints", []):
    print(_line)
