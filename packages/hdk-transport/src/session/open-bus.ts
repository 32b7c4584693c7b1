import type { Bus } from '../bus/bus.js';
import type { Link } from '../link/link.js';
import { type BusOptions, settingsFor } from './bus-options.js';
import { sayHello } from './hello.js';
import { HxpBus } from './hxp-bus.js';
import { Wire } from './wire.js';

/**
 * Opens a session of HXP over a link: the host's side of `docs/hxp.md`. The link is the bus's from then on; it is closed
 * with it, and if it cannot be opened; but one that somebody else uses already stays as it is.
 *
 * HXP is this project's own protocol. Never open a bus over a link to a device that is not known to speak it.
 * @throws OPTIONS_INVALID, LINK_IN_USE
 * @throws BusError `NO_HXP`, `HXP_VERSION`, `HXP_REFUSED`, `BUS_LOST` or `ABORTED`
 */
export async function openBus(link: Link, options: BusOptions = {}): Promise<Bus> {
  const settings = settingsFor(link, options);
  const wire = new Wire(link, settings);
  try {
    return await sayHello(wire, settings, (welcome) => new HxpBus(wire, settings, welcome));
  } catch (error) {
    await wire.close();
    throw error;
  }
}
