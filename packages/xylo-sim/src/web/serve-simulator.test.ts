import { describe, expect, it } from 'vitest';
import { config, rasterOf } from '../../test/batch/network.js';
import { type Answer, resultOf } from '../batch/answer.js';
import { type Evolved, jobOf } from '../batch/job.js';
import { XyloSimulator } from '../simulator.js';
import { type Request, serveSimulator } from './serve-simulator.js';

/** A worker whose inside is here: sends it a request, and gives its answer as the outside gets it. */
function served(): (request: Request) => Answer<unknown> {
  let listener = (_: MessageEvent): void => {};
  let answer: unknown;
  serveSimulator({
    addEventListener: (_, given) => {
      listener = given;
    },
    postMessage: (message, { transfer }) => {
      answer = structuredClone(message, { transfer });
      expect(transfer.every(({ byteLength }) => byteLength === 0)).toBe(true);
    },
  });
  return (data) => {
    listener(new MessageEvent('message', { data }));
    return answer as Answer<unknown>;
  };
}

describe('serveSimulator', () => {
  it('answers the network with what there is to say about it, and jobs with evolutions', () => {
    const ask = served();
    expect(ask({ network: { source: config, options: {} } })).toEqual({ value: { issues: [], telemetry: null } });
    for (const seed of [3, 3, 4]) {
      const { value } = resultOf(ask({ job: jobOf(rasterOf(seed), { record: true }, config) })) as Evolved;
      expect(value).toEqual(XyloSimulator.from(config).evolve(rasterOf(seed), { record: true }));
    }
  });

  it('says what is wrong with a network, to every job too', () => {
    const ask = served();
    const network = {
      source: { ...config, bias: config.bias.map(() => 1), biasEnable: true },
      options: { updateRule: 'v1' },
    } as const;
    for (const request of [{ network }, { job: jobOf(rasterOf(0), {}, config) }]) {
      expect(() => resultOf(ask(request))).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    }
  });

  it('does no job before there is a network', () => {
    expect(() => resultOf(served()({ job: jobOf(rasterOf(0), {}, config) }))).toThrow('no network yet');
  });
});
