import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Files to compile. */
export interface Compilation {
  /** The root of the workspace, whose compiler options hold and whose packages can be imported by name. */
  readonly root: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Files that are not on the disk, or that are something else there: text by absolute path. */
  readonly texts?: ReadonlyMap<string, string> | undefined;
  /** Compiler options besides those of the workspace. */
  readonly options?: ts.CompilerOptions | undefined;
}

/** A fault, where it is. */
export interface CompileError {
  /** Absolute path; absent for options that do not go together. */
  readonly file?: string | undefined;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Everything that keeps some files from compiling against the sources of the workspace. Nothing is written, nothing needs to be built. */
export function compileErrorsIn({
  root,
  files,
  texts = new Map(),
  options = {},
}: Compilation): readonly CompileError[] {
  const settings = { ...workspaceOptions(root), paths: sourcesByName(root), ...options };
  const program = ts.createProgram(files, settings, hostWith(texts, settings));
  // Of these files alone: what they import is checked by `tsc -b`, and takes the most time.
  const found = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return ts.sortAndDeduplicateDiagnostics(found).map(({ file, start = 0, messageText }) => ({
    file: file?.fileName,
    line: file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1,
    message: ts.flattenDiagnosticMessageText(messageText, '\n'),
  }));
}

/** The options of the workspace, as a check of modules that nobody builds needs them. */
function workspaceOptions(root: string): ts.CompilerOptions {
  const path = join(root, 'tsconfig.base.json');
  const { compilerOptions } = ts.readConfigFile(path, ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, root, path);
  return {
    ...options,
    types: ['node'],
    noEmit: true,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    rootDir: undefined,
    outDir: undefined,
    tsBuildInfoFile: undefined,
    moduleDetection: ts.ModuleDetectionKind.Force,
  };
}

/** What a manifest says of an entry: of a package that is not published, the source itself. */
type Entry = string | { readonly '@xylopipe/source': string };

/** Where the source of each entry is, so that any file may import any package. */
function sourcesByName(root: string): Record<string, string[]> {
  const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));
  const entries = folders
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) => {
      const { name, exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return Object.entries<Entry>(exports).map(([subpath, entry]): [string, string[]] => [
        `${name}${subpath.slice(1)}`,
        [join(folder, typeof entry === 'string' ? entry : entry['@xylopipe/source'])],
      ]);
    });
  return Object.fromEntries(entries);
}

function hostWith(texts: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const folders = new Set([...texts.keys()].map(dirname));
  const { fileExists, readFile, directoryExists } = host;
  return {
    ...host,
    fileExists: (path) => texts.has(path) || fileExists(path),
    readFile: (path) => texts.get(path) ?? readFile(path),
    directoryExists: (path) => folders.has(path) || (directoryExists?.(path) ?? true),
    getSourceFile: (path, languageVersion) => {
      const text = texts.get(path) ?? readFile(path);
      return text === undefined ? undefined : ts.createSourceFile(path, text, languageVersion);
    },
  };
}
