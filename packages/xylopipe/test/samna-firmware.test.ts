import { SAMNA_BOARD_TYPES, samnaMinFirmware } from '@xylopipe/hdk-transport/samna';
import { expect, it } from 'vitest';
import { createRegistry } from '../src/index.js';

it.each(SAMNA_BOARD_TYPES)('%s has the firmware that the plugin of its chip asks for, over samna, too', (type) => {
  const boards = createRegistry()
    .list()
    .flatMap((plugin) => plugin.boards);
  expect(samnaMinFirmware(type)).toEqual(boards.find(({ deviceTypeName }) => deviceTypeName === type)?.minFirmware);
  expect(samnaMinFirmware(type)).toBeDefined();
});
