import {
  type Checked,
  type DeviceConfig,
  deviceConfigFromSpec,
  errorsIn,
  type Issue,
  isXylopipeError,
  type QuantizedSpec,
} from '@xylopipe/core';
import { expect } from 'vitest';
import type { DeviceUnderTest } from '../device-under-test.js';
import type { Sketch } from '../networks/sketch.js';
import { refusalOf } from '../refusal.js';

/** By how much a network is too large, and for what. */
export interface Excess {
  readonly measured: number;
  readonly limit: number;
  /** The field of the specification that is too large; absent where an issue may lie elsewhere. */
  readonly field?: string | undefined;
}

/** The chip holds the specification, without a word, and gives its configuration. */
export function expectHeld({ device }: DeviceUnderTest, spec: QuantizedSpec): DeviceConfig {
  const { value, issues } = device.configurator.configure(spec);
  expect(issues).toEqual([]);
  expect(device.validator.validate(value)).toEqual([]);
  return value;
}

/** The chip refuses the specification, naming by how much it is too large, and so does its validator. */
export function expectRefused(subject: DeviceUnderTest, spec: QuantizedSpec, excess: Excess): void {
  const { configurator, validator } = subject.device;
  const refusal = refusalOf(subject.chipId, () => configurator.configure(spec));
  expect(refusal.code).toBe('CONFIG_INVALID');
  expectNamed(refusal.issues, 'error', excess);
  const config = stored(spec);
  if (config !== undefined) expectNamed(validator.validate(config), 'error', excess);
}

/** The chip has no ids for the neurons, or no synapses: it cannot be mapped. */
export function expectUnmappable(subject: DeviceUnderTest, sketch: Sketch, excess: Excess): void {
  const refusal = refusalOf(subject.chipId, () => subject.map(sketch));
  expect(refusal.code).toBe('MAP_REFUSED');
  expectNamed(refusal.issues, 'error', excess);
}

/** Mapping goes through, with a warning that names by how much the network is too large; configuring is refused. */
export function expectWarned({ value, issues }: Checked<unknown>, excess: Excess): void {
  expect(value).toBeDefined();
  expect(errorsIn(issues)).toEqual([]);
  expectNamed(issues, 'warning', excess);
}

/** One of the issues says what was measured, what the limit is and what to do. */
export function expectNamed(issues: readonly Issue[], severity: Issue['severity'], excess: Excess): void {
  const found = issues.find((issue) => issue.severity === severity && names(issue, excess));
  const { measured, limit } = excess;
  expect(found, `an issue with measured ${measured} and limit ${limit} among ${JSON.stringify(issues)}`).toBeDefined();
  expect(found?.hint, `${found?.code} says what to do: hint`).toMatch(/\S/);
  expect(found?.message, `${found?.code} says what is wrong: message`).toMatch(/\S/);
}

const names = (issue: Issue, { measured, limit, field }: Excess): boolean =>
  issue.measured === measured && namesNumber(issue.limit, limit) && (field === undefined || issue.at[0] === field);

/** A limit is a number, or a text with numbers such as `-128 to 127`. */
const namesNumber = (limit: Issue['limit'], number: number): boolean =>
  limit === number || (typeof limit === 'string' && (limit.match(/-?\d+(\.\d+)?/g) ?? []).map(Number).includes(number));

/** The specification as a configuration nobody looked at; `undefined` if not even the words of the silicon can hold it. */
function stored(spec: QuantizedSpec): DeviceConfig | undefined {
  try {
    return deviceConfigFromSpec(spec);
  } catch (error) {
    if (isXylopipeError(error)) return undefined;
    throw error;
  }
}
