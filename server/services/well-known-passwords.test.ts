import { expect, test } from "vitest";
import { AppError } from "../errors.ts";
import { refuseGuessable } from "./well-known-passwords.ts";

const ADA = { login: "ada.lovelace@example.org", name: "Ada Lovelace" };

/** What is said of the password, at which field; null where it may be taken. */
async function refusalOf(password: string, account = ADA): Promise<string | null> {
  try {
    await refuseGuessable(password, account);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    const [refused, ...more] = (error as AppError).fieldErrors;
    expect(more).toEqual([]);
    expect(refused?.field).toBe("password");
    return refused?.message ?? "";
  }
}

test.each([
  "passwordpassword",
  "PassWord1234",
  "123456789012",
  "1qaz2wsx3edc",
  "Administrator",
  "iloveyou1234",
  // Full-width signs are hashed as the plain ones.
  "ｐａｓｓｗｏｒｄ１２３４",
])("%s is known to everybody", async (password) => {
  expect(await refusalOf(password)).toMatch(/one of the best-known ones/);
});

test.each([
  "Landing KPI 2026",
  "landing-kpi-landing-kpi",
  "ada.lovelace@example.org",
  "AdaLovelace1815!",
  "lovelace-12345678",
  "2026 kpi! kpi! kpi!",
])("%s is little else than the names of this place and of the account", async (password) => {
  expect(await refusalOf(password)).toMatch(/little else than your name/);
});

test.each([
  "a long enough password",
  "correct horse battery staple",
  "Lovelace wrote the first programs",
  "landing on the moon by kpi",
  "7043 1187 2951",
  "пароль, который никто не знает",
])("%s may be taken", async (password) => {
  expect(await refusalOf(password)).toBeNull();
});

test("a name of other people's is nothing that strangers try here", async () => {
  expect(await refusalOf("AdaLovelace1815!", { login: "bob", name: "Bob" })).toBeNull();
  // One letter or two stand in anything.
  expect(await refusalOf("xoxoxoxoxoxo and more", { login: "xo", name: "O" })).toBeNull();
});

test("the list goes far beyond the three thousand most used passwords of at least twelve signs", async () => {
  // Number 3,000 and number 10,000 of them.
  expect(await refusalOf("fyutkbyf2005")).toMatch(/best-known/);
  expect(await refusalOf("ellicullucille")).toMatch(/best-known/);
});
