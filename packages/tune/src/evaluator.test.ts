import { XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { device, mapped } from '../test/sketch.js';
import { evaluator } from './evaluator.js';

const score = async () => ({ agreement: 1, outputAgreement: 1 });
const { prepare } = evaluator({ mapped, score });

describe('evaluator', () => {
  it('gives a configuration, and tells by the digest which integers are the same', () => {
    const global = prepare({ method: 'global' });
    expect(global).toMatchObject({
      candidate: { chipId: 'syns65302' },
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(prepare({ method: 'channel', scaleCap: 1 }).digest).toBe(global.digest);
    const others = [
      { thresholdScaleOut: 0.5 },
      { dashRounding: 'down' },
      { method: 'channel' },
      { clipPercentile: 50 },
    ] as const;
    const digests = [global, ...others.map(prepare)].map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(5);
  });

  it('says what there is to say of a recipe', () => {
    expect(prepare({ clipPercentile: 50 }).issues).toContainEqual(expect.objectContaining({ code: 'WEIGHTS_CLIPPED' }));
  });

  it('takes the words of the chip', () => {
    const narrow = evaluator({ mapped, score, bits: { bitsPerWeight: 4 } }).prepare({});
    expect(Math.max(...narrow.candidate!.weightsIn.data)).toBeLessThanOrEqual(7);
  });

  it('gives no configuration where the quantizer or the chip refuses, but ends with any other error', () => {
    const bad = prepare({ scaleCap: 0.1, method: 'channel' });
    expect([bad.candidate, bad.digest, bad.issues.map(({ severity }) => severity)]).toEqual([
      null,
      undefined,
      ['error'],
    ]);
    const throwing = (error: Error) =>
      evaluator({
        mapped,
        score,
        configure: () => {
          throw error;
        },
      }).prepare({});
    const refused = throwing(new XylopipeError('CONFIG_INVALID', 'too large', { hint: 'make it smaller' }));
    expect(refused).toMatchObject({ candidate: null, issues: [{ code: 'CONFIG_INVALID', hint: 'make it smaller' }] });
    expect(() => throwing(new Error('broken'))).toThrow('broken');
    const legal = evaluator({ mapped, score, configure: (quantized) => device.configurator.configure(quantized) });
    expect(legal.prepare({}).candidate).toEqual(prepare({}).candidate);
  });
});
