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

describe("the settings of OpenID Connect", () => {
  const PROVIDER = {
    OIDC_ISSUER: "https://login.example.com/realms/us",
    OIDC_CLIENT_ID: "kpi",
    OIDC_CLIENT_SECRET: "hidden words",
    PUBLIC_URL: "https://kpi.example.com/",
    ALLOWED_HOSTS: "kpi.example.com",
  };

  it("are absent unless a provider is named, which is called by its host unless it has a name", () => {
    expect(readSettings({ PUBLIC_URL: "https://kpi.example.com" }).openId).toBeNull();
    expect(readSettings(PROVIDER).openId).toEqual({
      issuer: new URL(PROVIDER.OIDC_ISSUER),
      clientId: "kpi",
      clientSecret: "hidden words",
      name: "login.example.com",
      publicUrl: "https://kpi.example.com",
    });
    expect(readSettings({ ...PROVIDER, OIDC_NAME: "Us" }).openId?.name).toBe("Us");
  });

  it.each<[Record<string, string>, string]>([
    [
      { OIDC_NAME: "Us" },
      "OIDC_NAME is set, but not OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL",
    ],
    [{ ...PROVIDER, PUBLIC_URL: "" }, "but not PUBLIC_URL: signing in by OpenID Connect needs"],
    [{ ...PROVIDER, OIDC_CLIENT_SECRET: " " }, "but not OIDC_CLIENT_SECRET"],
    [{ ...PROVIDER, PUBLIC_URL: "https://kpi.example.com/app" }, "PUBLIC_URL is not usable, but must be"],
    [{ ...PROVIDER, PUBLIC_URL: "kpi.example.com" }, "PUBLIC_URL is not usable, but must be"],
    [
      { ...PROVIDER, OIDC_ISSUER: "http://login.example.com" },
      "OIDC_ISSUER is not usable, but must be an https",
    ],
    [{ ...PROVIDER, OIDC_ISSUER: "https://login.example.com/?a=b" }, "OIDC_ISSUER is not usable"],
    [{ ...PROVIDER, ALLOWED_HOSTS: "" }, "PUBLIC_URL names kpi.example.com, but the server does not answer"],
  ])("are refused with a sentence: %o", (environment, sentence) => {
    expect(() => readSettings(environment)).toThrow(sentence);
    expect(() => readSettings(environment)).not.toThrow(/hidden/);
  });

  it("take a provider on this machine without TLS, and any own name where every name is taken", () => {
    const local = { ...PROVIDER, OIDC_ISSUER: "http://127.0.0.1:9000", ALLOWED_HOSTS: "", HOST: "0.0.0.0" };
    expect(readSettings(local).openId?.name).toBe("127.0.0.1:9000");
  });
});

describe("the settings of mail", () => {
  const MAIL = {
    SMTP_URL: "smtps://kpi%40example.com:hidden%20words@mail.example.com",
    MAIL_FROM: "Landing KPI <kpi@example.com>",
    PUBLIC_URL: "https://kpi.example.com/",
    ALLOWED_HOSTS: "kpi.example.com",
  };

  it("are absent unless a mail server is named", () => {
    expect(readSettings({ PUBLIC_URL: "https://kpi.example.com" }).mail).toBeNull();
    expect(readSettings(MAIL).mail).toEqual({
      server: new URL(MAIL.SMTP_URL),
      from: MAIL.MAIL_FROM,
      publicUrl: "https://kpi.example.com",
    });
    expect(readSettings({ ...MAIL, SMTP_URL: "smtp://127.0.0.1:2525/" }).mail?.server.port).toBe("2525");
    expect(readSettings({ ...MAIL, MAIL_FROM: "kpi@example.com" }).mail?.from).toBe("kpi@example.com");
  });

  it.each<[Record<string, string>, string]>([
    [{ SMTP_URL: MAIL.SMTP_URL }, "SMTP_URL is set, but not MAIL_FROM, PUBLIC_URL: mail needs"],
    [{ MAIL_FROM: MAIL.MAIL_FROM }, "MAIL_FROM is set, but not SMTP_URL, PUBLIC_URL: mail needs"],
    [{ ...MAIL, PUBLIC_URL: "" }, "SMTP_URL is set, but not PUBLIC_URL: mail needs"],
    [{ ...MAIL, ALLOWED_HOSTS: "" }, "PUBLIC_URL names kpi.example.com, but the server does not answer"],
    ...[
      "mail.example.com",
      "https://mail.example.com",
      "smtp://hidden@mail.example.com",
      "smtp://kpi:hidden%zz@mail.example.com",
      "smtp://kpi:hidden@mail.example.com?logger=true",
      "smtp://kpi:hidden@mail.example.com/path",
      "smtp://",
    ].map((SMTP_URL): [Record<string, string>, string] => [
      { ...MAIL, SMTP_URL },
      "SMTP_URL is not usable, but must be an smtp or smtps address",
    ]),
    ...["kpi", "Landing KPI", "a@example.com, b@example.com", "KPI <a@example.com> <b@example.com>"].map(
      (MAIL_FROM): [Record<string, string>, string] => [
        { ...MAIL, MAIL_FROM },
        `MAIL_FROM is "${MAIL_FROM}", but must be an e-mail address`,
      ],
    ),
  ])("are refused with a sentence: %o", (environment, sentence) => {
    expect(() => readSettings(environment)).toThrow(sentence);
    expect(() => readSettings(environment)).not.toThrow(/hidden/);
  });
});
