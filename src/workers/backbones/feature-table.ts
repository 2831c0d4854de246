/** The features of one project under one backbone, held in the worker's memory and grown as items are embedded. */
import { featureBlocks, unpack } from '../../collection/features';
import type { BackboneHash, ItemId, ProjectId } from '../../collection/records';
import type { FeatureBlock } from '../../collection/training-records';
import { normalise } from '../../model/neighbours';

export class FeatureTable {
  /** Pictures that could not be had when they were to be embedded. */
  readonly outOfReach = new Set<ItemId>();
  readonly #rowOf = new Map<number, number>();
  #itemIds: Uint32Array;
  #vectors: Float32Array;
  #length = 0;
  #unit: Float32Array | null = null;

  private constructor(
    readonly backbone: BackboneHash,
    readonly dims: number,
    capacity: number,
  ) {
    this.#itemIds = new Uint32Array(capacity);
    this.#vectors = new Float32Array(capacity * dims);
  }

  /** What has been embedded so far; `dims` is needed only where nothing has. */
  static async read(projectId: ProjectId, backbone: BackboneHash, dims = 0): Promise<FeatureTable> {
    let table: FeatureTable | null = null;
    for await (const block of featureBlocks(projectId, backbone)) {
      // Mostly the blocks are of one size, and the room is made once; it costs nothing until it is used.
      const capacity = Math.max(64, block.blocks * block.itemIds.length);
      table ??= new FeatureTable(backbone, block.dims, capacity);
      table.#take(block);
    }
    return table ?? new FeatureTable(backbone, dims, 64);
  }

  get length(): number {
    return this.#length;
  }

  /** In row order. A view: valid until the next `add`. */
  get itemIds(): Uint32Array {
    return this.#itemIds.subarray(0, this.#length);
  }

  /** length × dims, row-major. A view: valid until the next `add`. */
  get vectors(): Float32Array {
    return this.#vectors.subarray(0, this.#length * this.dims);
  }

  /** The same vectors at length 1, for cosine similarity; made when first asked for. */
  get unitVectors(): Float32Array {
    return (this.#unit ??= normalise(this.vectors, this.dims));
  }

  /** Whether there is a point in embedding it now. */
  lacks(itemId: ItemId): boolean {
    return this.rowOf(itemId) === undefined && !this.outOfReach.has(itemId);
  }

  rowOf(itemId: ItemId): number | undefined {
    return this.#rowOf.get(itemId);
  }

  vectorAt(row: number): Float32Array {
    return this.#vectors.subarray(row * this.dims, (row + 1) * this.dims);
  }

  /** The vectors of `rows`, packed in that order. */
  gather(rows: readonly number[]): Float32Array {
    const gathered = new Float32Array(rows.length * this.dims);
    rows.forEach((row, index) => gathered.set(this.vectorAt(row), index * this.dims));
    return gathered;
  }

  /** @param vectors As `addFeatures` has returned them. */
  add(itemIds: Uint32Array, vectors: FeatureBlock['vectors']): void {
    this.#reserve(this.#length + itemIds.length);
    this.#itemIds.set(itemIds, this.#length);
    unpack(vectors, this.#vectors, this.#length * this.dims);
    itemIds.forEach((itemId, index) => this.#rowOf.set(itemId, this.#length + index));
    this.#length += itemIds.length;
    this.#unit = null;
  }

  /** As `add`, for what two tabs may both have embedded: each item once. */
  #take({ itemIds, vectors }: FeatureBlock): void {
    if (!itemIds.some((id) => this.#rowOf.has(id))) return this.add(itemIds, vectors);
    itemIds.forEach((id, row) => {
      if (this.#rowOf.has(id)) return;
      const vector = vectors.subarray(row * this.dims, (row + 1) * this.dims);
      this.add(Uint32Array.of(id), vector);
    });
  }

  #reserve(length: number): void {
    if (length <= this.#itemIds.length) return;
    const capacity = Math.max(length, this.#itemIds.length * 2);
    const itemIds = new Uint32Array(capacity);
    const vectors = new Float32Array(capacity * this.dims);
    itemIds.set(this.itemIds);
    vectors.set(this.vectors);
    this.#itemIds = itemIds;
    this.#vectors = vectors;
  }
}
