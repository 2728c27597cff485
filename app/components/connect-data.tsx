import { Link } from "@remix-run/react";
import { Allowed } from "./allowed.tsx";

/** Where one's own data goes in, for whoever has only the sample yet. */
export function ConnectData({ sources }: { sources: number }) {
  if (sources > 1) return null;
  return (
    <Allowed right="manage">
      <Link className="button" to="/sources/new">
        Connect your data
      </Link>
    </Allowed>
  );
}
