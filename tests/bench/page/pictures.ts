/** Pictures to measure with: busy enough to weigh what a photograph of their size weighs. */
import { seededRandom } from './random';

export function drawPictures(count: number, width: number, height: number): Promise<Blob[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => drawPicture(index, width, height)),
  );
}

function drawPicture(seed: number, width: number, height: number): Promise<Blob> {
  const random = seededRandom(seed + 1);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('No canvas to draw on.');
  context.fillStyle = `hsl(${random() * 360} 30% 80%)`;
  context.fillRect(0, 0, width, height);
  for (let stroke = 0; stroke < 400; stroke += 1) {
    context.fillStyle = `hsl(${random() * 360} 40% ${20 + random() * 60}% / 0.6)`;
    context.beginPath();
    const radius = (0.01 + 0.06 * random()) * width;
    context.ellipse(
      random() * width,
      random() * height,
      radius,
      radius * random(),
      random() * 6,
      0,
      7,
    );
    context.fill();
  }
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
}
