import { parseArgs } from 'node:util';

/** The network that goes with each chip: XyloAudio 2 has 8 outputs, too few for ten digits. */
export const NETWORKS = {
  syns61201: { network: 'digits-8-residual', classes: 8 },
  syns65302: { network: 'digits-10', classes: 10 },
} as const;

export type DemoChip = keyof typeof NETWORKS;

export interface DemoOptions {
  readonly chips: readonly DemoChip[];
  readonly method: 'global' | 'channel';
  readonly images: number;
  readonly out: string;
}

export const USAGE = `usage: demo [--device syns61201|syns65302] [--quantize global|channel] [--images n] [--out folder]
example: npx -y pnpm@10.34.9 demo --device syns65302 --quantize channel --images 100`;

/** Reads the command line. Throws an error that says what was wrong with it. */
export function readOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      device: { type: 'string' },
      quantize: { type: 'string', default: 'channel' },
      images: { type: 'string', default: '40' },
      out: { type: 'string', default: 'demo-results' },
    },
  });
  const known = Object.keys(NETWORKS) as DemoChip[];
  const chips = values.device === undefined ? known : known.filter((chip) => chip === values.device);
  if (chips.length === 0) throw new Error(`--device ${values.device} is not one of ${known.join(', ')}`);
  if (values.quantize !== 'global' && values.quantize !== 'channel')
    throw new Error(`--quantize ${values.quantize} is not one of global, channel`);
  const images = Number(values.images);
  if (!Number.isInteger(images) || images < 1)
    throw new Error(`--images ${values.images} is not a whole number of at least 1`);
  return { chips, method: values.quantize, images, out: values.out };
}
