import { describe, expect, it } from "vitest";
import { readSettings } from "./env.ts";

const ENDPOINT = { LLM_BASE_URL: "http://127.0.0.1:11434/v1", LLM_MODEL: "small-model" };

describe("the settings of the language model", () => {
  it("are absent unless an endpoint and a model are named", () => {
    expect(readSettings({}).model).toBeNull();
    expect(readSettings({ LLM_API_KEY: "unused" }).model).toBeNull();
    expect(readSettings(ENDPOINT).model).toEqual({
      baseUrl: ENDPOINT.LLM_BASE_URL,
      model: "small-model",
      apiKey: undefined,
      timeLimitMs: 20_000,
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ LLM_MODEL: "small-model" }, "LLM_MODEL is set, but LLM_BASE_URL is not"],
    [{ LLM_BASE_URL: ENDPOINT.LLM_BASE_URL }, "LLM_BASE_URL is set, but LLM_MODEL is not"],
    [
      { ...ENDPOINT, LLM_BASE_URL: "file:///etc" },
      "LLM_BASE_URL is not usable, but must be an http or https address",
    ],
    [
      { ...ENDPOINT, LLM_TIME_LIMIT_SECONDS: "soon" },
      'LLM_TIME_LIMIT_SECONDS is "soon", but must be a number',
    ],
  ])("are refused with a sentence: %o", (environment, sentence) => {
    expect(() => readSettings(environment)).toThrow(sentence);
  });

  it.each([
    { ...ENDPOINT, LLM_API_KEY: "secret with spaces" },
    { ...ENDPOINT, LLM_BASE_URL: "http://user:secret@127.0.0.1/v1" },
  ])("are refused without repeating a secret", (environment) => {
    expect(() => readSettings(environment)).toThrow(/not usable/);
    expect(() => readSettings(environment)).not.toThrow(/secret/);
  });
});
