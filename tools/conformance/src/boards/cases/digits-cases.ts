import { deviceConfigFromSpec } from '@xylopipe/core';
import { encodeImage } from '@xylopipe/example-digits/encode-image';
import { type ExpectedFile, integerOutcome, quantizedOn, runDifference, treeOf } from '../../checks/digits.js';
import { readJson, type Vectors } from '../../vectors.js';
import type { BoardCase, CasesFor } from '../board-case.js';

const METHODS = ['global', 'channel'] as const;

/**
 * `digits/`: trained networks, mapped and quantized for the chip by the packages, on all recorded samples or the first of
 * them. What is recorded is of all.
 */
export async function digitsCases(
  file: unknown,
  vectors: Pick<Vectors, 'read'>,
  samples?: number | undefined,
): Promise<CasesFor> {
  const { images } = (await readJson(vectors, 'data/digits/digits-data.json.gz')) as { images: readonly number[][] };
  const networks = await Promise.all(
    Object.entries((file as ExpectedFile).networks).map(async ([name, recorded]) => ({
      ...recorded,
      name,
      tree: await treeOf(vectors, recorded.network),
      calls: recorded.dataset_indices.slice(0, samples).map((index, i) => ({
        reset: i > 0,
        input: encodeImage(images[index] as readonly number[]),
      })),
    })),
  );
  return function* (device) {
    for (const { name, tree, calls, cases, labels } of networks) {
      const outputs = cases[0]?.output_counts[0]?.length ?? 0;
      for (const method of METHODS) {
        const recorded = cases.find((run) => run.device === device.chipId && run.method === method);
        const recordedDifference: BoardCase['recordedDifference'] =
          samples !== undefined
            ? undefined
            : recorded && ((evolutions) => runDifference(integerOutcome(evolutions), recorded, labels));
        yield {
          set: 'digits',
          name: `${name} ${method}`,
          breaks: outputs > device.limits.outputNeurons ? ['MAP_OUT_OF_OUTPUT_NEURONS'] : [],
          calls,
          config: () => deviceConfigFromSpec(quantizedOn(device, tree, method)),
          recordedDifference,
        };
      }
    }
  };
}
