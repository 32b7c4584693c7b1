import { readFile } from 'node:fs/promises';
import { encodeImage } from '@xylopipe/example-digits/encode-image';

/** What the page offers to begin with; its type is `Example` of the studio. */
export async function studioExamples(): Promise<readonly unknown[]> {
  const [eight, ten, set] = await Promise.all(
    ['digits-8-residual.network.json', 'digits-10.network.json', 'digits-test.json'].map(textOf),
  );
  const { images, labels } = JSON.parse(set ?? '') as { images: number[][]; labels: number[] };
  const drawn = (digit: number) => {
    const image = images[labels.indexOf(digit)];
    if (image === undefined) throw new Error(`there is no image of a ${digit}`);
    return { name: `digit-${digit}.raster.json`, text: JSON.stringify(encodeImage(image).toNested()) };
  };
  const attribution =
    'Image: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine Learning Repository, ' +
    'doi.org/10.24432/C50P49, CC BY 4.0; one image of 8 × 8 pixels, here as spikes.';
  return [
    {
      title: 'Digits 0 to 7',
      chipId: 'syns61201',
      network: { name: 'digits-8-residual.network.json', text: eight },
      raster: drawn(3),
      attribution,
    },
    {
      title: 'Digits 0 to 9',
      chipId: 'syns65302',
      network: { name: 'digits-10.network.json', text: ten },
      raster: drawn(8),
      attribution,
    },
    {
      title: 'A toy',
      chipId: 'syns61201',
      network: { name: 'toy.network.json', text: JSON.stringify(toy) },
      raster: { name: 'toy.raster.json', text: JSON.stringify(Array.from({ length: 60 }, (_, t) => [t % 2, t % 3])) },
    },
  ];
}

const textOf = (name: string): Promise<string> =>
  readFile(new URL(`../../../../examples/digits/data/${name}`, import.meta.url), 'utf8');

const lif = {
  type: 'LIF',
  tau_mem: 0.02,
  tau_syn: 0.01,
  threshold: 0.5,
  bias: 0,
  has_rec: false,
  w_rec: null,
  dt: 0.001,
};

/** Two inputs, three hidden neurons, two outputs. */
const toy = {
  type: 'Sequential',
  children: [
    {
      type: 'Linear',
      shape: [2, 3],
      weight: [
        [0.3, 0.14, -0.08],
        [0.03, 0.21, 0.17],
      ],
    },
    { ...lif, shape: [3, 3] },
    {
      type: 'Linear',
      shape: [3, 2],
      weight: [
        [0.35, 0],
        [0.15, 0.15],
        [0, 0.45],
      ],
    },
    { ...lif, shape: [2, 2] },
  ],
};
