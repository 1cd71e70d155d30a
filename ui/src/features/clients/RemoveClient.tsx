import { Button, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { ActButton } from "@/shared/ActButton";
import { ErrorNote } from "@/shared/ErrorNote";
import { useLayer } from "@/shared/layers";
import { useAct } from "@/shared/useAct";
import { useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import classes from "./ClientForm.module.css";

/** Removing an app signs its users out, and an undo does not sign them in again: so the name has to be typed. */
export function RemoveClient({ client, onRemoved }: { client: ClientRow; onRemoved(): void }) {
  const act = useAct();
  const [isOpen, setOpen] = useState(false);
  useLayer(isOpen, () => setOpen(false), { givesBack: true });
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { name: "" },
    validate: { name: (name) => (name === client.name ? null : t("apps.not_its_name")) },
    send: async () => {
      await act("client.delete", { client: client.id }, t("apps.removed", { name: client.name }));
      onRemoved();
    },
  });

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
          <ActButton command="client.delete" color="red" onClick={() => setOpen(!isOpen)}>
            {t("apps.remove_ask")}
          </ActButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t("apps.remove_this")}>
        <form className={`${classes.form} ${classes.inPopover}`} {...formProps}>
          <p>{t("apps.remove_about")}</p>
          <TextInput
            label={t("apps.type_name", { name: client.name })}
            spellCheck={false}
            data-autofocus
            {...form.getInputProps("name")}
          />
          <ErrorNote error={error} />
          <Button type="submit" variant="filled" color="red" loading={isBusy} disabled={!isReady}>
            {t("apps.remove")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
