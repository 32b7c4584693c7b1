import { bankOf, fieldRange } from '@xylopipe/xylo-common/maps';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench, codeOf, spikes } from './bench.js';
import { chips } from './chips.js';
import { emptySpec } from './spec.js';

const loaded = (): Bench => new Bench().load({ ...emptySpec(4), aliases: [[1], [], [1], []] });
const evolve = (bench: Bench) => (): unknown => bench.do({ op: 'triggerProcessing' });

describe('memory that contradicts itself', () => {
  it('names a neuron with a fan-out over that of the chip', () => {
    const bench = new Bench('syns61201').load(emptySpec(4));
    bench.poke('fanOut', 2, 65);
    expect(evolve(bench)).toThrow(/REFOCRAM.*word 2/);
    expect(codeOf(evolve(bench))).toBe('BAD_MEMORY');
  });

  it('names the neuron whose connections leave the bank', () => {
    const bench = new Bench('syns65302').load(emptySpec(100));
    const { words } = bankOf(bench.chip.memories, 'fanOutTargets');
    const each = 992;
    const targets = Uint16Array.from({ length: words }, (_, i) => i % each);
    bench.set('HNC', each);
    bench.set('OENC', 0);
    bench.do({ op: 'writeMemory', address: bankOf(bench.chip.memories, 'fanOutTargets').address, words: targets });
    for (let neuron = 0; neuron < 33; neuron++) bench.poke('fanOut', neuron, each);
    expect(evolve(bench)).toThrow(/HEFOCRAM.*word 32/);
  });

  it('names targets that are no neurons in use, or do not ascend', () => {
    const bench = loaded();
    bench.poke('fanOut', 1, 2);
    bench.poke('fanOutTargets', 0, 3);
    bench.poke('fanOutTargets', 1, 4);
    expect(evolve(bench)).toThrow(/HFORAM.*word 1/);
    bench.poke('fanOutTargets', 1, 3);
    expect(evolve(bench)).toThrow(/HFORAM.*word 1/);
    bench.poke('fanOutTargets', 0, 2);
    expect(codeOf(evolve(bench))).toBeUndefined();
  });

  it('names aliases of no neuron in use', () => {
    const bench = loaded();
    bench.poke('aliasTarget', 3, 4);
    expect(evolve(bench)).toThrow(/HARAM.*word 3/);
  });

  it.each([
    [0, 0b010],
    [0, 0b100],
    [1, 0b000],
    [3, 0b001],
  ])('names the flags of neuron %i where they are %i', (neuron, flags) => {
    const bench = loaded();
    expect(codeOf(evolve(bench))).toBeUndefined();
    bench.poke('aliasFlags', neuron, flags);
    expect(evolve(bench)).toThrow(new RegExp(`HCRAM.*word ${neuron}`));
    expect(codeOf(evolve(bench))).toBe('BAD_MEMORY');
  });

  it('does not matter in banks that are not in use', () => {
    const bench = new Bench().load(emptySpec(4));
    bench.poke('aliasTarget', 0, 700);
    bench.poke('aliasFlags', 0, 7);
    bench.poke('bias', 0, 50);
    bench.poke('weightsRec2', 0, 50);
    bench.do({ op: 'triggerProcessing' });
    expect(bench.peek('vmem', 4)).toEqual([0, 0, 0, 0]);
  });

  it('stops nothing but the operation, which has done nothing', () => {
    const bench = loaded();
    bench.send([0, 0, 3]);
    bench.poke('aliasFlags', 0, 0);
    expect(codeOf(() => bench.send([5, 0, 1]))).toBe('BAD_MEMORY');
    bench.poke('aliasFlags', 0, 0b110);
    bench.send([1, 0, 1]);
    expect(bench.readouts.map(({ timestep }) => timestep)).toEqual([0]);
  });
});

