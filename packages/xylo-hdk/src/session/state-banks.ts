import { type DeviceConfig, type Issue, refuseOnErrors, type StateSnapshot } from '@xylopipe/core';
import type { Operation, Words } from '@xylopipe/hdk-transport';
import type { RunOperations } from '../deploy/chip-port.js';
import { memoryAccess } from '../deploy/memory-access.js';
import { settling } from '../deploy/settle.js';
import { verifyImage, writeVerified } from '../deploy/write-verified.js';
import { writeOperations, writtenOf } from '../deploy/written.js';
import type { DriverSettings } from '../driver-options.js';
import { stateAtRest, stateValues } from '../image/bank-values.js';
import type { ChipLayout } from '../image/chip-layout.js';
import { type BankImage, memoryImage, packBanks } from '../image/memory-image.js';
import { imageSizes } from '../image/sizes.js';
import { unpackWords } from '../image/unpack-words.js';
import type { ChipStates } from './chip-states.js';

/** States in the memories of a chip, which the host reads and writes. Everything happens in manual mode. */
export function stateBanks(
  run: RunOperations,
  config: DeviceConfig,
  chip: ChipLayout,
  { verify, hibernation }: Pick<DriverSettings, 'verify' | 'hibernation'>,
): ChipStates {
  const { registers } = chip;
  const sizes = imageSizes(config, chip);
  const stop: Operation = { op: 'setMode', mode: 'manual' };

  const write = (state: StateSnapshot): Promise<void> =>
    writeVerified(run, registers, { registers: [], banks: banksOf(state) }, { before: [stop], verify });

  function reset(): Promise<void> {
    const image = { registers: [], banks: banksOf(stateAtRest(config, sizes)) };
    const { operations, clearsStates } = settling(registers);
    const first = clearsStates ? operations : [...operations, ...writeOperations(writtenOf(image))];
    return writeVerified(run, registers, image, { before: [stop], first, verify });
  }

  function banksOf(state: StateSnapshot): readonly BankImage[] {
    const issues: Issue[] = [];
    const banks = packBanks(stateValues(state, config, sizes), chip, issues);
    refuseOnErrors(issues, 'SNAPSHOT_INVALID', 'this is no state of the chip', { who: config.chipId });
    return banks;
  }

  async function read(): Promise<StateSnapshot> {
    const { open, close } = memoryAccess(registers);
    const atRest = stateAtRest(config, sizes);
    const banks = banksOf(atRest);
    const reads = banks.map(
      ({ bank, words }): Operation => ({ op: 'readMemory', address: bank.address, count: words.length }),
    );
    const begin = [stop, ...open];
    const results = await run([...begin, ...reads, ...close]);
    const { hidden, hiddenInUse } = sizes;
    banks.forEach(({ bank }, i) => {
      const values = unpackWords(bank, results[begin.length + i] as Words);
      const ofHidden = values.subarray(0, hidden);
      const ofOutputs = values.subarray(hiddenInUse);
      if (bank.content === 'vmem') {
        atRest.vmem.set(ofHidden);
        atRest.vmemOut.set(ofOutputs);
      } else if (bank.content === 'isyn') {
        atRest.isyn.set(ofHidden);
        atRest.isynOut.set(ofOutputs);
      } else if (bank.content === 'isyn2') atRest.isyn.set(ofHidden, hidden);
      else atRest.spikesHidden.set(ofHidden);
    });
    return atRest;
  }

  async function compare(): Promise<void> {
    const { registers: words, banks } = memoryImage(config, chip, { hibernation });
    const lasting = { registers: words, banks: banks.filter(({ bank }) => !bank.volatile) };
    await run([stop]);
    await verifyImage(run, registers, lasting);
  }

  return {
    reset,
    memory: { read, write, verify: compare },
  };
}
