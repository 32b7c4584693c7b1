import type { Network } from '@xylopipe/nn';
import type { QuantizeOptions } from '@xylopipe/quantize';
import { fitNetwork, type Xylopipe } from 'xylopipe';

/** Whether a chip can hold the network. */
export interface ChipFit {
  readonly chipId: string;
  /** What people call it. */
  readonly label: string;
  /** `undefined` where there is no network to try. */
  readonly fits: boolean | undefined;
  /** What it is too much for, one sentence each; empty where it fits. */
  readonly reasons: readonly string[];
}

/** Every chip of the registry, and whether it can hold `network`, quantized as `quantize` says. */
export function chipFits(
  { registry }: Xylopipe,
  network: Network | undefined,
  quantize: QuantizeOptions,
): readonly ChipFit[] {
  const fits = network === undefined ? [] : tried(() => fitNetwork(network, registry, { quantize }));
  return registry.list().map(({ chipId }) => {
    const fit = fits.find((one) => one.chipId === chipId);
    const reasons = fit?.issues.filter(({ severity }) => severity === 'error').map(({ message }) => message) ?? [];
    return { chipId, label: registry.get(chipId).limits.label, fits: fit?.fits, reasons };
  });
}

/** A network that has no graph, and options that do not go together, are told where the run is. */
function tried<T>(fit: () => readonly T[]): readonly T[] {
  try {
    return fit();
  } catch {
    return [];
  }
}
