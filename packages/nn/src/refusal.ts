import { errorsIn, type Issue, refuseOnErrors, XylopipeError } from '@xylopipe/core';
import { fault } from './fault.js';
import type { Network, NetworkUse } from './network.js';

/** A layer in messages: what it is, and its name if it has one. */
export const label = (type: string, name: string | undefined): string =>
  name === undefined ? type : `${type} "${name}"`;

/** Throws `NETWORK_INVALID` if there is an issue. */
export const refuseInvalid = (issues: readonly Issue[], who: string): void =>
  refuseOnErrors(issues, 'NETWORK_INVALID', 'the parameters of the network do not fit', { who });

/** Throws `EVOLVE_REFUSED` or `GRAPH_REFUSED` if something keeps the network from that use. */
export function refuseUse(network: Network, use: NetworkUse): void {
  if (errorsIn(network.issuesFor(use)).length > 0) throw refusal(network, use);
}

/** The error that says what keeps the network from that use. */
export const refusal = (network: Network, use: NetworkUse): XylopipeError => {
  const issues = network.issuesFor(use);
  return use === 'evolve'
    ? new XylopipeError('EVOLVE_REFUSED', 'the network cannot be simulated', { issues })
    : new XylopipeError('GRAPH_REFUSED', 'the network cannot be made a graph', { issues });
};

/** A layer without the timestep that it needs. */
export const dtMissing = (use: NetworkUse): Issue => {
  const message = use === 'evolve' ? 'the decay per timestep needs dt' : 'the time constants need dt';
  return fault('DT_MISSING', ['dt'], message, 'give every layer the same timestep in seconds');
};
