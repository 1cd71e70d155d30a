import { Button, Select, TextInput } from "@mantine/core";
import type { ClientRow } from "@/bindings/wire";
import { DraftNote } from "@/shared/DraftNote";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { useAct } from "@/shared/useAct";
import { filled, useCommandForm } from "@/shared/useCommandForm";
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
      onCreated(await act("client.create", app, (made) => `Added ${made.name}`));
    },
  });

  return (
    <Pane label="New local app" onClose={onClose}>
      <h2 className={classes.title}>New local app</h2>
      <form className={classes.form} {...formProps}>
        <DraftNote {...draft} />
        <TextInput
          label="App name"
          placeholder="billing-app"
          spellCheck={false}
          autoFocus
          {...form.getInputProps("name")}
        />
        <TextInput
          label="Audience"
          description="The aud of its tokens. An app must refuse tokens meant for another."
          placeholder={form.values.name.trim() || "the same as the name"}
          classNames={{ input: "mono" }}
          spellCheck={false}
          {...form.getInputProps("audience")}
        />
        <Select label="Signing algorithm" data={ALGORITHMS} {...form.getInputProps("algorithm")} />
        <ErrorNote error={error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={isBusy} disabled={!isReady}>
            Create app
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
