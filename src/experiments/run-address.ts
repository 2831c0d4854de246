/** Which runs the address asks to be compared: `#/p/<id>/runs?compare=3,5`, by their numbers. */
import type { ProjectId } from '../collection/records';

/** Each number once, in the order given: the first is what the others are held against. */
export function comparedIn(hash: string): number[] {
  const text = new URLSearchParams(hash.split('?')[1] ?? '').get('compare') ?? '';
  const numbers = text.split(',').map(Number);
  return [...new Set(numbers)].filter((number) => Number.isInteger(number) && number > 0);
}

export function comparisonAddress(projectId: ProjectId, numbers: readonly number[]): string {
  return `${runsAddress(projectId)}?compare=${numbers.join(',')}`;
}

export function runsAddress(projectId: ProjectId): string {
  return `#/p/${projectId}/runs`;
}
