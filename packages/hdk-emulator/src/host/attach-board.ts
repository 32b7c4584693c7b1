import type { Link } from '@xylopipe/hdk-transport';
import { type ServedBus, type ServeOptions, serveBus } from '@xylopipe/hdk-transport/device';
import type { VirtualBoard } from '../virtual-board.js';

/**
 * Speaks HXP for an emulated board over one more link, the device's end of it. The link ends with the board: as with a
 * cable that is pulled out, nothing is said before. A host that comes while another has the board open is refused with
 * `BOARD_BUSY`.
 * @throws OPTIONS_INVALID; VALUE_RANGE or FRAME_TOO_LONG where the board's identity does not fit into a frame
 */
export function attachBoard(board: VirtualBoard, link: Link, options: ServeOptions = {}): ServedBus {
  const served = serveBus(link, board.connection(), options);
  const plugged = board.events$.subscribe({ complete: () => void link.close() });
  void served.end.then(() => plugged.unsubscribe());
  return served;
}
