import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The root folder of the repository. */
export const workspaceRoot = fileURLToPath(new URL('../../../', import.meta.url));

const execute = promisify(execFile);

/** Runs a program to its end and returns its standard output; throws an error that carries all output if it fails. */
export async function run(program: string, args: readonly string[], cwd = workspaceRoot): Promise<string> {
  try {
    return (await execute(program, args, { cwd })).stdout;
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${[program, ...args].join(' ')}\n${stdout}${stderr}`.trimEnd(), { cause });
  }
}
