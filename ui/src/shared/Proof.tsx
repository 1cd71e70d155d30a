import { Button, PasswordInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useHost } from "@/host/context";
import { t } from "@/texts";
import { Dialog } from "./Dialog";
import { ErrorNote } from "./ErrorNote";
import classes from "./Proof.module.css";
import { setProofAsker } from "./proof";
import { typed, useCommandForm } from "./useCommandForm";

/** Asks for the password again when a command needs a fresh proof of it. */
export function Proof() {
  const host = useHost();
  const [answer, setAnswer] = useState<((isShown: boolean) => void) | null>(null);
  const { form, formProps, isReady, isBusy, error, clear } = useCommandForm({
    initialValues: { password: "" },
    validate: { password: typed },
    secrets: { password: "tried" },
    blames: { wrong_credentials: "password" },
    send: async ({ password }) => {
      await host.call("session.confirm", password);
      close(true);
    },
  });

  useEffect(
    () =>
      setProofAsker(
        () =>
          new Promise((resolve) => {
            setAnswer(() => resolve);
          }),
      ),
    [],
  );

  function close(isShown: boolean) {
    answer?.(isShown);
    setAnswer(null);
    form.reset();
    clear();
  }

  return (
    <Dialog isOpen={answer !== null} onClose={() => close(false)} title={t("shared.proof.title")} size={360}>
      <form className={classes.form} {...formProps}>
        <p className="dim">{t("shared.proof.about")}</p>
        <PasswordInput
          label={t("shared.proof.password")}
          {...form.getInputProps("password")}
          autoComplete="current-password"
          data-autofocus
        />
        <ErrorNote error={error} />
        <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
          {t("common.continue")}
        </Button>
      </form>
    </Dialog>
  );
}
