"""Entry of the bridge: a process between Xylopipe, on standard input and output, and the user's own `samna`.

Run by `openSamnaBus` and `listSamnaBoards` of `@xylopipe/hdk-transport/samna`; of no use by hand.
It was written from public documentation and has not yet run on a physical board.
"""

import signal

from xylopipe_samna.server import Server
from xylopipe_samna.wire import claim_stdio


def main() -> None:
    """Serves until standard input ends, then closes the board."""
    # Ctrl-C reaches all processes of a terminal; the host closes the board in order, and us with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Server(*claim_stdio()).serve()


if __name__ == "__main__":
    main()
