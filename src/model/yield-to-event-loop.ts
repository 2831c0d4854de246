/**
 * Lets the event loop turn once, so that a worker deep in arithmetic still answers messages. A message
 * channel rather than a timer: timers are held back to 4 ms in a chain and longer in background tabs.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
