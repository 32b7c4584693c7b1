import { describe, expect, it, vi } from 'vitest';
import { type Medium, MediumLink } from './medium-link.js';

const frame = (value: number): Uint8Array => Uint8Array.of(value);

/** A medium that waits to be told what comes of what. */
function sketch(over: Partial<Medium> = {}) {
  const written: { value: number; taken: () => void; failed: (error: unknown) => void }[] = [];
  const resume = vi.fn();
  const release = vi.fn(async () => {});
  const link = new MediumLink({
    info: { kind: 'loopback', address: 'sketch' },
    maxFrame: 8,
    capacity: 2,
    write: ([value]) => new Promise((taken, failed) => written.push({ value: value!, taken, failed })),
    resume,
    release,
    ...over,
  });
  return { link, written, resume, release };
}

describe('MediumLink', () => {
  it('writes one frame at a time', async () => {
    const { link, written } = sketch();
    const sent = [link.send(frame(1)), link.send(frame(2))];
    expect(written.map(({ value }) => value)).toEqual([1]);
    written[0]?.taken();
    await sent[0];
    expect(written.map(({ value }) => value)).toEqual([1, 2]);
    written[1]?.taken();
    await sent[1];
    void link.send(frame(3));
    expect(written).toHaveLength(3);
  });

  it('is lost when the medium fails to write, and says why', async () => {
    const { link, written, release } = sketch();
    const sent = [link.send(frame(1)), link.send(frame(2))];
    const cause = new Error('cable');
    written[0]?.failed(cause);
    for (const one of sent)
      await expect(one).rejects.toMatchObject({ code: 'LINK_CLOSED', who: 'loopback sketch', cause });
    expect(await link.end).toEqual({ reason: 'lost', cause });
    expect(release).toHaveBeenCalledExactlyOnceWith({ reason: 'lost', cause });
    expect(written).toHaveLength(1);
  });

  it('takes the first end for the end', async () => {
    const { link, release } = sketch();
    link.finish('remote');
    link.finish('lost', new Error('later'));
    await link.close();
    expect(await link.end).toEqual({ reason: 'remote' });
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('has ended only when the medium is released, but sends no more before', async () => {
    let released = (): void => {};
    const { link } = sketch({
      release: () =>
        new Promise((resolve) => {
          released = resolve;
        }),
    });
    let closed = false;
    const closing = link.close().then(() => {
      closed = true;
    });
    await expect(link.send(frame(1))).rejects.toMatchObject({ code: 'LINK_CLOSED' });
    expect(closed).toBe(false);
    released();
    await closing;
  });

  it('is lost where the medium cannot be released', async () => {
    const cause = new Error('stuck');
    const { link } = sketch({ release: () => Promise.reject(cause) });
    await link.close();
    expect(await link.end).toEqual({ reason: 'lost', cause });
  });

  it('asks the medium to go on when there is room again, but not after the end', () => {
    const { link, resume } = sketch();
    expect(link.arrived(Uint8Array.of(1, 2))).toBe(false);
    link.received$.subscribe().unsubscribe();
    expect(resume).toHaveBeenCalledTimes(1);
    expect(link.arrived(Uint8Array.of(3, 4))).toBe(false);
    link.finish('remote');
    link.received$.subscribe();
    expect(resume).toHaveBeenCalledTimes(1);
  });

  it('takes an empty frame and one of maxFrame, and none that is longer', async () => {
    const { link, written } = sketch();
    await expect(link.send(new Uint8Array(9))).rejects.toMatchObject({ code: 'FRAME_TOO_LONG' });
    expect(written).toHaveLength(0);
    void link.send(new Uint8Array(8));
    void link.send(new Uint8Array(0));
    expect(written).toHaveLength(1);
  });
});
