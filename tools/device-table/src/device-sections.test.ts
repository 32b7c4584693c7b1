import { expect, it } from 'vitest';
import { createRegistry, deviceDescriptions } from 'xylopipe';
import { deviceSections } from './device-sections.js';

const devices = deviceDescriptions(createRegistry());
const sections = deviceSections(devices);
const ids = devices.map(({ chipId }) => chipId);

const cellsOf = (section: string | undefined, name: string): readonly string[] | undefined =>
  section
    ?.split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .find((cells) => cells[1] === name)
    ?.slice(2, -1);

it('shows what the command shows', () => {
  expect(cellsOf(sections.overview, 'hidden neurons')).toEqual(
    devices.map(({ limits }) => String(limits.hiddenNeurons)),
  );
  expect(sections.overview).toMatch(/\n\\\* assumed \(/);
});

it('explains every limit', () => {
  for (const { name, unit, path, meaning } of devices[0]?.facts ?? []) {
    expect(cellsOf(sections.limits, name)).toEqual([unit, `\`${path}\``, meaning]);
  }
});

it('tells each source once, and which limits come from it', () => {
  const told = [...(sections.sources ?? '').matchAll(/^(\d+)\. (.*)$/gm)].map(([, number, source]) => [number, source]);
  expect(told.map(([number]) => Number(number))).toEqual(told.map((_, i) => i + 1));
  expect(new Set(told.map(([, source]) => source)).size).toBe(told.length);
  const cells = cellsOf(sections.sources, 'input expansion') ?? [];
  expect(cells).toHaveLength(ids.length);
  const [kind, number] = (cells[0] ?? '').split(/ \(|\)/);
  const source = devices[0]?.facts.find(({ name }) => name === 'input expansion')?.source;
  expect([kind, told[Number(number) - 1]?.[1]]).toEqual([source?.kind, source?.source]);
});

it('puts chips that lack a thing for one reason together', () => {
  const [reason, chips] = cellsOf(sections.missing, 'cycle model') ?? [];
  expect([reason, chips]).toEqual([expect.stringMatching(/first core/), 'syns61300, syns65300']);
});

it('has all boards and maps', () => {
  for (const { boards } of devices) {
    for (const { deviceTypeName } of boards) expect(sections.boards).toContain(`\`${deviceTypeName}\``);
  }
  for (const id of ids) expect(cellsOf(sections.maps, id)).toHaveLength(4);
});

it('says why there is no map', () => {
  const [first] = devices;
  if (first === undefined) throw new Error('no device');
  const { maps } = deviceSections([{ ...first, maps: { known: false, reason: 'the plugin brings none' } }]);
  expect(cellsOf(maps, first.chipId)).toEqual(['the plugin brings none', '', '', '']);
});
