import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import type { DirectoryResponse } from "@/bindings/wire";
import { Done } from "@/shared/Done";
import { ErrorNote } from "@/shared/ErrorNote";
import { Pane } from "@/shared/Pane";
import form from "@/shared/PaneForm.module.css";
import { useRun, useTask } from "@/shared/query";
import { ShareStep } from "./ShareStep";

interface KitPaneProps {
  directory: DirectoryResponse;
  onClose(): void;
}

/** The root key on paper: three shares, one after the other. Closing the pane drops them. */
export function KitPane({ directory, onClose }: KitPaneProps) {
  const run = useRun();
  const task = useTask();
  const [password, setPassword] = useState("");
  const [shares, setShares] = useState<string[] | null>(null);
  const [number, setNumber] = useState(1);
  const share = shares?.[number - 1];

  function make() {
    task.run(async () => {
      const kit = await run("recovery_kit.create", { password });
      setPassword("");
      setShares(kit.shares);
    });
  }

  return (
    <Pane label="Recovery kit" onClose={onClose}>
      <h2 className={form.title}>Recovery kit</h2>
      {!shares && (
        <form
          className={form.form}
          onSubmit={(event) => {
            event.preventDefault();
            make();
          }}
        >
          <p className="dim">
            The directory's key in three shares of 33 words. Any two of them give it back; one alone tells nothing.
            Print them, and keep each with somebody else or behind another lock.
          </p>
          <PasswordInput
            label="Your password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="off"
            autoFocus
          />
          <ErrorNote error={task.error} />
          <div className={form.actions}>
            <Button type="submit" variant="filled" loading={task.isBusy} disabled={password === ""}>
              Make a kit
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </div>
        </form>
      )}
      {share && (
        <ShareStep
          key={number}
          directory={directory}
          number={number}
          words={share.split(" ")}
          onDone={() => setNumber(number + 1)}
        />
      )}
      {shares && !share && (
        <div className={form.form}>
          <Done title="The kit is on paper">Give the three away, apart from each other and from this machine.</Done>
          <p className="dim">
            A kit made before is as good as this one: the key is the same. Destroy what is not needed.
          </p>
          <div className={form.actions}>
            <Button variant="filled" onClick={onClose} autoFocus>
              Close
            </Button>
          </div>
        </div>
      )}
    </Pane>
  );
}
