import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { withReference } from './references.js';
import { workspaceRoot } from './toy-workspace.js';

const referencesOf = (text: string): string[] => JSON.parse(text).references.map(({ path }: { path: string }) => path);

it.each(['tsconfig.json', 'tsconfig.test.json'])('adds one reference to %s and changes nothing else', async (name) => {
  const text = await readFile(join(workspaceRoot, name), 'utf8');
  const changed = withReference(text, 'packages/xylo-heron');
  expect(changed.replace('    { "path": "packages/xylo-heron" },\n', '')).toBe(text);
  expect(referencesOf(changed).filter((path) => path !== 'packages/xylo-heron')).toEqual(referencesOf(text));
  expect(referencesOf(changed)).toContain('packages/xylo-heron');
  expect(withReference(changed, 'packages/xylo-heron')).toBe(changed);
});

it('refuses a file that it does not understand', () => {
  expect(() => withReference('{}', 'packages/xylo-heron')).toThrow(
    expect.objectContaining({ code: 'REFERENCES_UNKNOWN' }),
  );
});
