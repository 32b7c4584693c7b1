import { firstValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { XylopipeError } from '../issues/error.js';
import type { Issue } from '../issues/issue.js';
import type { PipelineEvent } from './event.js';
import { Pipeline } from './pipeline.js';
import { defineStage, unremarkable } from './stage.js';

const odd: Issue = { code: 'ODD', severity: 'warning', at: [], message: 'odd' };
const measure = defineStage('measure', (text: string) => unremarkable(text.length));
const double = defineStage('double', async (n: number, { progress }) => {
  progress(0.5);
  return { value: n * 2, issues: [odd] };
});
const show = defineStage('show', (n: number) => unremarkable(`<${n}>`));
const chain = Pipeline.of(measure).pipe(double).pipe(show);

/** An event without its time, which differs from run to run. */
const brief = (event: PipelineEvent): string => {
  if (event.type === 'progress') return `${event.stage} ${event.fraction}`;
  return event.type === 'issue' ? `${event.stage} ${event.issue.code}` : `${event.stage} ${event.type}`;
};

describe('Pipeline', () => {
  it('hands the artifact of each stage to the next', async () => {
    const run = chain.run('abc');
    expect(await run.result).toBe('<6>');
    expect([...run.artifacts]).toEqual([
      ['measure', 3],
      ['double', 6],
      ['show', '<6>'],
    ]);
  });

  it('tells what happens, also to those who ask late', async () => {
    const run = chain.run('abc');
    await run.result;
    const events = await firstValueFrom(run.events$.pipe(toArray()));
    expect(events.map(brief)).toEqual([
      'measure started',
      'measure finished',
      'double started',
      'double 0.5',
      'double ODD',
      'double finished',
      'show started',
      'show finished',
    ]);
    const durations = events.flatMap((e) => (e.type === 'finished' ? [e.durationMs] : []));
    expect(durations.every((ms) => ms >= 0)).toBe(true);
  });

  it('stops at and resumes from any artifact', async () => {
    expect(await chain.until('double').run('abc').result).toBe(6);
    expect(await chain.from('double').run(10).result).toBe('<20>');
    expect(await chain.from('double').until('double').run(10).result).toBe(20);
    expect(chain.until('measure').names).toEqual(['measure']);
  });

  it('exchanges one step without touching the original', async () => {
    const triple = chain.replace('double', (n) => unremarkable(n * 3));
    expect(await triple.run('abc').result).toBe('<9>');
    expect(await chain.run('abc').result).toBe('<6>');
  });

  it('refuses names that are taken or unknown', () => {
    expect(() => chain.pipe(defineStage('measure', (s: string) => unremarkable(s)))).toThrow(
      expect.objectContaining({ code: 'DUPLICATE_STAGE' }),
    );
    expect(() => chain.until('shwo' as 'show')).toThrow('there is no stage "shwo"; have: measure, double, show');
  });

  it('reports the issues of a refusal, then the failure, and starts nothing more', async () => {
    const refusal = new XylopipeError('REFUSED', 'no', { issues: [odd, { ...odd, code: 'BAD', severity: 'error' }] });
    const run = Pipeline.of(measure)
      .pipe(
        defineStage('refuse', (): never => {
          throw refusal;
        }),
      )
      .pipe(show)
      .run('abc');
    await expect(run.result).rejects.toBe(refusal);
    const events = await firstValueFrom(run.events$.pipe(toArray()));
    expect(events.slice(2).map(brief)).toEqual(['refuse started', 'refuse ODD', 'refuse BAD', 'refuse failed']);
    expect(events.at(-1)).toMatchObject({ error: refusal });
    expect([...run.artifacts.keys()]).toEqual(['measure']);
  });

  it('does not start when it is cancelled before', async () => {
    let started = false;
    const stage = defineStage('work', () => {
      started = true;
      return unremarkable(1);
    });
    const run = Pipeline.of(stage).run(undefined, { signal: AbortSignal.abort('enough') });
    await expect(run.result).rejects.toMatchObject({ code: 'ABORTED', cause: 'enough', who: 'work' });
    expect(started).toBe(false);
  });

  it('is cancelled between stages, a stage can see it, and what it opened is not lost', async () => {
    const controller = new AbortController();
    const cancel = defineStage('cancel', (n: number, { signal }) => {
      controller.abort();
      return unremarkable(signal.aborted ? n : -1);
    });
    const run = Pipeline.of(measure).pipe(cancel).pipe(show).run('abc', { signal: controller.signal });
    await expect(run.result).rejects.toMatchObject({ code: 'ABORTED' });
    expect([...run.artifacts]).toEqual([
      ['measure', 3],
      ['cancel', 3],
    ]);
  });

  it('does not share anything between runs', async () => {
    const [a, b] = [chain.run('a'), chain.run('abcd')];
    expect(await Promise.all([a.result, b.result])).toEqual(['<2>', '<8>']);
    expect(a.artifacts).not.toBe(b.artifacts);
  });
});
