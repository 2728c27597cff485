import { namesPath } from "../lib/names-query.ts";

/** Where one sees what a definition may name, without leaving what one writes. */
export function NamesLink({ graph }: { graph: string }) {
  return (
    <p>
      <a href={namesPath(graph)} target="_blank" rel="noreferrer">
        Which names can be used? <span className="muted">(opens a new tab)</span>
      </a>
    </p>
  );
}
