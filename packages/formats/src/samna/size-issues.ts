import type { Issue } from '@xylopipe/core';
import type { ConfigParts } from './config-parts.js';
import type { SamnaMatrix } from './matrix-json.js';

/** Matrices that are for other neurons than the file lists, as far as its parts could be read. */
export function sizeIssues({ input, reservoir, readout, hidden, outputs }: ConfigParts): readonly Issue[] {
  const issues: Issue[] = [];
  const expect = (fits: boolean, { at, rows, columns }: SamnaMatrix, limit: string, message: string): void => {
    const measured = `${rows} x ${columns}`;
    if (!fits) issues.push({ code: 'SPEC_SHAPE', severity: 'error', at, measured, limit, message });
  };
  const neurons = hidden?.threshold.length;
  const outputNeurons = outputs?.thresholdOut.length;
  if (neurons !== undefined) {
    for (const matrix of input?.weights ?? []) {
      const message = 'input weights lead to hidden neurons that do not exist';
      expect(matrix.columns <= neurons, matrix, `at most ${neurons} columns`, message);
    }
    for (const matrix of reservoir?.weights ?? []) {
      const message = 'recurrent weights need one row and one column per hidden neuron';
      expect(matrix.rows === neurons && matrix.columns === neurons, matrix, `${neurons} x ${neurons}`, message);
    }
    for (const matrix of readout?.weights ?? []) {
      expect(matrix.rows === neurons, matrix, `${neurons} rows`, 'output weights need one row per hidden neuron');
    }
  }
  if (outputNeurons !== undefined) {
    for (const matrix of readout?.weights ?? []) {
      const message = 'output weights need one column per output neuron';
      expect(matrix.columns === outputNeurons, matrix, `${outputNeurons} columns`, message);
    }
  }
  for (const [first, second] of [input, reservoir].flatMap((block) => (block ? [block.weights] : []))) {
    if (first === undefined || second === undefined) continue;
    const message = 'the weights of the second synapse are of another size than those of the first';
    const limit = `${first.rows} x ${first.columns}`;
    expect(first.rows === second.rows && first.columns === second.columns, second, limit, message);
  }
  return issues;
}
