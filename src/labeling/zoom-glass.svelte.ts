/** The magnifying glass: how far in, and which part, in pixels of the stage around its centre. */
const nearest = 12;
const stepFactor = 1.4;
/** How far one press of an arrow key moves, in pixels. */
const panStep = 80;

export class ZoomGlass {
  /** 1 shows the whole picture. */
  scale = $state(2);
  x = $state(0);
  y = $state(0);
  /** Size of the whole picture as fitted into the stage, in pixels. */
  #width = 0;
  #height = 0;

  /** The stage was measured: `width` × `height` is the picture's size in it at scale 1. */
  fit(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#keepInSight();
  }

  /** Nearer or farther; what lies under the point (from the stage's centre) stays under it. */
  zoomBy(factor: number, atX = 0, atY = 0): void {
    const scale = Math.min(nearest, Math.max(1, this.scale * factor));
    const change = scale / this.scale;
    this.x = atX - (atX - this.x) * change;
    this.y = atY - (atY - this.y) * change;
    this.scale = scale;
    this.#keepInSight();
  }

  panBy(dx: number, dy: number): void {
    this.x += dx;
    this.y += dy;
    this.#keepInSight();
  }

  /** Whether the key is one of the glass's own; if so it has been obeyed. */
  press(pressed: string): boolean {
    if (pressed === '+' || pressed === '=') this.zoomBy(stepFactor);
    else if (pressed === '-') this.zoomBy(1 / stepFactor);
    else if (pressed === 'ArrowLeft') this.panBy(panStep, 0);
    else if (pressed === 'ArrowRight') this.panBy(-panStep, 0);
    else if (pressed === 'ArrowUp') this.panBy(0, panStep);
    else if (pressed === 'ArrowDown') this.panBy(0, -panStep);
    else return false;
    return true;
  }

  /** The middle of the stage always shows some of the picture. */
  #keepInSight(): void {
    const farX = (this.#width * this.scale) / 2;
    const farY = (this.#height * this.scale) / 2;
    this.x = Math.min(farX, Math.max(-farX, this.x));
    this.y = Math.min(farY, Math.max(-farY, this.y));
  }
}
