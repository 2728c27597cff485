import { Link } from "@remix-run/react";
import { ScrollRegion } from "../../components/scroll-region.tsx";
import { formatQuantity } from "../../lib/format.ts";
import type { GraphLayout } from "../../lib/graph-layout.server.ts";
import { graphPath } from "../../lib/graph-paths.ts";

/** Tables as boxes that lead to their joins; lines are whole where a join is approved, dashed where it waits. */
export function Drawing({ graph, layout }: { graph: string; layout: GraphLayout }) {
  const { viewBox, tables, pairs } = layout;
  const [, , width, height] = viewBox;
  const said = `${formatQuantity(tables.length, "table")}, ${formatQuantity(pairs.length, "line")} between them`;
  return (
    <figure className="drawing">
      <ScrollRegion className="drawing-sheet" label={`Drawing of ${graph}`}>
        <svg width={width} height={height} viewBox={viewBox.join(" ")} aria-label={said}>
          <g>
            {pairs.map(({ from, to, path, approved }) => (
              <path key={`${from} ${to}`} d={path} data-state={approved > 0 ? "approved" : "waiting"} />
            ))}
          </g>
          {tables.map(({ name, label, x, y, width: wide, height: high }) => (
            <Link key={name} to={graphPath(graph, { search: name })} aria-label={`Joins of ${name}`}>
              <rect x={x} y={y} width={wide} height={high} rx="6" />
              <text x={x + wide / 2} y={y + high / 2}>
                {label}
              </text>
            </Link>
          ))}
        </svg>
      </ScrollRegion>
      <figcaption className="drawing-key">
        <span>
          <Sample state="approved" /> an approved join
        </span>
        <span>
          <Sample state="waiting" /> only joins that wait for a decision
        </span>
      </figcaption>
    </figure>
  );
}

function Sample({ state }: { state: string }) {
  return (
    <svg width="40" height="12" aria-hidden="true">
      <path d="M2 6 L38 6" data-state={state} />
    </svg>
  );
}
