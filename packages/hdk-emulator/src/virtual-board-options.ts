import type { Clock } from '@xylopipe/hdk-transport';
import type { EmulatedChip } from './chip.js';
import type { BoardFault } from './faults/board-fault.js';
import type { PowerModel } from './power/power-model.js';

/** What an emulated board is made of. */
export interface VirtualBoardOptions {
  readonly chip: EmulatedChip;
  /** Type name that it announces, e.g. `XyloA2TestBoard`. */
  readonly deviceTypeName: string;
  /** Default: none. */
  readonly serial?: string | undefined;
  /** Versions by part, e.g. `{ fxtree: '0.11.5', unifirm: '1.1.3' }`. Default: none. */
  readonly firmware?: Readonly<Record<string, string>> | undefined;
  /** Paces real time, power samples and slow faults. Default: the platform's time. */
  readonly clock?: Clock | undefined;
  /** Default: none, and power cannot be measured. */
  readonly power?: PowerModel | undefined;
  /** Clock of the emulated chip, Hz. Default: that of its limits, else 50 MHz, as most Xylos run. */
  readonly mainClock?: number | undefined;
  /** Faults from the beginning. */
  readonly faults?: readonly BoardFault[] | undefined;
}
