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
  const cells = new Uint32Array(connectionCount(data, synapses));
  let count = 0;
  for (let cell = 0; cell < hidden * hidden; cell++) {
    if (!isConnection(data, cell, synapses)) continue;
    cells[count++] = cell;
    fanOut[Math.floor(cell / hidden)]++;
  }
  return {
    fanOut,
    targets: Uint16Array.from(cells, (cell) => cell % hidden),
    weights: Array.from({ length: synapses }, (_, synapse) =>
      Int8Array.from(cells, (cell) => data[cell * synapses + synapse]),
    ),
  };
}

function connectionCount(data: Int8Array, synapses: number): number {
  let count = 0;
  for (let cell = 0; cell * synapses < data.length; cell++) if (isConnection(data, cell, synapses)) count++;
  return count;
}

const isConnection = (data: Int8Array, cell: number, synapses: number): boolean =>
  data[cell * synapses] !== 0 || (synapses === 2 && data[cell * 2 + 1] !== 0);
