import { Button, Select, TextInput } from "@mantine/core";
import type { ClientRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { useAct } from "@/shared/useAct";
import { filled, useCommandForm } from "@/shared/useCommandForm";
import { t } from "@/texts";
import { ALGORITHMS } from "./algorithms";
import classes from "./ClientForm.module.css";

interface NewClientPaneProps {
  onCreated(client: ClientRow): void;
  onClose(): void;
}

export function NewClientPane({ onCreated, onClose }: NewClientPaneProps) {
  const act = useAct();
  // A name that is taken may be the audience's: the words say which.
  const { form, formProps, draft, isReady, isBusy, error } = useCommandForm({
    draft: "client.create",
    initialValues: { name: "", audience: "", algorithm: "RS256" },
    validate: { name: filled },
    send: async ({ name, audience, algorithm }) => {
      const app = { name: name.trim(), audience: audience.trim() || null, algorithm };
      onCreated(await act("client.create", app, (made) => t("apps.added", { name: made.name })));
    },
  });

  return (
    <Pane label={t("apps.add")} onClose={onClose}>
      <h2 className={classes.title}>{t("apps.add")}</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <TextInput
          label={t("apps.name")}
          placeholder={t("apps.name_example")}
          spellCheck={false}
          autoFocus
          {...form.getInputProps("name")}
        />
        <TextInput
          label={t("apps.audience")}
          description={t("apps.audience_about")}
          placeholder={form.values.name.trim() || t("apps.audience_example")}
          classNames={{ input: "mono" }}
          spellCheck={false}
          {...form.getInputProps("audience")}
        />
        <Select label={t("apps.signing_algorithm")} data={ALGORITHMS} {...form.getInputProps("algorithm")} />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            {t("apps.add")}
          </Button>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
        </div>
      </form>
    </Pane>
  );
}
