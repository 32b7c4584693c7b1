import { type Issue, XylopipeError } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { textStream } from '../../../test/command.js';
import { Output, type OutputMode } from './output.js';

const warning: Issue = { code: 'ODD', severity: 'warning', at: ['bias', 3], message: 'odd' };

function outputTo({
  isTTY = false,
  env = {},
  mode = {},
}: {
  isTTY?: boolean;
  env?: object;
  mode?: Partial<OutputMode>;
}) {
  const [stdout, stderr] = [textStream(isTTY), textStream(isTTY)];
  const output = new Output({ stdout, stderr, env: { ...env } }, { json: false, quiet: false, ...mode });
  return { output, stdout, stderr };
}

describe('what others say', () => {
  it('does nothing to the terminal', () => {
    const { output, stderr } = outputTo({});
    output.failure(new XylopipeError('BAD', '\u001b[2Jbad', { hint: '\u0007ring' }));
    output.warnings([{ ...warning, message: '\u001b]0;title\u0007' }]);
    expect(stderr.text).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(stderr.text).toContain('\\u0007ring');
  });

  it('is told, whatever was thrown', () => {
    const { output, stderr } = outputTo({});
    for (const thrown of [Symbol('x'), Object.create(null), null, undefined]) output.failure(thrown);
    expect(stderr.text.trimEnd().split('\n')).toEqual([
      'internal error: Symbol(x)',
      'internal error: an object that cannot be read was thrown',
      'internal error: null',
      'internal error: undefined',
    ]);
  });
});

describe('hints', () => {
  const hint = 'give the option "start", or the option "memory"';
  const said = 'give --time-start, or the option "memory" (in code)';
  const issues = [{ ...warning, hint }, warning];
  const error = new XylopipeError('BAD', 'bad', { hint, issues });

  it('speak of the options of the command, to people', () => {
    const { output, stderr } = outputTo({});
    output.failure(error);
    output.warnings(issues);
    expect(stderr.text.split('\n').filter((line) => line.includes('hint: '))).toEqual([
      `    hint: ${said}`,
      `  hint: ${said}`,
      `  hint: ${said}`,
    ]);
  });

  it('and to programs, wherever there are issues', () => {
    const { output, stdout } = outputTo({ mode: { json: true } });
    output.failure(error);
    output.result(
      () => ({ issues, report: 1 }) as never,
      () => [],
    );
    output.result(
      () => ({ issues: null }),
      () => [],
    );
    const own = [{ ...warning, hint: said }, warning];
    expect(
      stdout.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { error: { code: 'BAD', message: 'bad', hint: said, issues: own } },
      { issues: own, report: 1 },
      { issues: null },
    ]);
  });
});

describe('colours', () => {
  const red = '\u001b[31merror:\u001b[39m';

  it('are for people who look', () => {
    const { output, stderr } = outputTo({ isTTY: true });
    output.failure(new XylopipeError('BAD', 'very bad'));
    expect(stderr.text).toBe(`${red} very bad\n`);
  });

  it.each([
    ['files', false, {}],
    ['those who have set NO_COLOR', true, { NO_COLOR: '1' }],
  ])('are not for %s', (_, isTTY, env) => {
    const { output, stderr } = outputTo({ isTTY, env });
    output.failure(new XylopipeError('BAD', 'very bad'));
    output.warnings([warning]);
    expect(stderr.text).toBe('error: very bad\nwarning ODD at bias[3]: odd\n');
  });

  it('are there if NO_COLOR is empty', () => {
    const { output, stderr } = outputTo({ isTTY: true, env: { NO_COLOR: '' } });
    output.failure(new XylopipeError('BAD', 'very bad'));
    expect(stderr.text).toContain(red);
  });
});

describe('warnings', () => {
  it('are shown up to ten, then counted', () => {
    const { output, stderr } = outputTo({});
    output.warnings(Array.from({ length: 13 }, () => warning));
    const lines = stderr.text.trimEnd().split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('... and 3 more; --json lists them all');
  });
});

describe('failures', () => {
  it('that are ours come with their stack, and as INTERNAL in JSON', () => {
    const text = outputTo({});
    text.output.failure(new TypeError('x is undefined'));
    expect(text.stderr.text).toMatch(/^internal error: TypeError: x is undefined\n +at /);
    const json = outputTo({ mode: { json: true } });
    json.output.failure('thrown by hand');
    expect(JSON.parse(json.stdout.text)).toEqual({
      error: { code: 'INTERNAL', message: 'thrown by hand', issues: [] },
    });
  });

  it('are shown to people with fifty issues, then counted', () => {
    const { output, stderr } = outputTo({});
    const issues = Array.from({ length: 51 }, () => ({ ...warning, hint: 'look' }));
    output.failure(new XylopipeError('BAD', 'very bad', { who: 'me', issues, hint: 'do better' }));
    const lines = stderr.text.trimEnd().split('\n');
    expect([lines[0], lines[2], lines.length]).toEqual(['error: me: very bad', '    hint: look', 103]);
    expect(lines.slice(-2)).toEqual(['  ... and 1 more; --json lists them all', '  hint: do better']);
  });

  it('carry all issues in JSON, and the message without them', () => {
    const { output, stdout, stderr } = outputTo({ mode: { json: true } });
    const issues = Array.from({ length: 30 }, () => warning);
    output.failure(new XylopipeError('BAD', 'very bad', { who: 'me', issues, hint: 'do better' }));
    expect(JSON.parse(stdout.text)).toEqual({
      error: { code: 'BAD', message: 'me: very bad', hint: 'do better', issues },
    });
    expect(stderr.text).toBe('');
  });
});

describe('progress', () => {
  it.each([
    ['a file', { isTTY: false }],
    ['--quiet', { isTTY: true, mode: { quiet: true } }],
  ])('is not drawn for %s', (_, how) => {
    const { output, stderr } = outputTo(how);
    const progress = output.progress();
    progress.update(1, 'map');
    progress.stop();
    expect(stderr.text).toBe('');
  });
});
