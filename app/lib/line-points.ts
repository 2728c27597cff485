/** Where a line is drawn; `margin` is left free on all sides. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

/** The points of a line through `values`, left to right, the largest on top; one or equal values lie in the middle. */
export function linePoints(
  values: readonly number[],
  { width, height, margin }: Box,
): [x: number, y: number][] {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const step = values.length > 1 ? (width - 2 * margin) / (values.length - 1) : 0;
  return values.map((value, index) => {
    const share = range === 0 ? 0.5 : (value - low) / range;
    const [x, y] = [margin + index * step, margin + (height - 2 * margin) * (1 - share)];
    return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
  });
}
