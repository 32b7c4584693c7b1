import type { Bus } from '@xylopipe/hdk-transport';
import { afterAll, describe, expect, it } from 'vitest';
import { type EmulatedChip, emulatedBus, VirtualBoard } from '../src/index.js';
import { chips, roomyChip } from './chips.js';
import { evolveAccelerated, evolveManually, resetStates } from './drive.js';
import { misfit } from './fits.js';
import { type FieldValues, packNetwork } from './pack.js';
import type { Recording } from './recording.js';
import { difference, readSimCase, type SimCase, simCaseNames, simVectors } from './sim-vectors.js';

/** The chip that a case names, else the smallest that holds it, else a made-up one; `undefined` if none can. */
function chipFor({ spec, device, core }: SimCase): EmulatedChip | undefined {
  const named = chips.filter(({ limits }) => limits.chipId === device);
  const candidates = [...named, ...chips, roomyChip(core)].filter(({ limits }) => limits.updateRule === core);
  return candidates.find((chip) => misfit(spec, chip) === undefined);
}

type Evolve = (
  bus: Bus,
  chip: EmulatedChip,
  spec: SimCase['spec'],
  input: SimCase['segments'][0]['input'],
) => Promise<Recording>;

/** The first difference between an emulated board and a case, reached only over the wire. */
async function run({ spec, segments }: SimCase, chip: EmulatedChip, evolve: Evolve): Promise<string | undefined> {
  const board = new VirtualBoard({ chip, deviceTypeName: 'TestBoard' });
  const bus = await emulatedBus(board);
  const extra: FieldValues = chip.limits.hibernation ? { HM_EN: 1 } : {};
  await bus.run(packNetwork(spec, chip, extra, true));
  for (const segment of segments) {
    if (segment.reset_before === true) await bus.run(resetStates(chip));
    const recording = await evolve(bus, chip, spec, segment.input);
    const found = difference(recording, segment);
    if (found !== undefined) return found;
    if (evolve === evolveAccelerated && chip.limits.hibernation)
      expect(recording.hibernation).toEqual(segment.expected.hibernation);
  }
  await bus.close();
  board.unplug();
  return undefined;
}

const title = `recorded cases of the simulator on emulated boards${simVectors.there ? '' : ` (there are none at ${simVectors.folder})`}`;

describe.skipIf(!simVectors.there)(title, () => {
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  afterAll(() => console.log(Object.fromEntries(counts)));

  it.each(simCaseNames)('%s', async (name) => {
    const recorded = readSimCase(name);
    const chip = chipFor(recorded);
    if (chip === undefined) {
      // No Xylo has them, and no memory could say so.
      expect(Math.max(...recorded.spec.aliases.map(({ length }) => length))).toBe(2);
      count('two aliases: no chip');
      return;
    }
    expect(await run(recorded, chip, evolveAccelerated)).toBeUndefined();
    count(`accelerated on ${chip.limits.chipId}`);
    if (recorded.spec.weights_rec.length > 60) return;
    expect(await run(recorded, chip, evolveManually)).toBeUndefined();
    count(`manual on ${chip.limits.chipId}`);
  });
});
