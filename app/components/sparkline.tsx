import { formatNumber } from "../lib/format.ts";

const WIDTH = 72;
const HEIGHT = 20;
const MARGIN = 3;

/** The points of a line through `values`, left to right, the largest on top; one or equal values lie in the middle. */
export function sparklinePoints(values: readonly number[]): [x: number, y: number][] {
  const low = Math.min(...values);
  const range = Math.max(...values) - low;
  const step = values.length > 1 ? (WIDTH - 2 * MARGIN) / (values.length - 1) : 0;
  const height = HEIGHT - 2 * MARGIN;
  return values.map((value, index) => {
    const share = range === 0 ? 0.5 : (value - low) / range;
    return [MARGIN + index * step, MARGIN + height * (1 - share)].map((n) => Math.round(n * 10) / 10) as [
      number,
      number,
    ];
  });
}

/** A small trend of values, oldest first; nothing below two values, because one is no trend. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null;
  const points = sparklinePoints(values);
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg
      className="sparkline"
      role="img"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-label={`Values of the last ${values.length} successful executions: ${values.map(formatNumber).join("; ")}`}
    >
      <polyline points={points.map((point) => point.join(",")).join(" ")} />
      <circle cx={x} cy={y} r="2" />
    </svg>
  );
}
