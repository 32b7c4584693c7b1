import { describe } from 'vitest';
import { describeDevice } from '../../src/index.js';
import { saboteurs } from './index.js';
import { plain, reference, sound, soundOnBoard, tiny } from './sound-plugin.js';

const tests = { reference };

describe('sound', () => describeDevice(sound, tests));
describe('sound and plain', () => describeDevice(plain, tests));
describe('sound and tiny', () => describeDevice(tiny, tests));
describe('sound on a board', () => describeDevice(soundOnBoard, tests));
for (const { name, plugin } of saboteurs) describe(name, () => describeDevice(plugin, tests));