/** Random operations, with addresses and words that mean something every now and then. */
const operation = (bench: Bench): fc.Arbitrary<Parameters<Bench['do']>[0]> => {
  const { registers } = bench.chip.registers;
  const { banks } = bench.chip.memories;
  const address = fc.oneof(
    fc.constantFrom(...registers.map((register) => register.address)),
    fc.constantFrom(...banks.flatMap((bank) => [bank.address, bank.address + bank.words - 1])),
    fc.nat(0xfffff),
  );
  const control = fc.constantFrom(...registers.filter(({ name }) => /^(CTRL|WO|TR_WRAP)/.test(name)));
  const u32 = fc.nat(0xffff_ffff);
  const small = fc.oneof(fc.nat(40), u32);
  const words = fc.constantFrom(...banks).chain((bank) => {
    const [min, max] = fieldRange({ ...bank.fields[0], signed: false });
    const word = fc.integer({ min, max: bank.fields.length > 1 ? 7 : max });
    return fc.record({
      op: fc.constant('writeMemory' as const),
      address: fc.nat(bank.words - 1).map((index) => bank.address + index),
      words: fc
        .array(fc.oneof(fc.constant(0), fc.constant(1), word), { maxLength: 300 })
        .map((list) => Uint32Array.from(list)),
    });
  });
  const entry = fc.tuple(fc.nat(200), fc.nat(20), fc.nat(255));
  return fc.oneof(
    { weight: 4, arbitrary: words },
    {
      weight: 3,
      arbitrary: control.chain((r) =>
        fc.record({ op: fc.constant('writeRegister' as const), address: fc.constant(r.address), value: small }),
      ),
    },
    fc.record({ op: fc.constant('modifyRegister' as const), address, mask: u32, value: u32 }),
    fc.record({ op: fc.constant('readRegister' as const), address }),
    fc.record({ op: fc.constant('readMemory' as const), address, count: fc.nat(70_000) }),
    fc.array(entry, { maxLength: 6 }).map((entries) => spikes(...entries.sort(([a], [b]) => a - b))),
    fc.record({ op: fc.constant('triggerProcessing' as const), before: fc.option(fc.nat(300), { nil: undefined }) }),
    fc.constant({ op: 'triggerReadout' } as const),
    fc.record({ op: fc.constant('setMode' as const), mode: fc.constantFrom('manual', 'accelerated', 'realTime') }),
    fc.record({
      op: fc.constant('setMonitor' as const),
      signal: fc.constantFrom('vmem', 'isyn', 'isyn2', 'spikesHidden', 'vmemOut', 'isynOut'),
      first: fc.nat(1100),
      count: fc.nat(1100),
    }),
    fc.record({ op: fc.constant('measurePower' as const), rate: fc.oneof(fc.double(), fc.nat(2000)) }),
  ) as fc.Arbitrary<Parameters<Bench['do']>[0]>;
};

describe.each(chips.map(({ limits }) => limits.chipId))('anything that a host can ask of an emulated %s', (chipId) => {
  it('ends, and fails with a code of ours or not at all', async () => {
    const power = { supplies: [{ supply: 'core', activeMicrowatts: 2, idleMicrowatts: 1 }] };
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation(new Bench(chipId)), { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(50), { maxLength: 60 }),
        async (operations, pauses) => {
          const bench = new Bench(chipId, { power });
          // Otherwise few get past the numbers in use.
          bench.load(emptySpec(20, 3, 4));
          for (const [i, one] of operations.entries()) {
            try {
              await bench.board.execute(one);
            } catch (error) {
              expect((error as { name: string }).name).toBe('XylopipeError');
            }
            bench.clock.advance(pauses[i] ?? 0);
          }
          for (const event of bench.readouts) expect(event.timestep).toBeGreaterThanOrEqual(-1);
          bench.board.unplug();
          expect(bench.clock.pending).toBe(0);
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('evolves networks out of random words, or names what contradicts', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(0xffff)), fc.boolean(), (random, wild) => {
        const bench = new Bench(chipId).load(emptySpec(20, 3, 4), { ALIAS_EN: wild ? 1 : 0 });
        for (const { address, words, fields, content } of bench.chip.memories.banks) {
          const mask = fields.reduce((sum, { lsb, width }) => sum | ((2 ** width - 1) << lsb), 0);
          const next = (): number => random.next().value! & mask;
          const tame = content.startsWith('alias') || content.startsWith('fanOut');
          const length = Math.min(words, 200);
          bench.do({
            op: 'writeMemory',
            address,
            words: Uint16Array.from({ length }, () => (tame && !wild ? 0 : next())),
          });
        }
        const code = codeOf(() => bench.send([0, 0, 15], [1, 1, 3], [20, 2, 1]));
        expect(wild ? ['BAD_MEMORY', undefined] : [undefined]).toContain(code);
        for (const count of bench.peek('spikes', 20)) expect(count).toBeLessThanOrEqual(31);
      }),
      { numRuns: 50 },
    );
  });
});
