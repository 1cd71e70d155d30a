import { Button, Popover } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useRun, useTask } from "@/shared/query";
import { toast } from "@/shared/toast";
import { t } from "@/texts";
import classes from "./ReplaceKey.module.css";

/** Replaces the secret of one app, or every signing key. It cannot be undone: a replaced key never signs again. */
export function ReplaceKey({ client }: { client?: ClientRow }) {
  const run = useRun();
  const task = useTask();
  const [isOpen, setOpen] = useState(false);
  useLayer(isOpen, () => setOpen(false), { givesBack: true });
  const isSecret = client?.algorithm === "HS256";
  const keys = client ? "key" : "keys";
  const what = isSecret ? "secret" : keys;

  function replace() {
    task.run(async () => {
      if (isSecret) {
        await run("client.rotate_secret", { client: client.id });
        toast(t("key.replaced_secret", { name: client.name }));
      } else {
        const { export_anew } = await run("key.rotate", { algorithm: client?.algorithm ?? null });
        toast(
          export_anew.length === 0
            ? t(`key.replaced_done.${keys}`)
            : t(`key.replaced_export.${keys}`, { apps: export_anew.join(", ") }),
        );
      }
      setOpen(false);
    });
  }

  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      returnFocus
      position="bottom-end"
      width={300}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <ActButton command={isSecret ? "client.rotate_secret" : "key.rotate"} onClick={() => setOpen(!isOpen)}>
            {t(`key.replace_form.${what}`)}
          </ActButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t(`key.replace.${what}`)}>
        <div className={classes.form}>
          <p>{t(isSecret ? "key.replace_secret_about" : "key.replace_keys_about")}</p>
          <ErrorNote error={task.error} />
          <Button variant="filled" loading={task.isBusy} onClick={replace} data-autofocus>
            {t("key.replace_now")}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
