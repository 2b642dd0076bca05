/**
 * Calls back in a task of its own: from within a frame's work, after that frame is on the screen.
 *
 * @returns Calls it off.
 */
export function afterFrame(call: () => void): () => void {
  const { port1, port2 } = new MessageChannel();
  const end = (): void => port1.close();
  port1.onmessage = () => {
    end();
    call();
  };
  port2.postMessage(null);
  return end;
}
