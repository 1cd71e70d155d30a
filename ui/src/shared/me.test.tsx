import { renderHook } from "@testing-library/react";
import { expect, it } from "vitest";
import { COMMAND_NEEDS, OWN_LABELS } from "@/bindings/commands";
import type { MeResponse } from "@/bindings/wire";
import type { CommandName } from "@/host/host";
import { MeContext, useRefusal } from "./me";

const COMMANDS = Object.keys(COMMAND_NEEDS) as CommandName[];
const PERMISSIONS = Object.values(COMMAND_NEEDS).filter((needed) => needed !== null && needed !== "superuser");

/** The refusals for a person with these permissions. */
function refusalWith(permissions: string[], is_superuser = false) {
  const me = { user: { is_superuser }, permissions } as MeResponse;
  const { result } = renderHook(useRefusal, {
    wrapper: ({ children }) => <MeContext.Provider value={me}>{children}</MeContext.Provider>,
  });
  return result.current;
}

it("keeps for superusers what is declared to be theirs, whatever else somebody has", () => {
  const refusal = refusalWith(PERMISSIONS);
  const refused = COMMANDS.filter((command) => refusal(command) === "Only a superuser can do this.");
  expect(refused).toContain("backup.create");
  expect(refused).toEqual(COMMANDS.filter((command) => COMMAND_NEEDS[command] === "superuser"));
  // With every permission, all other commands are allowed.
  expect(COMMANDS.filter((command) => refusal(command) !== null)).toEqual(refused);
});

it.each([...new Set(PERMISSIONS)])("names %s where it is lacking", (lacking) => {
  const refusal = refusalWith(PERMISSIONS.filter((permission) => permission !== lacking));
  for (const command of COMMANDS.filter((one) => COMMAND_NEEDS[one] === lacking)) {
    expect(refusal(command)).toBe(`Ask an admin for the permission “${OWN_LABELS[lacking]}”.`);
  }
});

it("refuses nothing to a superuser", () => {
  const refusal = refusalWith([], true);
  expect(COMMANDS.filter((command) => refusal(command) !== null)).toEqual([]);
});

it("takes what is needed here where the declaration cannot say it", () => {
  const refusal = refusalWith([]);
  expect(refusal("user.set_password")).toBeNull();
  expect(refusal("user.set_password", "portreeve.change_user")).toContain(OWN_LABELS["portreeve.change_user"]);
});
