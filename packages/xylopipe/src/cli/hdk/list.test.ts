import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jsonOf, start, xylopipe } from '../../../test/command.js';
import { standInFor, whyNoStandIn } from '../../../test/samna-stand-in.js';

interface Listed {
  readonly boards: readonly Readonly<Record<string, unknown>>[];
  readonly notLookedAt: readonly { readonly link: string; readonly message: string; readonly hint: string | null }[];
}

const listed = async (): Promise<Listed> => jsonOf(await xylopipe('hdk', 'list', '--json')) as unknown as Listed;

afterEach(() => vi.unstubAllEnvs());

describe('hdk list without samna', () => {
  beforeEach(() => vi.stubEnv('XYLOPIPE_PYTHON', '/nowhere/python'));

  it('says which kinds of links cannot be looked at, which is no error', async () => {
    const { boards, notLookedAt } = await listed();
    expect(boards.filter(({ link }) => link === 'samna')).toEqual([]);
    expect(notLookedAt).toContainEqual({
      link: 'samna',
      message: expect.stringMatching(/^boards cannot be looked for: .*python/i),
      hint: expect.any(String),
    });
    expect(notLookedAt.every(({ link }) => ['usb', 'samna'].includes(link))).toBe(true);
  });

  it('says the same to people', async () => {
    const { exitCode, stdout, stderr } = await xylopipe('hdk', 'list');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^samna: boards cannot be looked for: .*; /m);
  });

  it('--watch goes on until it is interrupted', async () => {
    expect(await start('hdk', 'list', '--watch').stop()).toMatchObject({ exitCode: 130 });
  });

  it('--watch is nothing for programs', async () => {
    const { exitCode, stdout } = await xylopipe('hdk', 'list', '--watch', '--json');
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'USAGE' } });
  });
});

const standIn = `hdk list with a stand-in for samna${whyNoStandIn ? ` (skipped: ${whyNoStandIn})` : ''}`;

describe.skipIf(whyNoStandIn)(standIn, { timeout: 60_000 }, () => {
  it('has the boards that it sees, with their plugins, and why one cannot be used', async () => {
    standInFor(
      { type: 'XyloA2TestBoard', serial: '0042' },
      { type: 'XyloImuTestBoard', opened: true },
      { type: 'Speck' },
    );
    const { boards, notLookedAt } = await listed();
    expect(notLookedAt.filter(({ link }) => link === 'samna')).toEqual([]);
    expect(boards.filter(({ link }) => link === 'samna')).toEqual([
      {
        address: 'samna:0042 (stand-in)',
        link: 'samna',
        type: 'XyloA2TestBoard',
        serial: '0042 (stand-in)',
        firmware: null,
        chipId: 'syns61201',
        emulated: true,
        plugin: 'syns61201',
        usable: true,
        reason: null,
        issues: [],
      },
      expect.objectContaining({
        type: 'XyloImuTestBoard',
        plugin: 'syns63300',
        usable: false,
        reason: expect.stringContaining('opened already'),
      }),
      expect.objectContaining({ type: 'Speck', chipId: null, plugin: null, usable: false }),
    ]);
  });
});
