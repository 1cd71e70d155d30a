import { Button } from "@mantine/core";
import type { KeyLocation } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { bothParts, NewSecret, NOT_TYPED, sure } from "@/shared/NewSecret";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useRun } from "@/shared/query";
import { toast } from "@/shared/toast";
import { fieldOf, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";

interface MoveKeyPaneProps {
  /** The key's current place. */
  from: KeyLocation;
  onClose(): void;
}

/** Moves the directory's key to the other place. */
export function MoveKeyPane({ from, onClose }: MoveKeyPaneProps) {
  const run = useRun();
  const isToFile = from === "os_keychain";
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { passphrase: NOT_TYPED },
    validate: isToFile ? { passphrase: sure } : {},
    secrets: bothParts("passphrase"),
    blames: { "password.rejected": "passphrase" },
    send: async ({ passphrase }) => {
      if (isToFile) await run("key.move", { to: "passphrase_file", passphrase: passphrase.text });
      else await run("key.move", { to: "os_keychain" });
      onClose();
      toast(t(isToFile ? "key.moved_to_file" : "key.moved_to_keychain"));
    },
  });

  return (
    <Pane label={t("key.move")} onClose={onClose}>
      <h2 className={classes.title}>{t(isToFile ? "key.move_to_file" : "key.move_to_keychain")}</h2>
      <form className={classes.form} {...formProps}>
        <p className="dim">{t(isToFile ? "key.move_to_file_about" : "key.move_to_keychain_about")}</p>
        {isToFile && <NewSecret of="passphrase" autoFocus {...fieldOf(form, "passphrase")} />}
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("key.move")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
