import { Button, TextInput } from "@mantine/core";
import type { PermissionRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import classes from "@/shared/PaneForm.module.css";
import { useAct } from "@/shared/useAct";
import { filled, useCommandForm } from "@/shared/useCommandForm";
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
        await act(
          "permission.add",
          { permission: permission.trim(), label: label.trim() },
          (row) => `Added ${nameOf(row)}`,
        ),
      ),
  });
  return (
    <Pane label="Add permission" onClose={onClose}>
      <h2 className={classes.title}>Add permission</h2>
      <form className={classes.form} {...formProps}>
        <TextInput
          label="Code"
          description="The app, a dot, and what can be done there."
          placeholder="wiki.edit_page"
          spellCheck={false}
          autoFocus
          classNames={{ input: "mono" }}
          {...form.getInputProps("permission")}
        />
        <TextInput
          label="In words"
          description="What people read when it is granted."
          placeholder="Can edit pages"
          {...form.getInputProps("label")}
        />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Add permission
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
