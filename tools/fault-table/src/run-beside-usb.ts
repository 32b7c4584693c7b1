import { fileURLToPath } from 'node:url';
import { runWithEmulatedUsb, whyNoEmulatedUsb } from '@xylopipe/usb-emulator';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** What has become of a program beside an emulated USB bus. */
export type BesideUsb<T> = { readonly printed: T } | { readonly skipped: string } | { readonly failed: string };

/**
 * Runs a program of the repository where USB is emulated, and reads the JSON that it prints.
 * @param deadline - milliseconds until it is killed.
 */
export async function runBesideUsb<T>(main: string, args: readonly string[], deadline: number): Promise<BesideUsb<T>> {
  const reason = await whyNoEmulatedUsb();
  if (reason !== undefined) return { skipped: `usb: ${reason}` };
  const program = [process.execPath, '--import', 'tsx', '--conditions=@xylopipe/source', main] as const;
  const { code, output, errors } = await runWithEmulatedUsb([...program, ...args], { cwd: ROOT, deadline });
  const line = output.split('\n').findLast((text) => text.startsWith('{'));
  if (line !== undefined) return { printed: JSON.parse(line) as T };
  return { failed: code === null ? `was killed after ${deadline} ms` : `ended with ${code}: ${errors.slice(-2000)}` };
}
