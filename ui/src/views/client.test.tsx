import { readFileSync } from "node:fs";
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { HttpHost } from "@/host/http";
import { openWindow } from "@/test/window";

function appNamed(client: string) {
  return async (host: HttpHost) => `/apps/all/${(await host.call("client.show", { client })).id}`;
}

it("adds an app, exports its config and checks it with a real token", async () => {
  const { host, user } = await openWindow("/apps/all");
  await user.click(await screen.findByRole("button", { name: "Add app" }));
  await user.type(await screen.findByLabelText("App name"), "till");
  await user.click(await screen.findByRole("button", { name: "Create app" }));

  const trust = within(await screen.findByRole("region", { name: "How it trusts us" }));
  await trust.findByText(/^No secret inside/);
  await user.click(await trust.findByRole("button", { name: "Choose file…" }));
  await user.click(await trust.findByRole("button", { name: "Save to file" }));
  await trust.findByText("readable by you only", { exact: false });
  const path = `${host.files}/portreeve_jwt.py`;
  expect(readFileSync(path, "utf8")).toContain('"AUDIENCE": "till"');
  await screen.findByText(`portreeve client export till --preset simplejwt --out ${path}`, { exact: false });

  await user.click(await trust.findByRole("button", { name: "Check it" }));
  await trust.findByText("Accepted");
});

it("says that a shared secret is inside, and does not offer to copy it", async () => {
  await openWindow(appNamed("stock-room"));
  const trust = within(await screen.findByRole("region", { name: "How it trusts us" }));
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
