import { describe, expect, it } from 'vitest';
import { gathering } from '../../../src/exchange/gathering-stream';

function recorded() {
  const told: unknown[] = [];
  const target = new WritableStream<Uint8Array>({
    write: (piece) => void told.push([...piece]),
    close: () => void told.push('closed'),
    abort: (reason) => void told.push(['aborted', reason]),
  });
  return { told, target };
}

describe('a stream that gathers', () => {
  it('passes pieces on together, in order, and the rest when it is closed', async () => {
    const { told, target } = recorded();
    const writer = gathering(target, 4).stream.getWriter();
    const room = Uint8Array.of(1, 2);
    await writer.write(room);
    room.fill(9);
    await writer.write(Uint8Array.of(3));
    expect(told).toEqual([]);
    await writer.write(Uint8Array.of(4, 5));
    expect(told).toEqual([[1, 2, 3, 4, 5]]);
    await writer.write(Uint8Array.of(6));
    await writer.close();
    expect(told).toEqual([[1, 2, 3, 4, 5], [6], 'closed']);
  });

  it('passes an abort on, whoever holds it, and nothing of what was waiting', async () => {
    const { told, target } = recorded();
    const { stream, abort } = gathering(target, 4);
    await stream.getWriter().write(Uint8Array.of(1));
    await abort('enough');
    expect(told).toEqual([['aborted', 'enough']]);
  });

  it('fails where its target fails', async () => {
    const full = new WritableStream<Uint8Array>({
      write: () => Promise.reject(new Error('no room')),
    });
    const writer = gathering(full, 1).stream.getWriter();
    await expect(writer.write(Uint8Array.of(1))).rejects.toThrow('no room');
    await expect(writer.closed).rejects.toThrow('no room');
  });
});
