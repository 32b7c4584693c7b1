export { drivenChip, newBoard } from './chip.js';
export { Dice } from './dice.js';
export { runBesideUsb } from './run-beside-usb.js';
