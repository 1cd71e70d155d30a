import { Button, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ClientRow } from "@/bindings/wire";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import { useTask } from "@/shared/query";
import { useAct } from "@/shared/useAct";
import { ALGORITHMS } from "./algorithms";
import classes from "./ClientForm.module.css";

interface NewClientPaneProps {
  onCreated(client: ClientRow): void;
  onClose(): void;
}

export function NewClientPane({ onCreated, onClose }: NewClientPaneProps) {
  const act = useAct();
  const task = useTask();
  const [name, setName] = useState("");
  const [audience, setAudience] = useState("");
  const [algorithm, setAlgorithm] = useState("RS256");

  function create() {
    task.run(async () => {
      const app = { name: name.trim(), audience: audience.trim() || null, algorithm };
      const client = await act("client.create", app, (made) => `Added ${made.name}`);
      onCreated(client);
    });
  }

  return (
    <Pane label="New local app" onClose={onClose}>
      <h2 className={classes.title}>New local app</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput
          label="App name"
          placeholder="billing-app"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          spellCheck={false}
          autoFocus
        />
        <TextInput
          label="Audience"
          description="The aud of its tokens. An app must refuse tokens meant for another."
          placeholder={name.trim() || "the same as the name"}
          value={audience}
          onChange={(event) => setAudience(event.currentTarget.value)}
          classNames={{ input: "mono" }}
          spellCheck={false}
        />
        <Select
          label="Signed with"
          data={ALGORITHMS}
          value={algorithm}
          onChange={(value) => value && setAlgorithm(value)}
        />
        <ErrorNote error={task.error} />
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={task.isBusy} disabled={name.trim() === ""}>
            Create app
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Pane>
  );
}
