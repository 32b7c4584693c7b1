import { expect, it } from 'vitest';
import { hotplugMessage, murmurHash2 } from './hotplug-message.js';

it('is a header that says where the properties are, and the properties', () => {
  const message = hotplugMessage({ ACTION: 'add', DEVTYPE: 'usb_device' });
  expect(message.toString('latin1', 0, 8)).toBe('libudev\0');
  expect(message.readUInt32BE(8)).toBe(0xfeedcafe);
  const [begin, length] = [message.readUInt32LE(16), message.readUInt32LE(20)];
  expect(message.toString('latin1', begin, begin + length)).toBe('ACTION=add\0DEVTYPE=usb_device\0');
  expect(message.length).toBe(begin + length);
});

it('has the hashes of subsystem and type, by which listeners filter', () => {
  const message = hotplugMessage({});
  expect([message.readUInt32BE(24), message.readUInt32BE(28)]).toEqual([0x0577c5e5, 0x27f8f50c]);
});

it.each([
  ['', 0],
  ['a', 0x92685f5e],
  ['ab', 0x1aa14063],
  ['abc', 0x13577c9b],
  ['abcd', 0x26873021],
])('hashes %j as MurmurHash2 with seed 0 does', (text, hash) => {
  expect(murmurHash2(Buffer.from(text))).toBe(hash);
});
