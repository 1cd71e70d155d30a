import { MantineProvider, PasswordInput, TextInput } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import type { CommandError } from "@/bindings/wire";
import { ErrorNote } from "./ErrorNote";
import { makeQueryClient } from "./query";
import { filled, typed, useCommandForm } from "./useCommandForm";

const TAKEN: CommandError = {
  class: "name_taken",
  reason: "name_taken",
  message: "there is a user `ada` already",
  hint: "choose another",
};
const FULL: CommandError = { class: "disk_failed", reason: "disk.full", message: "the disk is full" };

interface Values {
  login: string;
  password: string;
  pin: string;
}

function Form({ send }: { send(values: Values): Promise<unknown> }) {
  const { form, formProps, isReady, error, submit } = useCommandForm<Values>({
    initialValues: { login: "", password: "", pin: "" },
    validate: { login: filled, password: typed },
    blames: { name_taken: "login" },
    secrets: { password: "done", pin: "tried" },
    send,
  });
  return (
    <form {...formProps}>
      <TextInput label="Login" {...form.getInputProps("login")} />
      <PasswordInput label="Password" {...form.getInputProps("password")} />
      <PasswordInput label="PIN" {...form.getInputProps("pin")} />
      <ErrorNote error={error} retry={submit} />
      <button type="submit" disabled={!isReady}>
        Send
      </button>
    </form>
  );
}

async function openForm(send: (values: Values) => Promise<unknown>) {
  const user = userEvent.setup();
  render(
    <MantineProvider>
      <QueryClientProvider client={makeQueryClient()}>
        <Form send={send} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await user.type(screen.getByLabelText("Login"), "ada");
  await user.type(screen.getByLabelText("PIN"), "1234");
  return user;
}

const textIn = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;

it("is sent by Enter, once it is whole", async () => {
  const send = vi.fn(async () => undefined);
  const user = await openForm(send);
  await user.keyboard("{Enter}");
  expect(send).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  expect(send).toHaveBeenCalledExactlyOnceWith({ login: "ada", password: "otter", pin: "1234" });
});

it("shows an error at the field that it blames, says it, and goes there", async () => {
  const user = await openForm(() => Promise.reject(TAKEN));
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  const login = await screen.findByLabelText("Login");
  await waitFor(() => expect(document.activeElement).toBe(login));
  expect(login.getAttribute("aria-invalid")).toBe("true");
  const described = document.getElementById(login.getAttribute("aria-describedby") ?? "");
  expect(described?.textContent).toBe("There is a user ada already.Choose another.");
  expect(screen.getAllByRole("alert")).toHaveLength(1);
  await user.type(login, "b");
  expect(screen.queryByRole("alert")).toBeNull();
});

it("leaves an error that no field is to blame for to the note", async () => {
  const user = await openForm(() => Promise.reject(FULL));
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("The disk is full");
  expect(document.querySelector('[aria-invalid="true"]')).toBeNull();
});

it("empties what was tried after a refusal, and keeps what is still needed", async () => {
  const user = await openForm(() => Promise.reject(TAKEN));
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  await screen.findByRole("alert");
  expect([textIn("Login"), textIn("Password"), textIn("PIN")]).toEqual(["ada", "otter", ""]);
});

it("empties every secret once it is done", async () => {
  const user = await openForm(async () => undefined);
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  await waitFor(() => expect([textIn("Login"), textIn("Password"), textIn("PIN")]).toEqual(["ada", "", ""]));
});

it("does not try again without the secret that was emptied, and asks for it", async () => {
  const send = vi.fn(() => Promise.reject(FULL));
  const user = await openForm(send);
  await user.type(screen.getByLabelText("Password"), "otter{Enter}");
  const again = await screen.findByRole("button", { name: "Try again" });
  await user.clear(screen.getByLabelText("Password"));
  await user.click(again);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Password")));
  expect(send).toHaveBeenCalledTimes(1);
  screen.getByText("This is needed.");
});
