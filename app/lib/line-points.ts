/** Where a line is drawn; `margin` is left free on all sides. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/**
 * The points of a line through `values`, left to right, the largest on top; one or equal values lie in the middle.
 * `also` are further values that the height has room for.
 */
export function linePoints(
  values: readonly number[],
  box: Box,
  also: readonly number[] = [],
): [x: number, y: number][] {
  const { width, margin } = box;
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  return values.map((value, index) => [tenths(margin + index * step), heightOf(value, values, box, also)]);
}

/** How far from the top a value lies among `values` and `also`. */
export function heightOf(
  value: number,
  values: readonly number[],
  { height, margin }: Box,
  also: readonly number[],
): number {
  const all = [...values, ...also];
  const low = Math.min(...all);
  const range = Math.max(...all) - low;
  const share = range === 0 ? 0.5 : (value - low) / range;
  return tenths(margin + (height - 2 * margin) * (1 - share));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
