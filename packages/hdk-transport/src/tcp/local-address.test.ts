import { describe, expect, it } from 'vitest';
import { addressToListenAt } from './local-address.js';

describe('addressToListenAt', () => {
  it.each(['127.0.0.1', '127.200.3.4', '::1'])('takes %s, which is this machine only', async (host) => {
    expect(await addressToListenAt(host, false)).toBe(host);
  });

  it('looks a name up', async () => {
    expect(['127.0.0.1', '::1']).toContain(await addressToListenAt('localhost', false));
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', '192.168.1.1', '128.0.0.1', 'fe80::1', '::ffff:10.0.0.1'])(
    'refuses %s unless it is told otherwise',
    async (host) => {
      await expect(addressToListenAt(host, false)).rejects.toMatchObject({
        code: 'ADDRESS_NOT_LOCAL',
        who: `tcp ${host}`,
        hint: 'listen at 127.0.0.1 or ::1, or set allowRemote: true',
      });
      expect(await addressToListenAt(host, true)).toBe(host);
    },
  );
});
