import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The real command, from its sources, which serves the page. */
export interface StudioCommand {
  readonly url: string;
  /** Interrupts it, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Begins `xylopipe studio` and waits until it says where. */
export async function startStudio(): Promise<StudioCommand> {
  const tsx = import.meta.resolve('tsx', import.meta.url);
  const cli = join(root, 'packages/xylopipe/src/cli.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=@xylopipe/source', '--import', tsx, cli, 'studio', '--port', '0', '--json'],
    { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.base.json') } },
  );
  child.stderr.pipe(process.stderr);
  const closed = once(child, 'close');
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    closed.then(([code]) => {
      throw new Error(`the command ended with ${code}`);
    }),
  ]);
  const { url } = JSON.parse(String(line[0])) as { url: string };
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      const [code] = await closed;
      return code as number | null;
    },
  };
}
