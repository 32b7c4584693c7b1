import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The documents of the workspace: texts of Markdown files by their path from its root. */
export function markdownFiles(root: string): ReadonlyMap<string, string> {
  const inside = (folder: string): string[] =>
    readdirSync(join(root, folder)).map((name) => (folder === '' ? name : `${folder}/${name}`));
  const readmes = ['packages', 'examples', 'tools'].flatMap(inside).map((folder) => `${folder}/README.md`);
  const documents = [...inside(''), ...inside('docs')].filter((path) => path.endsWith('.md'));
  const paths = [...documents, ...readmes.filter((path) => existsSync(join(root, path)))];
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}
