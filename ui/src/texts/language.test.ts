import { afterEach, expect, it, vi } from "vitest";

async function languageOf(system: string, chosen?: string) {
  vi.resetModules();
  vi.stubGlobal("navigator", { language: system });
  if (chosen !== undefined) localStorage.setItem("portreeve.language", chosen);
  return await import("./language");
}

afterEach(() => vi.unstubAllGlobals());

it("has a language that Intl knows where the system has none", async () => {
  const { language } = await languageOf("C");
  expect(language).toBe("en");
  expect(new Intl.NumberFormat(navigator.language).format(1)).toBe("1");
});

it("follows the system, and writes dates as the system does", async () => {
  expect(await languageOf("de-AT")).toMatchObject({ language: "de", locale: "de-AT", chosenLanguage: null });
  expect(await languageOf("fr-FR")).toMatchObject({ language: "en", locale: "en-GB" });
});

it("takes the language that was chosen here before the system's", async () => {
  expect(await languageOf("en-US", "de")).toMatchObject({ language: "de", locale: "de-DE", chosenLanguage: "de" });
  expect(await languageOf("en-US", "tlh")).toMatchObject({ language: "en", locale: "en-US" });
});
