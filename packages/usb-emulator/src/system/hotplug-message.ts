/** What udev tells programs: properties of the device that came or went, under the header of libudev's monitor. */
const PREFIX = Buffer.from('libudev\0');
const MAGIC = 0xfeedcafe;
const HEADER_BYTES = 40;

/** A message of udev about a USB device, as it is sent to listeners of netlink group 2 (systemd, `device-monitor.c`). */
export function hotplugMessage(properties: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.from(
    Object.entries(properties)
      .map(([key, value]) => `${key}=${value}\0`)
      .join(''),
  );
  const header = Buffer.alloc(HEADER_BYTES);
  PREFIX.copy(header);
  header.writeUInt32BE(MAGIC, 8);
  header.writeUInt32LE(HEADER_BYTES, 12);
  header.writeUInt32LE(HEADER_BYTES, 16); // where the properties begin
  header.writeUInt32LE(body.length, 20);
  header.writeUInt32BE(murmurHash2(Buffer.from('usb')), 24); // listeners filter by subsystem and type
  header.writeUInt32BE(murmurHash2(Buffer.from('usb_device')), 28);
  return Buffer.concat([header, body]);
}

const MULTIPLIER = 0x5bd1e995;

/** Austin Appleby's MurmurHash2 with seed 0, which libudev uses for its filters. */
export function murmurHash2(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  let hash = data.length;
  let at = 0;
  for (; at + 4 <= data.length; at += 4) {
    let word = Math.imul(view.getUint32(at, true), MULTIPLIER);
    word = Math.imul(word ^ (word >>> 24), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ word;
  }
  const rest = data.subarray(at);
  for (const [i, byte] of rest.entries()) hash ^= byte << (8 * i);
  if (rest.length > 0) hash = Math.imul(hash, MULTIPLIER);
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return (hash ^ (hash >>> 15)) >>> 0;
}
