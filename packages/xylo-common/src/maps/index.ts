export { BANK_CONTENTS, type BankContent, bankWords } from './bank-content.js';
export { CHIP_MAPS, type ChipMaps } from './chip-maps.js';
export { core1000CountFields, core1000V1Memories, core1000V1Registers } from './core1000-maps.js';
export { defineMemoryMap, defineRegisterMap } from './define-map.js';
export { describeRegister } from './describe-register.js';
export { describeWord } from './describe-word.js';
export {
  bit,
  bits,
  type Field,
  type FieldExtras,
  fieldMask,
  fieldRange,
  getField,
  MAX_WORD_WIDTH,
  setField,
} from './field.js';
export { memoryMapIssues, registerMapIssues } from './map-checks.js';
export { bankAt, bankOf, type MemoryBank, type MemoryMap } from './memory-map.js';
export { defined, derived, documented, type Provenance, type ProvenanceKind } from './provenance.js';
export { type Access, fieldNamed, type Register, type RegisterMap, registerAt, registerNamed } from './register-map.js';
export { type XyloMemoryOptions, xyloMemories } from './xylo-memories.js';
export {
  control1Fields,
  expansionCountFields,
  type FieldsByRegister,
  inBitOrder,
  inputSpikeFields,
  outputStatusFields,
  statusFields,
  wrapField,
  wrapFields,
} from './xylo-register-fields.js';
export {
  INPUT_SPIKE_REGISTERS,
  numbered,
  REGISTER_WIDTH,
  type RegisterRunOptions,
  registerRun,
} from './xylo-registers.js';
