import type { NamedIntent } from "../engine/from-names.ts";
import { AnswerForm } from "./answer-form.ts";
import { failureText } from "./failure.ts";
import { INSTRUCTIONS } from "./question.ts";

export interface ModelSettings {
  /** Where the OpenAI-compatible endpoint is, such as `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Goes into the Authorization header and nowhere else. */
  readonly apiKey: string | undefined;
  /** For the whole question, a second attempt included. */
  readonly timeLimitMs: number;
}

/** `why` continues "the model was not used: ". */
export type ModelAnswer =
  | { readonly ok: true; readonly intent: NamedIntent }
  | { readonly ok: false; readonly why: string };

/** A second reader of definitions, which answers by names only; what it answers is yet to be checked. */
export interface ModelReader {
  readonly model: string;
  /** `question` as question.ts writes it. Rejects with the signal's reason when it is aborted, and for nothing else. */
  read(question: string, signal: AbortSignal): Promise<ModelAnswer>;
}

/** Asks again once after 429, 5xx or a lost connection, having waited as long as the endpoint says or two seconds. */
const RETRIES = 1;

export function createModelReader(settings: ModelSettings): ModelReader {
  return {
    model: settings.model,
    async read(question, signal) {
      const limit = AbortSignal.timeout(settings.timeLimitMs);
      try {
        const intent = await ask(settings, question, AbortSignal.any([signal, limit]));
        return intent
          ? { ok: true, intent }
          : { ok: false, why: "it could not read the definition on these tables" };
      } catch (error) {
        signal.throwIfAborted();
        if (limit.aborted)
          return { ok: false, why: `it did not answer within ${settings.timeLimitMs / 1000} seconds` };
        return { ok: false, why: await failureText(error) };
      }
    },
  };
}

/** The library is loaded with the first question: a server without a model never needs it. */
async function ask(
  settings: ModelSettings,
  question: string,
  abortSignal: AbortSignal,
): Promise<NamedIntent | null> {
  const { generateText, Output } = await import("ai");
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const provider = createOpenAICompatible({
    name: "model-reader",
    baseURL: settings.baseUrl,
    apiKey: settings.apiKey,
    supportsStructuredOutputs: true,
    // The names of the graph go to the endpoint that was configured and not where it may redirect to.
    fetch: (url, init) => fetch(url, { ...init, redirect: "error" }),
  });
  const { output } = await generateText({
    model: provider(settings.model),
    instructions: INSTRUCTIONS,
    prompt: question,
    output: Output.object({ schema: AnswerForm, name: "reading" }),
    temperature: 0,
    maxRetries: RETRIES,
    abortSignal,
  });
  return output.intent;
}
