import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boardServer } from '../../../test/board-server.js';
import { folderWith, jsonOf, start, xylopipe } from '../../../test/command.js';
import { connectBoard } from '../../node/targets/connect-board.js';
import { type BoardAddress, parseTarget } from '../../targets/target.js';

/** The board at a target, as it announces itself; nothing stays open. */
async function boardAt(target: string) {
  const bus = await connectBoard(parseTarget(target) as BoardAddress)({});
  await bus.close();
  return bus.board;
}

describe('hdk serve', () => {
  it('says once where the board is, serves it until interrupted, and is gone then', async () => {
    const server = start('hdk', 'serve', '--chip', 'syns61201', '--listen', '127.0.0.1:0', '--serial', '0042');
    const line = await server.line();
    const [, target = ''] = /^emulated XyloA2TestBoard with syns61201 at (tcp:\/\/127\.0\.0\.1:\d+),/.exec(line) ?? [];
    const board = { chipId: 'syns61201', deviceTypeName: 'XyloA2TestBoard', serial: '0042', emulated: true };
    expect(await boardAt(target)).toMatchObject(board);
    expect(await boardAt(target)).toMatchObject(board);
    expect(await server.stop()).toEqual({ exitCode: 130, stdout: `${line}\n`, stderr: '' });
    await expect(boardAt(target)).rejects.toMatchObject({ code: 'LINK_REFUSED' });
  });

  it('ends with exit code 0 where it is terminated, as services are', async () => {
    const server = start('hdk', 'serve', '--chip', 'syns63300', '--listen', 'tcp://[::1]:0');
    expect(await server.line()).toMatch(/tcp:\/\/\[::1\]:\d+/);
    expect(await server.stop('terminated')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is one JSON object where that was asked for', async () => {
    const server = start('hdk', 'serve', '--chip', 'syns65300', '--listen', '127.0.0.1:0', '--json');
    await server.line();
    expect(jsonOf(await server.stop())).toEqual({
      target: expect.stringMatching(/^tcp:\/\/127\.0\.0\.1:[1-9]\d*$/),
      emulated: true,
      chipId: 'syns65300',
      deviceTypeName: 'EmulatedBoard',
      serial: '',
      firmware: {},
    });
  });

  it('serves at a socket that is for this user alone, and removes it', async () => {
    const path = join(await folderWith(), 'board.sock');
    const server = start('hdk', 'serve', '--chip', 'syns65302', '--listen', `unix:${path}`);
    expect(await server.line()).toContain(` at unix:${path},`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await boardAt(`unix:${path}`)).toMatchObject({ chipId: 'syns65302', firmware: { fxtree: '0.12.2' } });
    await server.stop();
    expect(existsSync(path)).toBe(false);
  });

  it('ends hosts that are connected when it ends', async () => {
    const server = start('hdk', 'serve', '--chip', 'syns61201', '--listen', '127.0.0.1:0', '--json');
    const { target } = JSON.parse(await server.line()) as { target: string };
    const bus = await connectBoard(parseTarget(target) as BoardAddress)({});
    await server.stop();
    expect(await bus.end).toMatchObject({ reason: 'remote' });
  });

  it('listens where other machines can connect only if told so', async () => {
    const serve = ['hdk', 'serve', '--chip', 'syns61201', '--listen', '0.0.0.0:0'];
    const refused = await xylopipe(...serve);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /^error: tcp 0\.0\.0\.0: .*nothing asks who they are\n {2}hint: listen at 127\.0\.0\.1 or ::1, or add --allow-remote\n$/,
    );
    const server = start(...serve, '--allow-remote');
    expect(await server.line()).toContain('tcp://0.0.0.0:');
  });

  it('says so where somebody else listens', async () => {
    const { target } = await boardServer('tcp', 'syns61201');
    const { exitCode, stderr } = await xylopipe('hdk', 'serve', '--chip', 'syns61201', '--listen', target);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('somebody else listens there');
  });

  it.each([
    ['no chip', ['--listen', '127.0.0.1:0'], "required option '--chip <chip>'"],
    ['no address', ['--chip', 'syns61201'], "required option '--listen <address>'"],
    ['an unknown chip', ['--chip', 'syns1', '--listen', '127.0.0.1:0'], 'There is no chip "syns1"'],
    ['no port', ['--chip', 'syns61201', '--listen', '127.0.0.1'], 'nobody can listen there; hint: write unix:'],
    ['a socket without path', ['--chip', 'syns61201', '--listen', 'unix:'], 'nobody can listen there'],
    ['an empty serial number', ['--chip', 'syns61201', '--listen', 'unix:x', '--serial', ' '], 'must not be empty'],
    ['a socket for others', ['--chip', 'syns61201', '--listen', 'unix:x', '--allow-remote'], 'is for host:port'],
  ])('tells of %s, with exit code 2', async (_, argv, message) => {
    const { exitCode, stdout, stderr } = await xylopipe('hdk', 'serve', ...argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
