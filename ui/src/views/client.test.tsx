import { readFileSync, writeFileSync } from "node:fs";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HttpHost } from "@/host/http";
import { fill, openWindow } from "@/test/window";

function appNamed(client: string) {
  return async (host: HttpHost) => `/apps/all/${(await host.call("client.show", { client })).id}`;
}

it("adds an app, exports its config and checks it with a real token", async () => {
  const { host, user } = await openWindow("/apps/all");
  await user.click(await screen.findByRole("button", { name: "Add app" }));
  await user.type(await screen.findByLabelText("App name"), "till{Enter}");

  const trust = within(await screen.findByRole("region", { name: "How it verifies tokens" }));
  await trust.findByText("Contains no secret: safe to commit.");
  await user.click(await trust.findByRole("button", { name: "Choose file…" }));
  await user.click(await trust.findByRole("button", { name: "Save to file" }));
  await trust.findByText("readable by you only", { exact: false });
  const path = `${host.files}/portreeve_jwt.py`;
  expect(readFileSync(path, "utf8")).toContain('"AUDIENCE": "till"');
  await screen.findByText(`portreeve client export till --preset simplejwt --out ${path}`, { exact: false });

  await user.click(await trust.findByRole("button", { name: "Test with a real token" }));
  const verdict = (await trust.findByText("Valid")).closest("[role=status]");
  expect(verdict?.textContent).toContain("Valid: issued to root for till");
  expect(verdict?.textContent).toContain(`Tested ${path}. Portreeve's own verifier read the file`);
  // A refresh token would be listed as a session for two weeks.
  const { sessions } = await host.call("session.list", {});
  expect(sessions.filter(({ client }) => client === "till")).toEqual([]);
});

it("tests the file as it is on the disk, not as it should be", async () => {
  const { host, user } = await openWindow(appNamed("billing-app"));
  const trust = within(await screen.findByRole("region", { name: "How it verifies tokens" }));
  await trust.findByText("Contains no secret: safe to commit.");
  const path = `${host.files}/billing.py`;
  await fill(user, trust.getByLabelText("Save as"), path);
  await user.click(trust.getByRole("button", { name: "Save to file" }));
  await trust.findByText("readable by you only", { exact: false });
  writeFileSync(path, readFileSync(path, "utf8").replace(/"AUDIENCE": "[^"]*"/, '"AUDIENCE": "another"'));
  await user.click(trust.getByRole("button", { name: "Test with a real token" }));
  const verdict = (await trust.findByText("Refused")).closest("[role=status]");
  expect(verdict?.textContent).toContain("another");
});

it("lists the exported configs, and says in amber which are out of date and why", async () => {
  const { host, user } = await openWindow(appNamed("billing-app"), {
    before: async (host) => {
      const config = { client: "billing-app", preset: "simplejwt", path: `${host.files}/billing.py`, replace: false };
      await host.call("client.export", config);
    },
  });
  const trust = within(await screen.findByRole("region", { name: "How it verifies tokens" }));
  const row = () => trust.getByRole("list", { name: "Exported configs" }).lastElementChild?.textContent;
  await waitFor(() => expect(row()).toMatch(/billing\.py.*simplejwt.*current/));
  expect(trust.queryByText(/out of date/)).toBeNull();
  await host.call("key.rotate", {});
  await trust.findByText(/^\d exported configs? (is|are) out of date/);
  expect(row()).toContain("Export again: the key was rotated");
  await user.click(trust.getByRole("button", { name: `Test ${host.files}/billing.py` }));
  await trust.findByText("Refused");
});

it("says how many configs another algorithm breaks before it changes it, and Esc keeps it", async () => {
  const { host, user } = await openWindow(appNamed("billing-app"), {
    before: async (host) => {
      for (const name of ["one.py", "two.py"]) {
        const config = { client: "billing-app", preset: "simplejwt", path: `${host.files}/${name}`, replace: false };
        await host.call("client.export", config);
      }
    },
  });
  const { algorithm, current_exports } = await host.call("client.show", { client: "billing-app" });
  const now = async () => (await host.call("client.show", { client: "billing-app" })).algorithm;
  async function choose() {
    await user.click(await screen.findByRole("combobox", { name: "Signing algorithm" }));
    await user.click(await screen.findByRole("option", { name: /^EdDSA/, hidden: true }));
    await screen.findByText(new RegExp(`^This breaks ${current_exports} exported configs`));
  }
  await choose();
  expect(document.activeElement?.textContent).toBe(`Keep ${algorithm}`);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByText(/^This breaks/)).toBeNull());
  expect(await now()).toBe(algorithm);
  await choose();
  await user.click(screen.getByRole("button", { name: "Change to EdDSA" }));
  await screen.findByText("Tokens for billing-app are now signed with EdDSA");
  expect(await now()).toBe("EdDSA");
  await screen.findByText(/out of date/);
  expect(screen.getAllByText("Export again: the algorithm was changed").length).toBe(current_exports);
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(async () => expect(await now()).toBe(algorithm));
});

