import type { DeviceConfig, Issue } from '@xylopipe/core';
import { fieldMask, type Register, type RegisterMap } from '@xylopipe/xylo-common/maps';
import { placeOf } from './chip-layout.js';
import { packWord } from './pack-words.js';
import type { ImageSizes } from './sizes.js';

/** Bits of a register that a configuration sets; the others stay as they are. */
export interface RegisterWrite {
  readonly register: Register;
  readonly address: number;
  readonly value: number;
  /** Ones where the configuration says what there must be. */
  readonly mask: number;
}

/** Registers of a configuration, ascending by address: what is in use, and switches. What does not fit becomes an issue. */
export function controlWords(
  config: DeviceConfig,
  sizes: ImageSizes,
  registers: RegisterMap,
  hibernation: boolean,
  issues: Issue[],
): readonly RegisterWrite[] {
  const writes = new Map<Register, { value: number; mask: number }>();
  for (const [names, value] of fieldsOf(config, sizes, hibernation)) {
    const place = names.map((name) => placeOf(registers, name)).find((found) => found !== undefined);
    if (place === undefined) {
      if (value !== 0 && !IMPLIED.includes(names[0])) issues.push(noSuchField(names, value));
      continue;
    }
    const { register, field } = place;
    const before = writes.get(register) ?? { value: 0, mask: 0 };
    const word = packWord(field, value, [register.name, field.name], issues);
    writes.set(register, { value: (before.value | word) >>> 0, mask: (before.mask | fieldMask(field)) >>> 0 });
  }
  return [...writes]
    .map(([register, word]) => ({ register, address: register.address, ...word }))
    .sort((a, b) => a.address - b.address);
}

type FieldValue = readonly [names: readonly string[], value: number];

/** Where a chip has not these, all hidden neurons are expansion neurons. */
const IMPLIED: readonly string[] = ['IENC', 'OENC'];

/** Fields under the names that chips have for them. */
function fieldsOf(config: DeviceConfig, sizes: ImageSizes, hibernation: boolean): readonly FieldValue[] {
  return [
    [['INC'], sizes.inputs],
    [['IENC'], sizes.inputExpansion],
    [['HNC'], sizes.hiddenInUse],
    [['OENC'], sizes.outputExpansion],
    [['ONC'], sizes.outputs],
    [['ISYN2_EN'], Number(config.synapse2Enable)],
    [['ALIAS_EN'], Number(config.aliasEnable)],
    [['BIAS_EN'], Number(config.biasEnable)],
    [['IWBS'], config.weightShiftIn],
    [['RWBS', 'HWBS'], config.weightShiftRec],
    [['OWBS'], config.weightShiftOut],
    [['HM_EN'], Number(hibernation)],
    [['ALWAYS_UPDATE_OMP_STAT'], 0],
  ];
}

const noSuchField = (names: readonly string[], measured: number): Issue => ({
  code: 'FIELD_MISSING',
  severity: 'error',
  at: [names[0]],
  measured,
  limit: 0,
  message: `no register has ${names.join(' or ')}, so the chip cannot be told`,
  hint: 'configure the network for this chip, or complete the map of its registers',
});
