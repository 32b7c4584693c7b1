import { samnaConfigToJson } from '@xylopipe/formats';
import { describe, expect, it } from 'vitest';
import { configFields } from '../../src/samna/config-fields.js';
import { xyloA2 } from '../../src/samna/devices/xylo-a2.js';
import { configOf } from './configs.js';

// biome-ignore lint/suspicious/noExplicitAny: a file and calls are walked side by side, whatever is in them.
type AnyJson = any;

/** A key of a file is the name in Python in camel case, with this exception. */
const keyOf = (name: string, path: readonly string[]): string =>
  name === 'syn2_weights' && path[0] === 'input' ? name : name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** Where the file has something else than the bridge sets. */
function differences(set: AnyJson, written: AnyJson, path: readonly string[] = []): readonly string[] {
  const fields: unknown = set.$new === undefined ? set : set.fields;
  if (typeof fields !== 'object' || fields === null) {
    const value = written?.nullopt === false ? written.data : written;
    return value === set ? [] : [`${path.join('.')} is ${JSON.stringify(value)}, not ${JSON.stringify(set)}`];
  }
  const content = Array.isArray(fields) && written?.dimensions !== undefined ? rowsOf(written) : written;
  return Object.entries(fields).flatMap(([name, value]) =>
    differences(value, content?.[keyOf(name, path)], [...path, name]),
  );
}

const rowsOf = ({ dimensions: { value0: rows, value1: columns }, values }: AnyJson): number[][] =>
  Array.from({ length: rows }, (_, row) => values.slice(row * columns, (row + 1) * columns));

describe('what is given to samna', () => {
  it('is called the same in a configuration file, but for the clocks, whose keys are not public', () => {
    const sizes = { inputs: 3, hidden: 4, outputs: 2, ien: 3, oen: 2, synapses: 2 } as const;
    const config = configOf(xyloA2.chipId, sizes, { aliases: [[2], [], [0], []] });
    const file = JSON.parse(JSON.stringify(samnaConfigToJson(config).value));
    const { clear_network_state, ...fields } = configFields(xyloA2, config);
    expect(differences(fields, file.value0)).toEqual([
      'debug.isyn_clock_enable is undefined, not true',
      'debug.ra_clock_enable is undefined, not true',
      'debug.hm_clock_enable is undefined, not true',
      'debug.ram_power_enable is undefined, not true',
      'debug.isyn2_clock_enable is undefined, not true',
      'debug.bias_clock_enable is undefined, not true',
    ]);
  });
});