it("changes the algorithm at once while no config was exported", async () => {
  const { host, user } = await openWindow(async (host) => {
    const { id } = await host.call("client.create", { name: "till" });
    return `/apps/all/${id}`;
  });
  await user.click(await screen.findByRole("combobox", { name: "Signing algorithm" }));
  await user.click(await screen.findByRole("option", { name: /^ES256/, hidden: true }));
  await screen.findByText("Tokens for till are now signed with ES256");
  expect((await host.call("client.show", { client: "till" })).algorithm).toBe("ES256");
});

async function inspect(token: string) {
  const { user } = await openWindow("/apps/tokens?open=inspect");
  await fill(user, await screen.findByLabelText("Token"), token);
  await user.click(screen.getByRole("button", { name: "Inspect" }));
}

it("says of a text that is no token that it is none, and shows nothing decoded", async () => {
  await inspect("hello there");
  const verdict = (await screen.findByText("Not a token")).closest("[role=status]");
  expect(verdict?.textContent).toContain("it does not have three parts");
  expect(screen.queryByRole("region", { name: "Decoded token" })).toBeNull();
});

it("says of a token without a signature that it is not signed", async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  await inspect(`${part({ alg: "none", typ: "at+jwt" })}.${part({ sub: "ada" })}.`);
  const verdict = (await screen.findByText("Refused")).closest("[role=status]");
  expect(verdict?.textContent).toContain("It is not signed: anyone can have written it");
  await screen.findByRole("region", { name: "Decoded token" });
});

it("says that a shared secret is inside, and does not offer to copy it", async () => {
  await openWindow(appNamed("stock-room"));
  const trust = within(await screen.findByRole("region", { name: "How it verifies tokens" }));
  await trust.findByText("The file contains a secret", { exact: false });
  expect(trust.queryByRole("button", { name: "Copy the config" })).toBeNull();
});

it("masks an issued token until asked", async () => {
  const { user } = await openWindow(appNamed("billing-app"));
  await user.click(await screen.findByRole("button", { name: "Issue a token for root" }));
  const field = await screen.findByLabelText<HTMLTextAreaElement>("Access token");
  expect(field.value).toMatch(/^•+$/);
  await user.click(await screen.findByRole("button", { name: "Show" }));
  expect(field.value).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
});

it("shows how often its tokens were refreshed, and whose", async () => {
  await openWindow(appNamed("billing-app"), {
    before: async (host) => {
      let { refresh_token } = await host.call("token.issue", { client: "billing-app", user: "ada" });
      for (let times = 0; times < 3; times++) {
        ({ refresh_token } = await host.call("token.refresh", { refresh_token }));
      }
    },
  });
  const use = within(await screen.findByRole("region", { name: "Token use" }));
  await use.findByText("Ada Lovelace");
  use.getByText("3 refreshes");
  use.getByRole("img", { name: "3 refreshes in the last 30 days" });
});
