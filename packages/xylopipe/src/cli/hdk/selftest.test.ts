import { DeviceRegistry } from '@xylopipe/core/registry';
import { syns61201 } from '@xylopipe/xylo-syns61201';
import { describe, expect, it } from 'vitest';
import { boardServer } from '../../../test/board-server.js';
import { jsonOf, xylopipe, xylopipeUntil } from '../../../test/command.js';
import { standInFor, whyNoStandIn } from '../../../test/samna-stand-in.js';
import { createRegistry } from '../../registry.js';
import type { SelftestRow } from '../../selftest/selftest-row.js';
import { shippedNetworks } from '../../selftest/shipped-networks.js';

const plugins = createRegistry().list();
const selftest = (...argv: readonly string[]) => xylopipe('hdk', 'selftest', ...argv);
const rowsOf = (spoken: Parameters<typeof jsonOf>[0]) => jsonOf(spoken).rows as readonly SelftestRow[];

describe('hdk selftest', { timeout: 60_000 }, () => {
  it('finds every network equal on every chip, over every link that works here', async () => {
    const spoken = await selftest('--random', '3', '--seed', '4294967295', '--json');
    const rows = rowsOf(spoken);
    const random = ['random 4294967295', 'random 0', 'random 1'];
    for (const link of ['loopback', 'tcp', 'unix']) {
      for (const { chipId, limits } of plugins) {
        const found = rows.filter((row) => row.link === link && row.chip === chipId);
        expect(found.map(({ network }) => network)).toEqual([
          ...shippedNetworks(limits).map(({ name }) => name),
          ...random,
        ]);
      }
    }
    expect(rows.filter(({ equal, values }) => !equal || values < 100)).toEqual([]);
    expect(spoken.exitCode).toBe(0);
  });

  it('prints a column for each chip, and what was not tested', async () => {
    const chips = ['--chip', 'syns63300', '--chip', 'syns61201'];
    const { exitCode, stdout, stderr } = await selftest(...chips, '--random', '1', '--seed', '7');
    const lines = stdout.trimEnd().split('\n');
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(lines[0]?.trim().split(/ +/)).toEqual(['syns63300', 'syns61201']);
    expect(lines).toContainEqual(expect.stringMatching(/^ring +equal +equal$/));
    expect(lines).toContainEqual(expect.stringMatching(/^two synapses +- +equal$/));
    expect(lines).toContainEqual(expect.stringMatching(/^random 7 +equal +equal$/));
    expect(lines).toContainEqual(expect.stringMatching(/^links: loopback, tcp, unix/));
    expect(lines).toContainEqual(expect.stringMatching(/^not tested: samna: .*--link samna/));
    expect(lines.at(-1)).toMatch(/^(\d+) of \1 equal to the simulator, \d+ values compared, seed 7$/);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  it('tests the board at an address with the chip that is on it', async () => {
    for (const kind of ['tcp', 'unix'] as const) {
      const { target } = await boardServer(kind, 'syns65302');
      const spoken = await selftest('--link', target, '--random', '0', '--json');
      const rows = rowsOf(spoken);
      expect(rows).toHaveLength(shippedNetworks(createRegistry().get('syns65302').limits).length);
      expect(rows.every(({ link, chip, equal }) => link === target && chip === 'syns65302' && equal)).toBe(true);
      expect(spoken.exitCode).toBe(0);
    }
  });

  it('draws other networks each time, unless it is told which', async () => {
    const link = ['--link', 'emulated', '--chip', 'syns63300', '--random', '1', '--json'];
    const [first, second] = [jsonOf(await selftest(...link)), jsonOf(await selftest(...link))];
    expect(first.seed).not.toBe(second.seed);
    const again = jsonOf(await selftest(...link, '--seed', String(first.seed)));
    expect(again).toEqual(first);
    expect(again).toMatchObject({ skipped: [] });
  });

  it('ends when it is interrupted', async () => {
    const spoken = await xylopipeUntil(AbortSignal.abort(), 'hdk', 'selftest', '--link', 'loopback');
    expect(spoken.exitCode).toBe(130);
  });

  it.each([
    ['an unknown link', ['--link', 'wifi'], 'there is no such target'],
    ['the simulator', ['--link', 'simulator'], 'what boards are compared with'],
    ['an unknown chip', ['--chip', 'syns1'], 'There is no chip "syns1"'],
    ['a seed that is none', ['--seed', '4294967296'], 'whole number from 0 to 4294967295'],
    ['too many networks', ['--random', '1001'], 'whole number from 0 to 1000'],
  ])('tells of %s, with exit code 2', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await selftest(...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe.skipIf(whyNoStandIn)(
  `hdk selftest over samna${whyNoStandIn === undefined ? '' : `: ${whyNoStandIn}`}`,
  { timeout: 60_000 },
  () => {
    it.each([
      ['syns61201', 'XyloA2TestBoard', ['isynOut'], []],
      ['syns63300', 'XyloImuTestBoard', undefined, []],
      ['syns65302', 'XyloAudio3TestBoard', undefined, ['two synapses']],
    ] as const)(
      'finds every network equal on %s, in every state that the board tells',
      async (chip, type, untold, no) => {
        standInFor({ type });
        const spoken = await selftest('--link', 'samna', '--random', '1', '--seed', '0', '--json');
        const rows = rowsOf(spoken);
        const shipped = shippedNetworks(createRegistry().get(chip).limits).map(({ name }) => name);
        const expected = [...shipped, 'random 0'].filter((name) => !no.some((one) => one === name));
        expect(rows.map(({ network }) => network)).toEqual(expected);
        for (const row of rows) {
          expect(row).toMatchObject({ link: 'samna', chip, equal: true });
          expect(row.notCompared).toEqual(untold);
          expect(row.values).toBeGreaterThan(100);
        }
        expect(jsonOf(spoken).skipped).toEqual(
          no.map((name) => ({
            link: 'samna',
            reason: expect.stringContaining(`"${name}" for ${chip}: a second synapse`),
          })),
        );
        expect(spoken.exitCode).toBe(0);
      },
    );
  },
);

/** A chip whose hidden neurons fire 15 times in a timestep at most, in place of 31. */
function otherChip(): DeviceRegistry {
  const { maxSpikes } = syns61201.limits;
  const limits = { ...syns61201.limits, maxSpikes: { ...maxSpikes, hidden: 15 } };
  return new DeviceRegistry([{ ...syns61201, limits }]);
}

describe('hdk selftest of a board that is not as it should be', { timeout: 60_000 }, () => {
  it('shows the first state that differs, says what to do, and ends with exit code 1', async () => {
    const { target } = await boardServer('tcp', 'syns61201', { registry: otherChip() });
    const { exitCode, stdout } = await selftest('--link', target, '--random', '0', '--seed', '3');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^one path +equal$/m);
    expect(stdout).toMatch(/^many spikes +DIFFERS$/m);
    expect(stdout).toMatch(
      /^different: syns61201, "many spikes", over tcp:.*: at timestep \d+, vmem of neuron \d is \d+ in the simulator, \d+ on the board$/m,
    );
    const again = `xylopipe hdk selftest --link ${target} --chip syns61201 --seed 3`;
    expect(stdout).toContain(`what to do: repeat it with "${again}"`);
  });

  it('tells the same to programs', async () => {
    const { target } = await boardServer('tcp', 'syns61201', { registry: otherChip() });
    const rows = rowsOf(await selftest('--link', target, '--random', '0', '--json'));
    expect(rows.find(({ network }) => network === 'many spikes')).toEqual({
      link: target,
      chip: 'syns61201',
      network: 'many spikes',
      equal: false,
      values: expect.any(Number),
      firstDifference: {
        timestep: expect.any(Number),
        signal: 'vmem',
        neuron: expect.any(Number),
        simulator: expect.any(Number),
        board: expect.any(Number),
      },
    });
  });

  it('ends with exit code 3 where the board fails, and does not try it again and again', async () => {
    const { target, board } = await boardServer('tcp', 'syns61201');
    board.inject({ fault: 'firmware', firmware: { fxtree: '0.1', unifirm: '1.1.3' } });
    const { exitCode, stdout } = await selftest('--link', target, '--random', '0');
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^one path +FAILS$/m);
    expect(stdout).toMatch(/^failed: syns61201, "one path", over tcp:.* \(FIRMWARE_TOO_OLD\)$/m);
    expect(stdout).toMatch(/^ {2}fxtree of the board is 0\.1, at least 0\.11\.5 is needed$/m);
    expect(stdout).toMatch(/^ {2}hint: update the board's firmware/m);
    expect(stdout).not.toContain('cable');
    expect(stdout).not.toContain('ring');
    expect(stdout).toMatch(/^not tested: tcp:.*: 12 networks for syns61201, after failures in a row$/m);
  });

  it('ends with exit code 3 where the board carries another chip, or is not there', async () => {
    const server = await boardServer('tcp', 'syns63300');
    const { target } = server;
    const rows = rowsOf(await selftest('--link', target, '--chip', 'syns61201', '--json'));
    const wrong = {
      equal: false,
      values: 0,
      error: { code: 'WRONG_BOARD', message: expect.any(String), issues: [{ at: ['board'] }] },
    };
    expect(rows).toMatchObject([wrong, wrong]);
    await server.close();
    const gone = await selftest('--link', target);
    expect(gone).toMatchObject({ exitCode: 3, stdout: '' });
    expect(gone.stderr).toContain('nobody listens there');
  });
});
