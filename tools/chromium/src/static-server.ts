import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

export interface StaticServerOptions {
  /** Contents by URL path, e.g. `/page.js`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Folders on disk by the first part of the URL path: `/data/a.npy` is `a.npy` in the folder of `data`. */
  readonly folders?: Readonly<Record<string, string>> | undefined;
  /** Sends the headers (COOP, COEP) without which a page has no shared memory. Default false. */
  readonly crossOriginIsolated?: boolean | undefined;
  /** Default: a free one. */
  readonly port?: number | undefined;
}

export interface StaticServer {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string;
  close(): Promise<void>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** Serves files over HTTP, to this machine only. */
export async function openStaticServer(options: StaticServerOptions): Promise<StaticServer> {
  const headers = options.crossOriginIsolated
    ? { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' }
    : {};
  const server = createServer(async ({ method, url = '/' }, response) => {
    if (method !== 'GET') return refuse(response, 405);
    const path = pathOf(url);
    if (path === undefined) return refuse(response, 400);
    const content = await contentOf(path, options);
    if (content === undefined) return refuse(response, 404);
    const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Cache-Control': 'no-store' }).end(content);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The decoded path of a request, which leads to no parent folder; `undefined` if there is none to trust. */
function pathOf(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] as string);
    const isSafe = path.startsWith('/') && !/[\\\0]/.test(path) && !path.split('/').includes('..');
    return isSafe ? path : undefined;
  } catch {
    return undefined;
  }
}

async function contentOf(path: string, { files, folders = {} }: StaticServerOptions): Promise<Uint8Array | undefined> {
  const held = files.get(path);
  if (held !== undefined) return held;
  const [, first = '', ...rest] = path.split('/');
  if (!Object.hasOwn(folders, first)) return undefined;
  return readFile(join(folders[first] as string, ...rest)).catch(() => undefined);
}

const refuse = (response: ServerResponse, status: number): void => void response.writeHead(status).end();
