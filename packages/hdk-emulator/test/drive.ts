import type { Bus, MonitoredSignal, Operation, Readout } from '@xylopipe/hdk-transport';
import { type BankContent, bankOf, getField, type MemoryBank } from '@xylopipe/xylo-common/maps';
import { filter } from 'rxjs';
import type { EmulatedChip } from '../src/index.js';
import { bufferNeurons } from './fits.js';
import { known, switchesOf, writeBank, writeFields } from './pack.js';
import { emptyRecording, type RecordedSignal, type Recording } from './recording.js';
import { type Spec, sizesOf } from './spec.js';

/** Spike counts `[timestep][channel]`. */
export type Input = readonly (readonly number[])[];

const SIGNALS: readonly (readonly [RecordedSignal, MonitoredSignal, 'hidden' | 'outputs'])[] = [
  ['vmem_out', 'vmemOut', 'outputs'],
  ['isyn_out', 'isynOut', 'outputs'],
  ['vmem', 'vmem', 'hidden'],
  ['isyn', 'isyn', 'hidden'],
  ['isyn2', 'isyn2', 'hidden'],
  ['spikes_hidden', 'spikesHidden', 'hidden'],
];

const twoSynapses = ({ limits }: EmulatedChip): boolean => limits.synapsesPerHidden === 2;

/** Spikes of timesteps from `first` on. */
function spikesOf(input: Input, first: number): Operation & { readonly op: 'sendSpikes' } {
  const entries = input.flatMap((row, t) => row.map((count, channel) => [first + t, channel, count] as const));
  const sent = entries.filter(([, , count]) => count > 0);
  return {
    op: 'sendSpikes',
    spikes: {
      timesteps: Uint32Array.from(sent, ([t]) => t),
      channels: Uint16Array.from(sent, ([, channel]) => channel),
      counts: Uint8Array.from(sent, ([, , count]) => count),
    },
  };
}

/** All states to 0: by SRST where the chip has it, else word by word. */
export function resetStates(chip: EmulatedChip): readonly Operation[] {
  if ('SRST' in known(chip, { SRST: 1 })) return writeFields(chip, { SRST: 1 });
  const contents: readonly BankContent[] = ['isyn', 'vmem', 'spikes', ...(twoSynapses(chip) ? ['isyn2' as const] : [])];
  return contents.map((content) => writeBank(chip, content, new Array(bankOf(chip.memories, content).words).fill(0)));
}

/** Evolves in accelerated time and records everything from readouts. */
export async function evolveAccelerated(bus: Bus, chip: EmulatedChip, spec: Spec, input: Input): Promise<Recording> {
  const sizes = sizesOf(spec);
  const signals = SIGNALS.filter(([, signal]) => signal !== 'isyn2' || twoSynapses(chip));
  const recording = emptyRecording();
  const readouts: Readout[] = [];
  const subscription = bus.events$.pipe(filter((event) => event.type !== 'power')).subscribe((event) => {
    if (event.type === 'readout') readouts.push(event);
    else throw new Error(`unexpected ${event.type}`);
  });
  await bus.run([
    { op: 'setMode', mode: 'accelerated' },
    ...signals.map(([, signal, layer]) => ({ op: 'setMonitor', signal, first: 0, count: sizes[layer] }) as const),
    { op: 'triggerReadout' },
  ]);
  await arrived(readouts, 1);
  const first = readouts.pop()!.timestep + 1;
  const atOnce = Math.max(1, Math.floor(150_000 / (10 * sizes.hidden + 6 * sizes.outputs)));
  for (let t = 0; t < input.length; t += atOnce) {
    const rows = input.slice(t, t + atOnce);
    await bus.run([spikesOf(rows, first + t), { op: 'triggerProcessing', before: first + t + rows.length }]);
    await arrived(readouts, t + rows.length);
  }
  subscription.unsubscribe();
  readouts.forEach(({ timestep, outputSpikes, hibernating, states }, t) => {
    if (timestep !== first + t) throw new Error(`readout of timestep ${timestep} in place of ${first + t}`);
    recording.spikes_out.push(Array.from({ length: sizes.outputs }, (_, n) => (outputSpikes >>> n) & 1));
    if (hibernating) recording.hibernation.push(t);
    for (const [name, signal] of signals) recording[name].push([...states.find((s) => s.signal === signal)!.values]);
    if (!twoSynapses(chip)) recording.isyn2.push(new Array(sizes.hidden).fill(0));
  });
  return recording;
}

async function arrived(readouts: readonly Readout[], count: number): Promise<void> {
  for (let tries = 0; readouts.length < count; tries++) {
    if (tries > 10_000) throw new Error(`${readouts.length} readouts of ${count}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Evolves step by step and records everything from memories and status registers. */
export async function evolveManually(bus: Bus, chip: EmulatedChip, spec: Spec, input: Input): Promise<Recording> {
  const { hidden, outputs } = sizesOf(spec);
  const recording = emptyRecording();
  const all = hidden + bufferNeurons(hidden, chip);
  const on = { ...switchesOf(spec), MAN: 1, ALWAYS_UPDATE_OMP_STAT: 1, RAM_ACTIVE: 1 };
  await bus.run([...writeFields(chip, known(chip, on)), ...writeFields(chip, known(chip, { ...on, MEM_CLK_ON: 1 }))]);
  const read = async (content: BankContent, first: number, count: number): Promise<number[]> => {
    const bank = bankOf(chip.memories, content);
    const [words] = await bus.run([{ op: 'readMemory', address: bank.address + first, count }]);
    return Array.from(words, (word) => numberIn(word, bank));
  };
  const status = chip.registers.registers.find(({ fields }) => fields.some(({ name }) => name === 'ON'))!;
  for (const row of input) {
    await bus.run([spikesOf([row], 0), { op: 'triggerProcessing' }]);
    const [word] = await bus.run([{ op: 'readRegister', address: status.address }]);
    const flags = getField(word, status.fields.find(({ name }) => name === 'ON')!);
    recording.spikes_out.push(Array.from({ length: outputs }, (_, n) => (flags >>> n) & 1));
    recording.vmem.push(await read('vmem', 0, hidden));
    recording.isyn.push(await read('isyn', 0, hidden));
    recording.isyn2.push(twoSynapses(chip) ? await read('isyn2', 0, hidden) : new Array(hidden).fill(0));
    recording.spikes_hidden.push(await read('spikes', 0, hidden));
    recording.isyn_out.push(await read('isyn', all, outputs));
    recording.vmem_out.push(await read('vmem', all, outputs));
  }
  return recording;
}

const numberIn = (word: number, { fields }: MemoryBank): number => getField(word, fields[0]);
