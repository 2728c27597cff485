import { ListenError, listen, urlAt } from "../../http/listen.ts";
import { type LifeSign, lifeSign } from "../../services/life-sign.ts";
import { type Check, says } from "./check.ts";

/** A server that lives answers at once; what does not is another program, in milliseconds. */
const ANSWER_LIMIT_MS = 2_000;

/** Whether the server can listen where the settings say, or who has the port. */
export const port: Check = async ({ settings, holder }) => {
  const { ok, warning, problem } = says("port");
  const trouble = await troubleOfListening(settings);
  if (trouble === null) return ok(`${settings.host}:${settings.port} is free.`);
  if (!trouble.isTaken) return problem(`No server can start: ${trouble.message}`);
  const sign = await lifeSignAt(urlAt(settings));
  if (sign && holder !== null && sign.instance === lifeSign(holder).instance)
    return ok(`The server is running at ${urlAt(settings)} (${holder}).`);
  const who = sign ? "another Landing KPI, which has another database" : "another program";
  const taken = `Port ${settings.port} is used by ${who}`;
  const choose = "choose another port with PORT";
  return holder === null
    ? problem(`${taken}, so the server cannot start. Stop that one, or ${choose}.`)
    : warning(
        `${taken}; the server that has this database (${holder}) listens elsewhere. Give this command that server's settings; or, before it starts again, ${choose}.`,
      );
};

async function troubleOfListening(address: {
  readonly host: string;
  readonly port: number;
}): Promise<ListenError | null> {
  try {
    const listening = await listen(() => new Response(), address, undefined);
    listening.stopListening();
    await listening.close();
    return null;
  } catch (error) {
    if (error instanceof ListenError) return error;
    throw error;
  }
}

/** The sign of a Landing KPI; null where something else answers, or nothing that is HTTP. */
async function lifeSignAt(url: string): Promise<LifeSign | null> {
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const answer = await fetch(`${url}/healthz`, { signal, redirect: "manual" });
    const sign = (await answer.json()) as Partial<LifeSign> | null;
    return sign?.product === "Landing KPI" ? (sign as LifeSign) : null;
  } catch {
    return null;
  }
}
