import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { toInput, toPixels } from '../../../src/model/pixels';

type Paint = (context: OffscreenCanvasRenderingContext2D) => void;

async function picture(width: number, height: number, paint: Paint): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!);
  return canvas.convertToBlob({ type: 'image/png' });
}

const pixel = (pixels: Uint8Array, side: number, x: number, y: number) => [
  ...pixels.slice((y * side + x) * 3, (y * side + x) * 3 + 3),
];

describe('the way in for pixels', () => {
  it('squeezes the whole picture into the square, whatever its shape', async () => {
    const halves: Paint = (context) => {
      context.fillStyle = '#f00';
      context.fillRect(0, 0, 150, 100);
      context.fillStyle = '#00f';
      context.fillRect(150, 0, 150, 100);
    };
    const pixels = await toPixels(await picture(300, 100, halves), 32);
    expect(pixels).toHaveLength(32 * 32 * 3);
    expect(pixel(pixels, 32, 0, 0)).toEqual([255, 0, 0]);
    expect(pixel(pixels, 32, 15, 31)).toEqual([255, 0, 0]);
    expect(pixel(pixels, 32, 16, 16)).toEqual([0, 0, 255]);
    expect(pixel(pixels, 32, 31, 31)).toEqual([0, 0, 255]);
  });

  it('lays what is transparent on white', async () => {
    const glass: Paint = (context) => {
      context.fillStyle = 'rgba(0, 0, 0, 0.5)';
      context.fillRect(0, 0, 32, 64);
    };
    const pixels = await toPixels(await picture(64, 64, glass), 32);
    expect(pixel(pixels, 32, 31, 16)).toEqual([255, 255, 255]);
    for (const value of pixel(pixels, 32, 4, 16))
      expect(Math.abs(value - 127)).toBeLessThanOrEqual(1);
  });

  it('turns fine lines to grey, not to stripes', async () => {
    const lines: Paint = (context) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, 1000, 700);
      context.fillStyle = '#000';
      for (let x = 0; x < 1000; x += 6) context.fillRect(x, 0, 3, 700);
    };
    const pixels = await toPixels(await picture(1000, 700, lines), 64);
    for (const value of pixels) expect(Math.abs(value - 127)).toBeLessThan(40);
  });

  it('gives the same for a bitmap as for the file, and leaves the bitmap open', async () => {
    const blob = await picture(90, 50, (context) => {
      context.fillStyle = '#369';
      context.arc(45, 25, 20, 0, 7);
      context.fill();
    });
    const bitmap = await createImageBitmap(blob);
    expect(await toPixels(bitmap, 48)).toEqual(await toPixels(blob, 48));
    expect(bitmap.width).toBe(90);
    bitmap.close();
  });

  it('refuses what is no picture', async () => {
    await expect(toPixels(new Blob(['text']), 32)).rejects.toThrow();
  });
});

describe('the input tensor', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it('runs from −1 for black to 1 for white', async () => {
    const pixels = new Uint8Array(32 * 32 * 3).fill(255);
    pixels.set([0, 51, 255]);
    const input = toInput([pixels, pixels], 32);
    expect(input.shape).toEqual([2, 32, 32, 3]);
    const values = await input.data();
    expect(values[0]).toBe(-1);
    expect(values[1]).toBeCloseTo(-0.6, 6);
    expect(values[2]).toBe(1);
    input.dispose();
  });

  it('takes pictures of its size only', () => {
    expect(() => toInput([new Uint8Array(10)], 32)).toThrow(RangeError);
  });
});
