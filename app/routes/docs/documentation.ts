import type { AppLoadContext } from "@remix-run/node";

/** The OpenAPI document as the page shows it. */
export interface Documentation {
  readonly description: string | undefined;
  readonly openapi: string;
  readonly areas: readonly { readonly name: string; readonly description?: string }[];
  readonly operations: readonly (Operation & { readonly method: string; readonly path: string })[];
  readonly schemas: readonly { readonly name: string; readonly schema: unknown }[];
}

/** The parts of an operation that are shown. */
export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: unknown;
}

export interface Answer {
  readonly description?: string;
  readonly content?: Content;
}

type Content = Readonly<Record<string, Body>>;

export interface Body {
  readonly schema?: unknown;
  readonly example?: unknown;
}

export function documentationOf(document: AppLoadContext["openApi"]): Documentation {
  return {
    description: document.info.description,
    openapi: document.openapi,
    areas: document.tags ?? [],
    operations: Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
      })),
    ),
    schemas: Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => ({ name, schema })),
  };
}
