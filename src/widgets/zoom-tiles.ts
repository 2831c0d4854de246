/** What a magnifying glass looks at, as tiles OpenSeadragon can lay out: no address is ever loaded by it. */
import type OpenSeadragon from 'openseadragon';

/** The same picture at full size, half of it, half of that …, largest first; or a server's tiles. */
export type ZoomPicture =
  | { readonly levels: readonly ImageBitmap[] }
  | {
      /** As the IIIF Image API describes it. */
      readonly service: object;
      /** Null when the tile is not to be had. */
      readonly fetchTile: (address: string, signal: AbortSignal) => Promise<ImageBitmap | null>;
    };

type Library = typeof OpenSeadragon;

/** In pixels. */
const tileSide = 512;

export function tilesOf(library: Library, picture: ZoomPicture): OpenSeadragon.TileSource {
  return 'levels' in picture ? cutTiles(library, picture.levels) : serverTiles(library, picture);
}

function cutTiles(library: Library, levels: readonly ImageBitmap[]): OpenSeadragon.TileSource {
  const [whole] = levels;
  if (whole === undefined) throw new Error('There is nothing to zoom into.');
  const { width, height } = whole;
  const maxLevel = Math.ceil(Math.log2(Math.max(width, height, 2)));
  const minLevel = maxLevel - levels.length + 1;
  class CutTiles extends library.TileSource {
    override getTileUrl(level: number, x: number, y: number): string {
      return `${level}/${x}/${y}`;
    }

    override downloadTileStart(job: OpenSeadragon.ImageJob): void {
      const [level = 0, x = 0, y = 0] = job.src.split('/').map(Number);
      const bitmap = levels[maxLevel - level];
      if (bitmap === undefined) job.fail('no such level', null);
      else job.finish(cut(bitmap, x * tileSide, y * tileSide), null, 'context2d');
    }

    override downloadTileAbort(): void {
      // A tile is cut at once: there is nothing to stop.
    }
  }
  return new CutTiles({ width, height, tileSize: tileSide, tileOverlap: 0, minLevel, maxLevel });
}

function cut(bitmap: ImageBitmap, left: number, top: number): CanvasRenderingContext2D {
  const context = canvasOf(
    Math.max(1, Math.min(tileSide, bitmap.width - left)),
    Math.max(1, Math.min(tileSide, bitmap.height - top)),
  );
  context.drawImage(bitmap, -left, -top);
  return context;
}

function canvasOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser draws no pictures.');
  return context;
}

function serverTiles(
  library: Library,
  { service, fetchTile }: Extract<ZoomPicture, { service: object }>,
): OpenSeadragon.TileSource {
  class ServerTiles extends library.IIIFTileSource {
    override downloadTileStart(job: OpenSeadragon.ImageJob): void {
      const stop = new AbortController();
      job.userData = { stop };
      void fetchTile(job.src, stop.signal).then((bitmap) => {
        if (stop.signal.aborted || bitmap === null) {
          bitmap?.close();
          job.fail('the tile did not come', null);
          return;
        }
        const context = canvasOf(bitmap.width, bitmap.height);
        context.drawImage(bitmap, 0, 0);
        bitmap.close();
        job.finish(context, null, 'context2d');
      });
    }

    override downloadTileAbort({ userData }: OpenSeadragon.ImageJob): void {
      const { stop } = userData as { stop?: AbortController };
      stop?.abort();
    }
  }
  // The library reads a description only when asked to in this way.
  const reader = library.IIIFTileSource.prototype;
  const options = reader.configure(structuredClone(service)) as unknown;
  return new ServerTiles(options as OpenSeadragon.TileSourceOptions);
}
