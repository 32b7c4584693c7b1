// Who may import whom. The rules bind the sources of packages; their tests may import anything. Checked by `pnpm boundaries`.
// 'xylo-common' is a whole package, 'xylo-common/maps' the part of it in src/maps.ts or src/maps/.

import { readdirSync } from 'node:fs';

const shared = ['xylo-common', 'xylo-sim', 'xylo-hdk'];
/** Every other `xylo-...` is a chip: a new one needs no row. */
const chips = readdirSync(new URL('packages', import.meta.url)).filter(
  (name) => name.startsWith('xylo-') && !shared.includes(name),
);
const chip = ['core', 'graph', 'xylo-common', 'xylo-sim'];

/** What of ours the sources of a package may import. A part with a row of its own follows that row. */
const mayImport = {
  core: [],
  graph: ['core'],
  nn: ['core', 'graph'],
  formats: ['core'],
  nir: ['core', 'graph', 'nn'],
  quantize: ['core'],
  compare: ['core'],
  tune: ['core', 'quantize', 'compare'],
  'tune/node': ['core', 'quantize', 'compare', 'xylo-sim'],
  'xylo-common': ['core', 'graph'],
  'xylo-sim': ['core'],
  'hdk-transport': ['core'],
  'xylo-hdk': ['core', 'xylo-common', 'hdk-transport/index'],
  ...Object.fromEntries(chips.map((id) => [id, chip])),
  ...Object.fromEntries(chips.map((id) => [`${id}/driver`, [...chip, 'xylo-hdk']])),
  'hdk-emulator': ['core', 'xylo-common/maps', 'hdk-transport'],
  'usb-emulator': ['hdk-transport', 'hdk-emulator'],
  'device-testkit': ['core', 'graph', 'nn', 'quantize'],
  report: ['core', 'compare'],
};

/** These may import every package; only the façade may name the chips. */
const everything = ['studio', 'xylopipe'];

/** The sources that need Node. All others run anywhere. */
const nodeOnly = [
  'nir/node',
  'tune/node',
  'xylo-sim/node',
  'hdk-transport/tcp',
  'hdk-transport/usb',
  'hdk-transport/samna',
  'hdk-emulator/server',
  'usb-emulator',
  'xylopipe/node',
  'xylopipe/cli',
];

const tests = '\\.test(-d)?\\.ts$';
/** Loads a worker out of the sources, and is not published. */
const boot = '/boot\\.mjs$';
const sources = '^packages/[^/]+/src/';

const pathOf = (entry) => {
  const [name, part] = entry.split('/');
  return part ? `^packages/${name}/src/${part}[./]` : `^packages/${name}/`;
};

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const tableRules = Object.entries(mayImport).map(([importer, allowed]) => {
  const [own, part] = importer.split('/');
  const partsWithOwnRow = part ? [] : Object.keys(mayImport).filter((key) => key.startsWith(`${own}/`));
  return rule(
    `table: ${importer}`,
    `${importer} may import ${allowed.join(', ') || 'no package of ours'}`,
    { path: pathOf(importer), pathNot: [tests, `^packages/${own}/test/`, ...partsWithOwnRow.map(pathOf)] },
    { path: '^packages/', pathNot: [own, ...allowed].map(pathOf) },
  );
});

export default {
  forbidden: [
    ...tableRules,
    rule(
      'package-without-row',
      'every package has a row in the table above',
      { path: '^packages/', pathNot: [...Object.keys(mayImport), ...everything].map(pathOf) },
      {},
    ),
    rule(
      'only-facade-names-chips',
      'a chip comes in through the registry; only xylopipe names them all',
      { path: '^packages/([^/]+)/src/', pathNot: [tests, '^packages/xylopipe/'] },
      { path: chips.map((name) => `^packages/${name}/`), pathNot: '^packages/$1/' },
    ),
    rule(
      'by-package-name',
      'another package is imported by its name, never by a path into its files',
      { path: '^((?:packages|examples|tools)/[^/]+)/' },
      { path: '^(packages|examples|tools)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    ),
    rule(
      'di-in-one-file',
      'core/src/di.ts is the one file that imports tsyringe and reflect-metadata',
      { pathNot: '^packages/core/src/di\\.ts$' },
      { path: ['node_modules/tsyringe/', 'node_modules/reflect-metadata/', '^tsyringe$', '^reflect-metadata'] },
    ),
    rule(
      'runs-anywhere',
      'sources that run anywhere import no Node builtin',
      { path: sources, pathNot: [tests, ...nodeOnly.map(pathOf)] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'runs-anywhere-parts',
      'sources that run anywhere import no part that needs Node',
      { path: sources, pathNot: [tests, ...nodeOnly.map(pathOf)] },
      { path: nodeOnly.map(pathOf) },
    ),
    rule(
      'own-dependencies',
      'published sources import only what their own package.json lists under dependencies',
      { path: sources, pathNot: [tests, boot] },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'no-cycle',
      'no file needs itself to load; types are gone by then and may refer to each other',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule('resolvable', 'the import leads to a file', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@xylopipe/source', 'import', 'node', 'default'],
    },
  },
};
