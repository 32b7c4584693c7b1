"""A stand-in for samna, for tests of the bridge. It is ours, made from public documentation and from nothing else.

It has the calls that the bridge makes and no others, so that a slip of the bridge fails. That the bridge works with it
proves nothing about the real samna. What it plays comes from the environment: see `_script`.
"""

from . import device, graph
from ._chips import CHIPS, extras
from ._script import SCRIPT, faulty

XYLOPIPE_STAND_IN = True

if not faulty("no version"):
    __version__ = SCRIPT.get("version", "0.46.1")

globals().update(CHIPS)
globals().update(extras())

for line in SCRIPT.get("prints", []):
    print(line)
