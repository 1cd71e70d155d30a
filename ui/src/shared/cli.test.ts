import { expect, it } from "vitest";
import { cli, shellQuote } from "./cli";

it("leaves plain words alone", () => {
  expect(cli("user", "show", "ada.b+c@acme.example")).toBe("portreeve user show ada.b+c@acme.example");
});

it("quotes what a shell would take apart", () => {
  expect(cli("user", "list", "--filter", 'is:active group:"A b"')).toBe(
    `portreeve user list --filter 'is:active group:"A b"'`,
  );
  expect(shellQuote("$(rm -rf ~)")).toBe("'$(rm -rf ~)'");
  expect(shellQuote("")).toBe("''");
});

it("quotes a quote", () => {
  expect(shellQuote("O'Hara")).toBe(`'O'\\''Hara'`);
});
