import { Button, TextInput } from "@mantine/core";
import type { PermissionRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useAct } from "@/shared/useAct";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { nameOf } from "./columns";

interface NewPermissionPaneProps {
  onAdded(row: PermissionRow): void;
  onClose(): void;
}

export function NewPermissionPane({ onAdded, onClose }: NewPermissionPaneProps) {
  const act = useAct();
  const { form, formProps, isReady, isBusy, error } = useCommandForm({
    initialValues: { permission: "", label: "" },
    validate: { permission: filled },
    blames: { invalid_request: "permission" },
    send: async ({ permission, label }) =>
      onAdded(
        await act("permission.add", { permission: permission.trim(), label: label.trim() }, (row) =>
          t("permissions.added", { name: nameOf(row) }),
        ),
      ),
  });
  return (
    <Pane label={t("permissions.add")} onClose={onClose}>
      <h2 className={classes.title}>{t("permissions.add")}</h2>
      <form className={classes.form} {...formProps}>
        <TextInput
          label={t("permissions.code")}
          description={t("permissions.code_about")}
          placeholder="wiki.edit_page"
          spellCheck={false}
          autoFocus
          classNames={{ input: "mono" }}
          {...form.getInputProps("permission")}
        />
        <TextInput
          label={t("permissions.label")}
          description={t("permissions.label_about")}
          placeholder={t("permissions.label_example")}
          {...form.getInputProps("label")}
        />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("permissions.add")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
