import { type Evolution, type SignalName, type StateSnapshot, sizeOf, type Tensor, unravelIndex } from '@xylopipe/core';

/** Where evolutions differ: timesteps, the first place of each of the given signals, hibernation. */
export function differences(actual: Evolution, expected: Evolution, signals: readonly SignalName[]): readonly string[] {
  return [
    ...(actual.steps === expected.steps ? [] : [`${actual.steps} timesteps instead of ${expected.steps}`]),
    ...(actual.dt === expected.dt ? [] : [`timesteps of ${actual.dt} s instead of ${expected.dt} s`]),
    ...signals.flatMap((name) => signalDifference(name, actual.signals[name], expected.signals[name])),
    ...hibernationDifference(actual.hibernation, expected.hibernation),
  ];
}

/** Whoever does not look says null, which is no difference. */
function hibernationDifference(
  actual: Evolution['hibernation'],
  expected: Evolution['hibernation'],
): readonly string[] {
  if (actual === null) return [];
  return expected === null ? ['hibernation of a chip that has none'] : arrayDifference('hibernation', actual, expected);
}

/** Where states differ. */
export const stateDifferences = (actual: StateSnapshot, expected: StateSnapshot): readonly string[] =>
  (['vmem', 'isyn', 'spikesHidden', 'vmemOut', 'isynOut'] as const).flatMap((name) =>
    arrayDifference(`state ${name}`, actual[name], expected[name]),
  );

function signalDifference(
  name: SignalName,
  actual: Tensor<Int16Array> | undefined,
  expected: Tensor<Int16Array> | undefined,
): readonly string[] {
  if (actual === undefined || expected === undefined) {
    return actual === expected
      ? []
      : [`${name} is missing from ${actual === undefined ? 'the device' : 'the reference'}`];
  }
  if (String(actual.shape) !== String(expected.shape) || sizeOf(actual.shape) !== actual.data.length) {
    return [`${name}: (${actual.shape}) with ${actual.data.length} values instead of (${expected.shape})`];
  }
  const index = actual.data.findIndex((value, i) => value !== expected.data[i]);
  if (index < 0) return [];
  const [step, neuron] = unravelIndex(index, actual.shape);
  return [`${name} at timestep ${step} of neuron ${neuron}: ${actual.data[index]} instead of ${expected.data[index]}`];
}

/** The first place where two lists differ. */
export function arrayDifference(
  name: string,
  actual: ArrayLike<unknown>,
  expected: ArrayLike<unknown>,
): readonly string[] {
  if (actual.length !== expected.length) return [`${name}: ${actual.length} values instead of ${expected.length}`];
  for (let i = 0; i < actual.length; i++) {
    if (actual[i] !== expected[i]) return [`${name}[${i}]: ${actual[i]} instead of ${expected[i]}`];
  }
  return [];
}
