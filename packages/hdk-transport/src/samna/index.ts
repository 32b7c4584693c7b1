export { SAMNA_BOARD_TYPES, samnaMinFirmware } from './devices/samna-devices.js';
export { listSamnaBoards } from './list-samna-boards.js';
export { openSamnaBus } from './open-samna-bus.js';
export type { SamnaBoard } from './samna-board.js';
export type { OpenSamnaOptions, SamnaOptions } from './samna-options.js';
export { MIN_SAMNA } from './versions.js';
