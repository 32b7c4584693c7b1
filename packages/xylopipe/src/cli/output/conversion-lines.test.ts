import { expect, it } from 'vitest';
import { conversionLines } from './conversion-lines.js';

it('has the node, the change and its error in columns, and below what was done and why', () => {
  const lines = conversionLines([
    {
      ...{ node: '', change: 'DT_GIVEN', what: 'the timestep is 1 s', why: 'it was given as an option' },
      expectedError: { value: 0, unit: 'of any signal' },
    },
    {
      ...{ node: 'hidden.lif', change: 'MEMBRANE_DASH', what: 'tau_mem became dash 3', why: 'a chip has dashes' },
      expectedError: { value: 0.02499997615814209, unit: 'of the state per timestep' },
    },
    { node: 'lif', change: 'SEVERAL_SPIKES', what: 'up to 31 at once', why: 'chips do so', expectedError: null },
  ]);
  expect(lines).toEqual([
    'node        change          expected error',
    '(file)      DT_GIVEN        none',
    '  the timestep is 1 s',
    '  why: it was given as an option',
    'hidden.lif  MEMBRANE_DASH   0.025 of the state per timestep',
    '  tau_mem became dash 3',
    '  why: a chip has dashes',
    'lif         SEVERAL_SPIKES  depends on the input',
    '  up to 31 at once',
    '  why: chips do so',
  ]);
});
