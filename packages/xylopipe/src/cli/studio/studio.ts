import { isXylopipeError, reasonOf, XylopipeError } from '@xylopipe/core';
import { OutputFiles } from '../../node/output-files.js';
import { type AddCommand, addExamples, type Context, wrongUse } from '../context.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import { untilInterrupted } from '../hdk/until-interrupted.js';
import { wholeNumber } from '../options/numbers.js';
import { openBrowser } from './open-browser.js';
import { servePage } from './page-server.js';
import { studioHtml } from './studio-html.js';

interface StudioFlags {
  readonly port?: number;
  readonly host?: string;
  readonly allowRemote?: true;
  readonly open?: true;
  readonly build?: string;
}

/** The same every time, so that the browser knows the page again. */
const PORT = 4747;

/** Adds `studio`: the workbench in the browser. */
export const addStudio: AddCommand = (program, act) => {
  const command = program
    .command('studio')
    .description('a page to try networks, chips and quantization on, which computes in the browser; until interrupted')
    .option('--port <n>', `where it listens; 0 is any free port (default: ${PORT})`, wholeNumber(0, 65535))
    .option('--host <address>', 'where it listens (default: 127.0.0.1)')
    .option('--allow-remote', 'also listen where other machines can connect; nobody is asked who they are')
    .option('--open', 'open it in the browser')
    .option('--build <folder>', 'write the page into a folder instead, for any web server, or to open it from disk');
  addExamples(command, '', '--port 0 --open', '--build public');
  command.action(act((context, flags: StudioFlags) => studio(context, flags)));
};

async function studio(context: Context, { build, ...flags }: StudioFlags): Promise<ExitCode> {
  if (build === undefined) return serve(context, flags);
  if (Object.keys(flags).length > 0) throw wrongUse('--build writes a file and serves nothing: give it alone');
  return write(context, build);
}

async function write({ output }: Context, folder: string): Promise<ExitCode> {
  const files = await OutputFiles.open(folder);
  try {
    await files.write('index.html', await studioHtml());
    await files.commit();
  } finally {
    await files.close();
  }
  output.result(
    () => ({ out: folder, files: ['index.html'] }),
    () => [`wrote index.html to ${folder}`],
  );
  return EXIT.done;
}

async function serve(
  { output, signal }: Context,
  { port = PORT, host, allowRemote, open }: StudioFlags,
): Promise<ExitCode> {
  const server = await servePage({ html: await studioHtml(), host, port, allowRemote }).catch(inTermsOfTheCommand);
  try {
    const { url } = server;
    output.result(
      () => ({ url }),
      () => [`studio at ${url}, until interrupted`],
    );
    if (open) await openBrowser(url).catch((error: unknown) => output.warnings([notOpened(url, error)]));
    await untilInterrupted(signal);
    return EXIT.done;
  } finally {
    await server.close();
  }
}

const notOpened = (url: string, error: unknown) =>
  ({
    code: 'BROWSER_NOT_OPENED',
    severity: 'warning',
    at: [],
    message: `no browser could be opened: ${reasonOf(error)}`,
    hint: `open ${url} by hand`,
  }) as const;

/** What a library's user sets is an option here. */
function inTermsOfTheCommand(cause: unknown): never {
  if (!isXylopipeError(cause)) throw cause;
  const hint = HINTS[cause.code];
  if (hint === undefined) throw cause;
  const [message = ''] = cause.message.split('\n', 1);
  throw new XylopipeError(cause.code, message, { hint, cause });
}

const HINTS: Readonly<Record<string, string>> = {
  ADDRESS_NOT_LOCAL: 'listen at 127.0.0.1 or ::1, or add --allow-remote',
  ADDRESS_IN_USE: 'choose another --port; 0 is any free one',
};
