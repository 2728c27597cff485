import { ScrollRegion } from "../../components/scroll-region.tsx";
import type { Answer, Body, Documentation, Parameter } from "./documentation.ts";
import { JsonBlock } from "./json-block.tsx";

/** One endpoint: its line, and folded under it what it takes and what it answers. */
export function OperationPanel({ operation }: { operation: Documentation["operations"][number] }) {
  const { method, path, summary, description, parameters = [], requestBody, responses } = operation;
  return (
    <details className="operation panel" id={`${method}-${path}`}>
      <summary>
        <strong>{method}</strong> <code>{path}</code> <span>{summary}</span>
      </summary>
      {description && <p>{description}</p>}
      {parameters.length > 0 && <Parameters parameters={parameters} of={`${method} ${path}`} />}
      {requestBody && (
        <>
          <h3>Request body</h3>
          <BodyParts body={requestBody.content["application/json"]} withSchema />
        </>
      )}
      <h3>Answers</h3>
      {Object.entries(responses).map(([status, answer]) => (
        <AnswerParts key={status} status={status} answer={answer} />
      ))}
    </details>
  );
}

function Parameters({ parameters, of }: { parameters: readonly Parameter[]; of: string }) {
  return (
    <>
      <h3>Parameters</h3>
      <ScrollRegion className="data-table" label={`Parameters of ${of}`}>
        <table>
          <thead>
            <tr>
              {["Name", "In", "Required", "Values", "Meaning"].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ name, in: place, required, schema, description }) => (
              <tr key={`${place} ${name}`}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{place}</td>
                <td>{required ? "yes" : "no"}</td>
                <td>
                  <code>{JSON.stringify(schema, withoutDescription)}</code>
                </td>
                <td>{description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}

/** The meaning has a column of its own. */
function withoutDescription(key: string, value: unknown) {
  return key === "description" ? undefined : value;
}

function AnswerParts({ status, answer }: { status: string; answer: Answer }) {
  const [type, body] = Object.entries(answer.content ?? {})[0] ?? [];
  return (
    <>
      <p>
        <strong>{status}</strong> {answer.description} {type && <code>{type}</code>}
      </p>
      <BodyParts body={body} withSchema={status < "300"} />
    </>
  );
}

/** An example, and the schema where it is not the one that every refusal has. */
function BodyParts({ body, withSchema }: { body: Body | undefined; withSchema: boolean }) {
  return (
    <>
      {body?.example !== undefined && <JsonBlock value={body.example} />}
      {withSchema && body?.schema !== undefined && (
        <details>
          <summary>Schema</summary>
          <JsonBlock value={body.schema} />
        </details>
      )}
    </>
  );
}
