import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PageServer, servePage } from './page-server.js';

const html = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'x'"><p>é`;

let server: PageServer;
beforeAll(async () => {
  server = await servePage({ html, port: 0 });
});
afterAll(() => server?.close());

interface Answered {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Sends path and headers as they stand; `fetch` would put them in order. */
const answerTo = (path: string, options: object = {}, { url } = server): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { path, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: Buffer.concat(chunks).toString() });
      });
    });
    sent.on('error', reject).end();
  });

describe('servePage', () => {
  it.each(['/', '/index.html', '/?a=1', '/index.html?x'])('has the page at %s', async (path) => {
    const { status, headers, body } = await answerTo(path);
    expect([status, body]).toEqual([200, html]);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; script-src 'x'; frame-ancestors 'none'",
      'content-length': String(Buffer.byteLength(html)),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
  });

  it('sends the head alone where that is asked for', async () => {
    const { status, headers, body } = await answerTo('/', { method: 'HEAD' });
    expect([status, headers['content-length'], body]).toEqual([200, String(Buffer.byteLength(html)), '']);
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/index.html/',
    '/x',
    '//',
    '*',
    '/\\..',
    'http://127.0.0.1/x',
  ])('has nothing at %j', async (path) => {
    const { status, body } = await answerTo(path);
    expect([status, body]).toEqual([404, '']);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('takes no %s', async (method) => {
    const { status, headers } = await answerTo('/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['127.0.0.1', '127.0.0.1:1', 'localhost:4747', 'LOCALHOST', '[::1]:80'])('answers to %s', async (host) => {
    expect((await answerTo('/', { headers: { host } })).status).toBe(200);
  });

  it.each(['evil.example', 'evil.example:4747', 'localhost.evil.example', '127.0.0.1.evil.example', 'a b', '[::1'])(
    'does not answer to %j, which may lead here as well',
    async (host) => {
      expect(await answerTo('/', { headers: { host } })).toMatchObject({ status: 421, body: '' });
    },
  );

  it('refuses what is no HTTP', async () => {
    const { port } = new URL(server.url);
    const said = await new Promise<string>((resolve) => {
      let text = '';
      const socket = connect(Number(port), '127.0.0.1', () => socket.end('nonsense\r\n\r\n'));
      socket.on('data', (data) => (text += data));
      socket.on('close', () => resolve(text));
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('is for this machine, unless others are allowed by name', async () => {
    await expect(servePage({ html, host: '0.0.0.0', port: 0 })).rejects.toMatchObject({ code: 'ADDRESS_NOT_LOCAL' });
    const open = await servePage({ html, host: '0.0.0.0', port: 0, allowRemote: true });
    const { port } = new URL(open.url);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await open.close();
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('says that a port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(servePage({ html, port })).rejects.toMatchObject({ code: 'ADDRESS_IN_USE' });
  });
});
