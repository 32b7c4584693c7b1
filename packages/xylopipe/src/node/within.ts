/**
 * What a promise gives, if it does so in time and nobody interrupts. Rejects with what the promise rejects with, with an error
 * when `milliseconds` are over, and with the reason of the signal; the promise itself goes on. Until then the process lives.
 */
export async function within<T>(promise: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T> {
  const { promise: over, reject } = withReject();
  const interrupt = (): void => reject(signal?.reason);
  const timer = setTimeout(() => reject(new Error(`it is not done after ${milliseconds / 1000} s`)), milliseconds);
  signal?.addEventListener('abort', interrupt, { once: true });
  if (signal?.aborted === true) interrupt();
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  }
}

function withReject(): { readonly promise: Promise<never>; readonly reject: (reason: unknown) => void } {
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<never>((_, rejectPromise) => {
    reject = rejectPromise;
  });
  return { promise, reject };
}
