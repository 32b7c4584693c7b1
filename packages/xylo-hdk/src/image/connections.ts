import type { DeviceConfig } from '@xylopipe/core';

/** The recurrent connections of a network, by source, of each by ascending target. */
export interface Connections {
  /** `(Nhidden)`: how many there are of each source. */
  readonly fanOut: Uint16Array;
  readonly targets: Uint16Array;
  /** One array for each synapse. */
  readonly weights: readonly Int8Array[];
}

/** Everything in `weightsRec` that is not 0 on either synapse. */
export function connectionsOf({ weightsRec: { shape, data } }: DeviceConfig): Connections {
  const [hidden = 0, , synapses = 1] = shape;
  const fanOut = new Uint16Array(hidden);
  // Of the first synapse, in `data`.
  const places: number[] = [];
  for (let source = 0; source < hidden; source++) {
    const before = places.length;
    const end = (source + 1) * hidden * synapses;
    for (let place = source * hidden * synapses; place < end; place += synapses)
      if (data[place] !== 0 || (synapses === 2 && data[place + 1] !== 0)) places.push(place);
    fanOut[source] = places.length - before;
  }
  const targets = new Uint16Array(places.length);
  const weights = Array.from({ length: synapses }, () => new Int8Array(places.length));
  places.forEach((place, i) => {
    targets[i] = (place / synapses) % hidden;
    for (let synapse = 0; synapse < synapses; synapse++) weights[synapse][i] = data[place + synapse];
  });
  return { fanOut, targets, weights };
}
