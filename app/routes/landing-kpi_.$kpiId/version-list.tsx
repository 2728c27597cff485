import { Form, Link } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { KpiVersion } from "../../../server/contracts/kpi-versions.ts";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { formatTimestamp } from "../../lib/format.ts";
import { editPath } from "../../lib/kpi-form.ts";

interface VersionListProps {
  readonly kpi: KpiDefinition;
  readonly versions: readonly KpiVersion[];
  /** Why a version was not restored. */
  readonly refused?: { readonly version: number; readonly message: string } | undefined;
}

/** Who changed what of the KPI, and when; what a version said can be saved again. */
export function VersionList({ kpi, versions, refused }: VersionListProps) {
  return (
    <section id="versions" className="page-part" aria-labelledby="versions-title">
      <h2 id="versions-title">Changes of this KPI</h2>
      <ol className="versions">
        {versions.map((version) => (
          <li key={version.version} className="panel">
            <header>
              <p>
                <strong>Version {version.version}</strong>{" "}
                <span className="muted">
                  <time dateTime={version.saved_at}>{formatTimestamp(version.saved_at)}</time>
                  {version.saved_by && <Breakable text={` by ${version.saved_by}`} />}
                </span>
              </p>
              {version.version === kpi.version ? (
                <span className="tag">Now</span>
              ) : (
                <Allowed right="define">
                  <RestoreForm version={version.version} />
                </Allowed>
              )}
            </header>
            {refused?.version === version.version && (
              <Refused kpiId={kpi.id} version={version} message={refused.message} />
            )}
            <Changes version={version} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Why, beside the button that was pressed; what most people want back of a version can be had all the same. */
function Refused({ kpiId, version, message }: { kpiId: number; version: KpiVersion; message: string }) {
  const notice = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new refusal is the signal
  useEffect(() => notice.current?.focus(), [message, version]);
  return (
    <Notice kind="error" focus={notice}>
      <Breakable text={`Version ${version.version} is not restored. ${message}`} />{" "}
      <Link to={editPath(kpiId, version.nl_definition)}>
        Edit this KPI with the definition of version {version.version}
      </Link>
    </Notice>
  );
}

function RestoreForm({ version }: { version: number }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="version" value={version} />
      <button type="submit" name="intent" value="restore_version">
        Restore<span className="visually-hidden"> version {version}</span>
      </button>
    </Form>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  name: "Name",
  nl_definition: "Definition",
  alias_name: "Alias",
  group_name: "Group",
  description: "Description",
  better: "Better is",
  warning_bound: "Warning beyond",
  critical_bound: "Critical beyond",
};

function Changes({ version }: { version: KpiVersion }) {
  if (version.version === 1) return <First definition={version.nl_definition} said="Created:" />;
  if (version.changes.length === 0) return <First definition={version.nl_definition} said="As it was:" />;
  return (
    <dl className="facts">
      {version.changes.map(({ field, before, after }) =>
        field === "is_active" ? (
          <div key={field}>
            <dt className="visually-hidden">State</dt>
            <dd>{after === true ? "Restored." : "Deleted."}</dd>
          </div>
        ) : (
          <div key={field}>
            <dt>{NAMES[field] ?? field}</dt>
            <dd>
              <del>
                <Breakable text={String(before ?? "nothing")} />
              </del>{" "}
              → <Breakable text={String(after ?? "nothing")} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}

function First({ definition, said }: { definition: string; said: string }) {
  return (
    <p>
      {said} <Breakable text={definition} />
    </p>
  );
}
