/**
 * Resolves in a later turn of the event loop, after whatever waits in this one: a message to oneself, since timers wait
 * a millisecond or more. Each on a channel of its own, since Node would serve a thousand of one channel in one turn.
 */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
